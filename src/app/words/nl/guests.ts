import type { guests as german } from '../de/guests.ts'

/** Invitations, personal accounts, *This was not me* and My apps. */
export const guests = {
  'This was not me': 'Dit was ik niet',
  'Was this not you?': 'Was u dit niet?',
  'We told you: {subject}, {when}, for {person}.': 'Wij lieten u weten: {subject}, {when}, voor {person}.',
  'If it was not you, somebody else may know your password. Then:':
    'Als u het niet was, kent misschien iemand anders uw wachtwoord. Dan:',
  'You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.':
    'U wordt overal afgemeld, in elke app en op elk apparaat, en ook wie verder als u is aangemeld.',
  'Your password is set aside. Nobody signs in with it until it is reset for you.':
    'Uw wachtwoord wordt buiten werking gesteld. Niemand meldt zich ermee aan totdat het voor u opnieuw is ingesteld.',
  'You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.':
    'U stelt het opnieuw in met een code naar {address}; andere adressen en telefoons van het account worden vergeten. Verwijder daarna aanmeldmethoden die niet van u zijn.',
  'You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.':
    'U vraagt uw beheerder om een nieuw. Vertel het ook als er een aanmeldmethode is toegevoegd die niet van u is.',
  'If it was you, close this page: nothing has happened.': 'Was u het wel, sluit dan deze pagina: er is niets gebeurd.',
  'Your password is set aside': 'Uw wachtwoord is buiten werking gesteld',
  'You are signed out everywhere, and nobody signs in with your password.':
    'U bent overal afgemeld, en niemand meldt zich aan met uw wachtwoord.',
  'Sign in, and choose “Can’t access your account?” to reset it.':
    'Meld u aan en kies ‘Geen toegang tot uw account?’ om het opnieuw in te stellen.',
  'Ask one of these people for a new one.': 'Vraag een van deze mensen om een nieuw.',
  'You are signed out everywhere': 'U bent overal afgemeld',
  'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.':
    'Uw wachtwoord werkt nog, omdat er anders geen beheerder over zou zijn. Meld u nu aan, kies een ander wachtwoord, en kijk wie zich verder als u aanmeldt.',
  'Sign in': 'Aanmelden',
  'This link is over': 'Deze link geldt niet meer',
  'It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.':
    'Hij werkt één keer, drie dagen lang. Denkt u dat iemand anders uw wachtwoord kent, vraag uw beheerder dan om het opnieuw in te stellen.',
  'Create a personal account': 'Een persoonlijk account maken',
  'One account for every organisation here that invited you as a guest.':
    'Eén account voor elke organisatie hier die u als gast heeft uitgenodigd.',
  'Your e-mail address': 'Uw e-mailadres',
  'Use the very address that was invited. We send a code there, to see that it is yours.':
    'Gebruik precies het adres dat is uitgenodigd. Wij sturen er een code naartoe, om te zien dat het van u is.',
  'Send me a code': 'Stuur mij een code',
  'I have a personal account': 'Ik heb een persoonlijk account',
  'Use another address': 'Een ander adres gebruiken',
  'Who are you?': 'Wie bent u?',
  'This address belongs to an organisation': 'Dit adres hoort bij een organisatie',
  'We wrote to {address}. The code in the letter works for fifteen minutes.':
    'Wij schreven aan {address}. De code in het bericht werkt vijftien minuten.',
  'Send another letter': 'Nog een bericht sturen',
  'Your name, as others see it': 'Uw naam, zoals anderen die zien',
  'Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Kies een wachtwoord van ten minste {atLeast} tekens. Een paar woorden zonder verband zijn gemakkelijk te onthouden en moeilijk te raden. Het is niet het wachtwoord van uw mailbox.',
  'Create the account': 'Het account maken',
  'Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.':
    'Adressen als dit horen bij {organisation}, waar de accounts van de eigen mensen worden beheerd. Meld u aan met het adres zelf; het heeft geen persoonlijk account nodig.',
  'Begin again': 'Opnieuw beginnen',
  'You are invited to {organisation}': 'U bent uitgenodigd bij {organisation}',
  '{inviter} asks you to come in as a guest. The invitation was sent to {address}.':
    '{inviter} nodigt u uit als gast. De uitnodiging is gestuurd naar {address}.',
  'Your e-mail address, the very one that was invited': 'Uw e-mailadres, precies het adres dat is uitgenodigd',
  'We send a code there, to see that it is yours.': 'Wij sturen er een code naartoe, om te zien dat het van u is.',
  'The link works until {day}. If you do not want to come, close this page.':
    'De link werkt tot {day}. Wilt u niet komen, sluit dan deze pagina.',
  'That did not work': 'Dat lukte niet',
  'Become a guest of {organisation}': 'Gast worden van {organisation}',
  'Or without a password here, if you are known there by this address:':
    'Of zonder wachtwoord hier, als u daar met dit adres bekend bent:',
  'Accept with {provider}': 'Accepteren met {provider}',
  'You sign in with {provider} from now on.': 'Vanaf nu meldt u zich aan met {provider}.',
  '{organisation} may see my name, {name}, and my address': '{organisation} mag mijn naam, {name}, en mijn adres zien',
  'Accept the invitation': 'De uitnodiging accepteren',
  'You did not come back with an answer.': 'U kwam zonder antwoord terug.',
  'Open the invitation again': 'De uitnodiging opnieuw openen',
  'A code is on its way to {address}. It works for fifteen minutes.':
    'Er is een code onderweg naar {address}. Die werkt vijftien minuten.',
  'Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'Kies een wachtwoord om u hier aan te melden, van ten minste {atLeast} tekens. Een paar woorden zonder verband zijn gemakkelijk te onthouden en moeilijk te raden. Het is niet het wachtwoord van uw mailbox.',
  Welcome: 'Welkom',
  'You are a guest of {organisation} now.': 'U bent nu gast van {organisation}.',
  'Sign in with {address} and the password you chose.':
    'Meld u aan met {address} en het wachtwoord dat u hebt gekozen.',
  'Sign in with {provider}: there is a button for it.': 'Meld u aan met {provider}: er is een knop voor.',
  'A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.':
    'Een link werkt één keer, dertig dagen lang, en alleen de laatst gestuurde. Hebt u al geaccepteerd, meld u dan aan met het uitgenodigde adres. Zo niet, vraag dan degene die u uitnodigde om het opnieuw te doen.',
  Admin: 'Beheer',
  'People, groups, licences, apps, policies, and why somebody cannot sign in':
    'Mensen, groepen, licenties, apps, beleid, en waarom iemand zich niet kan aanmelden',
  'Signed in as {person}': 'Aangemeld als {person}',
  'No app has been given to you yet. The people below can change that.':
    'U hebt nog geen app gekregen. De mensen hieronder kunnen dat veranderen.',
  "Why can't I open this?": 'Waarom kan ik dit niet openen?',
  'Welcome to Admit': 'Welkom bij Admit',
  'This server is empty. Name your organisation and make its first administrator.':
    'Deze server is leeg. Geef uw organisatie een naam en maak haar eerste beheerder aan.',
  Organisation: 'Organisatie',
  'Your name': 'Uw naam',
  "The domain after the @ becomes the organisation's first domain.":
    'Het domein na de @ wordt het eerste domein van de organisatie.',
  'At least 15 characters: a few unrelated words are easy to remember and hard to guess.':
    'Ten minste 15 tekens: een paar woorden zonder verband zijn gemakkelijk te onthouden en moeilijk te raden.',
  Begin: 'Beginnen',
} as const satisfies Readonly<Record<keyof typeof german, string>>
