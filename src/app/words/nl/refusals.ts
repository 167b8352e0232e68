import type { refusals as german } from '../de/refusals.ts'

/** What errors and wrong answers are said with. */
export const refusals = {
  'Your role does not allow this': 'Uw rol staat dit niet toe',
  'Prove again that it is you': 'Bewijs opnieuw dat u het bent',
  'Sign in again: this asks for more than you have proved': 'Meld u opnieuw aan: hier is meer nodig dan u hebt bewezen',
  'You are not let in here': 'U wordt hier niet toegelaten',
  'Sign in first': 'Meld u eerst aan',
  'The token is not valid here': 'Het token geldt hier niet',
  'Your role does not allow this change': 'Uw rol staat deze wijziging niet toe',
  'Something changed meanwhile; look again': 'Er is intussen iets gewijzigd; kijk opnieuw',
  'The person is reached by one already': 'Dit is al geregistreerd',
  'The person is not reached so': 'Dit is niet geregistreerd',
  'The database is away for a moment': 'De database is even niet beschikbaar',
  'Something broke on our side': 'Er ging bij ons iets mis',
  'This invitation is over': 'Deze uitnodiging geldt niet meer',
  'Too many wrong codes; open the link again': 'Te veel onjuiste codes; open de link opnieuw',
  'This link was used, or is too old': 'Deze link is al gebruikt, of is te oud',
  'There is no such picture': 'Die afbeelding bestaat niet',
  'No method is set up yet': 'Er is nog geen methode ingesteld',
  'Your organisation does not allow this method': 'Uw organisatie staat deze methode niet toe',
  'There is no such session, or it has ended': 'Die sessie bestaat niet, of is beëindigd',
  'There is no such sign-in method': 'Die aanmeldmethode bestaat niet',
  'This is over; begin again': 'Dit is verlopen; begin opnieuw',
  'This password is too easy to guess': 'Dit wachtwoord is te gemakkelijk te raden',
  'This password is not strong enough': 'Dit wachtwoord is niet sterk genoeg',
  'This is not the password': 'Dit is niet het wachtwoord',
  'Too many requests; wait a moment': 'Te veel verzoeken; wacht even',
  'This server has no personal accounts': 'Deze server heeft geen persoonlijke accounts',
  'This sign-up is over; begin it again': 'Deze registratie is verlopen; begin opnieuw',
  'Too many wrong codes; begin again': 'Te veel onjuiste codes; begin nog eens',
  'This form did not come from our page': 'Dit formulier kwam niet van onze pagina',
  'The request is not well formed': 'Het verzoek is niet goed gevormd',
  'There is nothing at this address': 'Op dit adres is niets',
  'The request is too large': 'Het verzoek is te groot',
  'This is not an address of ours': 'Dit is geen adres van ons',
  'This address is asked by another method': 'Dit adres wordt met een andere methode gevraagd',
  'This kind of content is not taken here': 'Dit soort inhoud wordt hier niet aangenomen',
  'This reset is over; start again': 'Dit opnieuw instellen is verlopen; begin opnieuw',
  'Too many wrong codes; start again': 'Te veel onjuiste codes; begin opnieuw',
  'Too many people are signing in at this moment': 'Op dit moment melden zich te veel mensen aan',
  'This answer is not to a sign-in of this browser; start again':
    'Dit antwoord hoort niet bij een aanmelding van deze browser; begin opnieuw',
  'This sign-in is over; start again': 'Deze aanmelding is verlopen; begin opnieuw',
  'No organisation here has this domain': 'Geen organisatie hier heeft dit domein',
  'There is no such organisation': 'Die organisatie bestaat niet',
  'Another identity provider says who this person is': 'Een andere identiteitsprovider zegt wie deze persoon is',
  'There is no such identity provider': 'Die identiteitsprovider bestaat niet',
  'After this change too few administrators could sign in':
    'Na deze wijziging zouden te weinig beheerders zich kunnen aanmelden',
  'There is no such account': 'Dat account bestaat niet',
  'This change cannot be made': 'Deze wijziging is niet mogelijk',
  'There is no invitation that waits to be accepted': 'Er is geen uitnodiging die nog geaccepteerd moet worden',
  'No organisation here has this domain. Check what follows the @ in your sign-in name.':
    'Geen organisatie hier heeft dit domein. Controleer wat er na de @ in uw aanmeldnaam staat.',
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.':
    'Uw browser stuurde onze cookie niet terug. Sta cookies toe voor deze site en begin opnieuw.',
  'Open the page again and fill it in once more.': 'Open de pagina opnieuw en vul haar nog eens in.',
  'Something is missing. Fill in every field.': 'Er ontbreekt iets. Vul elk veld in.',
  'That is too long: at most {limit} characters fit.': 'Dat is te lang: er passen hoogstens {limit} tekens in.',
  'There are characters in it that nobody can type. Type it again.':
    'Er staan tekens in die niemand kan typen. Typ het opnieuw.',
  'This is no e-mail address.': 'Dit is geen e-mailadres.',
  'This is no number with its country, such as +44 20 7946 0018.':
    'Dit is geen nummer met landnummer, zoals +44 20 7946 0018.',
  'Begin again: this was begun elsewhere.': 'Begin opnieuw: dit is ergens anders begonnen.',
  'No more codes are sent for this. Use another way, or start again later.':
    'Hiervoor worden geen codes meer gestuurd. Gebruik een andere manier, of begin later opnieuw.',
  'Your organisation does not allow codes to be sent so. Use another way.':
    'Uw organisatie staat niet toe dat codes zo worden gestuurd. Gebruik een andere manier.',
  'Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.':
    'Er zijn u binnen een uur te veel codes gestuurd, dus wordt er nu geen gestuurd. Gebruik een andere manier, of wacht.',
  'Codes are sent there already.': 'Daar worden al codes naartoe gestuurd.',
  'Give an address that you read without the password of this account.':
    'Geef een adres op dat u leest zonder het wachtwoord van dit account.',
  'No more codes are sent for this. Start again, or ask one of those who can help.':
    'Hiervoor worden geen codes meer gestuurd. Begin opnieuw, of vraag het iemand die kan helpen.',
  'No more codes are sent for this now. Open the link in your invitation again in an hour.':
    'Hiervoor worden nu geen codes meer gestuurd. Open de link in uw uitnodiging over een uur opnieuw.',
  'Write your name, as others are to see it.': 'Typ uw naam zoals anderen die moeten zien.',
  'Write your name in at most 64 characters.': 'Typ uw naam in hoogstens 64 tekens.',
  'Choose one.': 'Kies er een.',
  'Fill this in.': 'Vul dit in.',
  'There are characters in it that nobody can see. Type it again.':
    'Er staan tekens in die niemand kan zien. Typ het opnieuw.',
  'Write a number like +33 612345678.': 'Typ een nummer als +33 612345678.',
  'Write it in letters or numbers.': 'Typ het in letters of cijfers.',
  'Write it in letters.': 'Typ het in letters.',
  'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.':
    'Uw persoonlijke account heeft een ander adres dan is uitgenodigd. Kom met een account voor precies het uitgenodigde adres, of laat er een code naartoe sturen.',
  'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.':
    'Deze uitnodiging is naar een ander adres gestuurd. Typ precies het adres waarop ze aankwam. Wilt u met een ander adres komen, vraag dan degene die u uitnodigde om dat uit te nodigen.',
  'Too many codes were sent to this address. Wait an hour, then open the link again.':
    'Er zijn te veel codes naar dit adres gestuurd. Wacht een uur en open de link dan opnieuw.',
  'There is a NUL in the address.': 'Er staat een NUL-teken in het adres.',
  'The address is not written as one.': 'Het adres is niet goed geschreven.',
  '{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.':
    '{provider} kan op dit moment niet worden gevraagd. Probeer het over enkele minuten opnieuw, of laat een code sturen.',
  'The provider': 'De provider',
  '{provider} did not say who you are.': '{provider} heeft niet gezegd wie u bent.',
  '{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.':
    '{provider} noemt geen adres waarvan vaststaat dat het van u is. Laat er in plaats daarvan een code naartoe sturen.',
  'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.':
    'Bij {provider} bent u bekend met een ander adres dan is uitgenodigd. Meld u daar aan met precies het uitgenodigde adres, of laat er een code naartoe sturen.',
  'Somebody here is linked with who you are at {provider} already. Sign in with {provider}.':
    'Iemand hier is al gekoppeld aan wie u bij {provider} bent. Meld u aan met {provider}.',
  'Write an address like you@mail.example.': 'Typ een adres als you@mail.example.',
  'A code is on its way. Wait half a minute before you ask for another.':
    'Er is een code onderweg. Wacht een halve minuut voordat u om een andere vraagt.',
  "That code didn't work. Use the newest one, within fifteen minutes.":
    'Die code klopte niet. Gebruik de nieuwste, binnen vijftien minuten.',
  'No more codes are sent to this address now. Try again in an hour.':
    'Er worden nu geen codes meer naar dit adres gestuurd. Probeer het over een uur opnieuw.',
  'No personal account can be made for this address. Use another one.':
    'Voor dit adres kan geen persoonlijk account worden gemaakt. Gebruik een ander.',
  'There is an account for this address by now. Sign in with it.':
    'Er is inmiddels een account voor dit adres. Meld u daarmee aan.',
  'The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.':
    'Het aanmelden kon niet verdergaan, en dat ligt aan ons. Begin opnieuw vanuit de app. Referentie {ref}.',
  'The app sent a request we cannot use': 'De app stuurde een verzoek waar we niets mee kunnen',
  'Start again from the app. If it happens again, tell its owner: {problem}.':
    'Begin opnieuw vanuit de app. Gebeurt het weer, vertel de eigenaar dan: {problem}.',
  "That passkey didn't work here. Use another one, or another way. Reference {ref}.":
    'Die passkey werkte hier niet. Gebruik een andere, of een andere manier. Referentie {ref}.',
  "That passkey didn't work here. Use another one, or another way.":
    'Die passkey werkte hier niet. Gebruik een andere, of een andere manier.',
  'The passkey could not be set up. Try again, or use an authenticator app.':
    'De passkey kon niet worden ingesteld. Probeer het opnieuw, of gebruik een authenticator-app.',
  'This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.':
    'Hier wordt gevraagd om het sterkste dat u hebt ingesteld. Hebt u dat niet, gebruik dan een herstelcode of vraag het iemand die kan helpen.',
  'Too many codes were wrong, so none is taken until {when}.':
    'Te veel codes waren onjuist, dus wordt er tot {when} geen aangenomen.',
  'One of the fields below needs another look.': 'Kijk nog eens naar een van de velden hieronder.',
  '{count} fields below need another look.': 'Kijk nog eens naar {count} velden hieronder.',
  "That code didn't work. Use the newest one that was sent to you, within ten minutes.":
    'Die code klopte niet. Gebruik de nieuwste die u is gestuurd, binnen tien minuten.',
  'The two passwords differ. Type the same one twice.': 'De twee wachtwoorden verschillen. Typ twee keer hetzelfde.',
  'Many people are signing in at this moment. Wait a second, then try again.':
    'Op dit moment melden zich veel mensen aan. Wacht een seconde en probeer het dan opnieuw.',
  'Many people are signing in at this moment. Wait {wait} seconds, then try again.':
    'Op dit moment melden zich veel mensen aan. Wacht {wait} seconden en probeer het dan opnieuw.',
  'Choose a password you have not used before.': 'Kies een wachtwoord dat u niet eerder hebt gebruikt.',
  'Use at least {atLeast} characters. A few words make a good password.':
    'Gebruik ten minste {atLeast} tekens. Een paar woorden vormen een goed wachtwoord.',
  'Use at most 256 characters.': 'Gebruik hoogstens 256 tekens.',
  'Leave your name out of it.': 'Laat uw naam eruit.',
  'Leave the name of your organisation out of it.': 'Laat de naam van uw organisatie eruit.',
  'It is little more than words that everybody here would try. Use others, or more of them.':
    'Het bestaat vrijwel alleen uit woorden die iedereen hier zou proberen. Gebruik andere, of meer.',
  'That password is among the first ones an attacker tries.':
    'Dat wachtwoord is een van de eerste die een aanvaller probeert.',
  'It would soon be guessed. Add a word or two that have nothing to do with the rest.':
    'Het zou snel geraden worden. Voeg een of twee woorden toe die niets met de rest te maken hebben.',
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.':
    'Het is elders gestolen, van u of van iemand anders, en staat in lijsten die aanvallers proberen. Kies een ander.',
  'The passwords of this domain are looked after by {provider}. Reset yours there.':
    'De wachtwoorden van dit domein worden beheerd door {provider}. Stel het uwe daar opnieuw in.',
  'Tick the box, or close this page: without it you do not become a guest.':
    'Zet het vinkje, of sluit deze pagina: zonder vinkje wordt u geen gast.',
  'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.':
    'Die code, of een nieuwere, is al gebruikt, en elke code werkt maar één keer. Wacht tot uw app de volgende toont.',
  "That code didn't work. Check that your phone sets its time automatically, and use the newest code.":
    'Die code werkt niet. Controleer of uw telefoon de tijd automatisch instelt en gebruik de nieuwste code.',
  'That recovery code was used already, and each works once. Take another one of your list.':
    'Die herstelcode is al gebruikt, en elke code werkt maar één keer. Neem een andere van uw lijst.',
  "That recovery code didn't work. Type one that you have not used yet, of the list that was made last.":
    'Die herstelcode werkt niet. Typ er een die u nog niet hebt gebruikt, van de lijst die het laatst is gemaakt.',
  'A passkey proves without a code.': 'Een passkey heeft geen code nodig.',
  'Reference {ref}.': 'Referentie {ref}.',
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.':
    'Er waren te veel foute codes, daarom wordt er een tijdje geen aangenomen. Probeer het later opnieuw, of vraag iemand die kan helpen.',
  'Too many sign-ins or resets from your network went wrong. Try again in a second.':
    'Er zijn te veel aanmeldingen of herstelpogingen vanaf uw netwerk mislukt. Probeer het over een seconde opnieuw.',
  'Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.':
    'Er zijn te veel aanmeldingen of herstelpogingen vanaf uw netwerk mislukt. Probeer het over {wait} seconden opnieuw.',
  'This link was used, or is over': 'Deze link is gebruikt of verlopen',
  'The person has shown that this is theirs, and nobody else changes it':
    'De persoon heeft laten zien dat dit van hem of haar is; niemand anders wijzigt het',
  'Nobody signs in with a text message alone here': 'Niemand meldt zich hier met alleen een sms aan',
  'This password is set aside': 'Dit wachtwoord is buiten werking gesteld',
  'Nobody resets their own password here': 'Hier herstelt niemand het eigen wachtwoord',
  'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.':
    'Een beheerder heeft uw wachtwoord laten herstellen: kies een nieuw via de link die u is gestuurd, of vraag om een andere.',
} as const satisfies Readonly<Record<keyof typeof german, string>>
