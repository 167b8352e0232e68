import type { signin as german } from '../de/signin.ts'

/** The pages of a sign-in, of a reset and of help. */
export const signin = {
  'Admit signs you in to {organisation}': 'Admit meldt u aan bij {organisation}',
  'Switch account': 'Van account wisselen',
  'Sign out': 'Afmelden',
  'Try again': 'Opnieuw proberen',
  'My apps': 'Mijn apps',
  'Open {address}': '{address} openen',
  'This is our fault, not yours. Try again in a moment.': 'Dit ligt aan ons, niet aan u. Probeer het zo opnieuw.',
  "This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.":
    'Dit is niet het aanmeldadres van uw organisatie. Misschien is het verkeerd getypt, of is het een oud adres.',
  'Go back and try again, or start from your apps.': 'Ga terug en probeer het opnieuw, of begin vanuit uw apps.',
  'For whoever helps you': 'Voor wie u helpt',
  Code: 'Code',
  Time: 'Tijd',
  'Correlation id': 'Correlatie-id',
  'Who can help': 'Wie kan helpen',
  Copy: 'Kopiëren',
  Copied: 'Gekopieerd',
  'A few details': 'Enkele gegevens',
  'We need a few details before you continue': 'Wij hebben nog enkele gegevens nodig voordat u verdergaat',
  '{organisation} asks for them once, and keeps them in your profile.':
    '{organisation} vraagt er één keer om en bewaart ze in uw profiel.',
  Continue: 'Doorgaan',
  'Choose one': 'Kies er een',
  'Signed in': 'Aangemeld',
  'Signed out': 'Afgemeld',
  'Choose an account': 'Een account kiezen',
  'Use another account': 'Een ander account gebruiken',
  'Forget an account': 'Een account vergeten',
  'Forget {account}': '{account} vergeten',
  "Can't access your account?": 'Geen toegang tot uw account?',
  'Choose an account used here before': 'Een hier eerder gebruikt account kiezen',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.':
    'Als u ja zegt, houdt deze browser u aangemeld, ook nadat u hem sluit, totdat u hem een dag niet hebt gebruikt. Zeg nee als anderen hem ook gebruiken.',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.':
    'Als u ja zegt, houdt deze browser u aangemeld, ook nadat u hem sluit, totdat u hem {days} dagen niet hebt gebruikt. Zeg nee als anderen hem ook gebruiken.',
  'Stay signed in?': 'Aangemeld blijven?',
  "Don't show this again": 'Dit niet meer tonen',
  No: 'Nee',
  Yes: 'Ja',
  'Close the browser if others use this computer.': 'Sluit de browser als anderen deze computer gebruiken.',
  'Still signed in with this browser:': 'Nog aangemeld in deze browser:',
  'Sign out of all': 'Alle accounts afmelden',
  'You are signed out': 'U bent afgemeld',
  'You may still be signed in at {name}, and come in here without a password by it.':
    'Misschien bent u bij {name} nog aangemeld, en komt u daarmee hier zonder wachtwoord binnen.',
  'Sign out of {name} too': 'Ook bij {name} afmelden',
  'Sign in again': 'Opnieuw aanmelden',
  'Sign in with a personal account': 'Aanmelden met een persoonlijk account',
  'Sign in at {provider}': 'Aanmelden bij {provider}',
  'Your personal account says who you are.': 'Uw persoonlijke account zegt wie u bent.',
  '{provider} says who you are.': '{provider} zegt wie u bent.',
  'You come back here when you are done.': 'Daarna komt u hier terug.',
  'Go on to your personal account': 'Verder naar uw persoonlijke account',
  'Go on to {provider}': 'Verder naar {provider}',
  'a personal account': 'een persoonlijk account',
  'Sign in with {provider}': 'Aanmelden met {provider}',
  'Reset your password': 'Uw wachtwoord opnieuw instellen',
  'You prove who you are, first with a code that is sent to you, and choose a new password.':
    'U bewijst wie u bent, eerst met een code die u wordt gestuurd, en kiest een nieuw wachtwoord.',
  'Sign-in name': 'Aanmeldnaam',
  Next: 'Volgende',
  'Back to sign-in': 'Terug naar aanmelden',
  Stop: 'Stoppen',
  'No code arrives': 'Er komt geen code aan',
  'Nobody is named here. Ask whoever runs the computers of your organisation.':
    'Hier staat niemand genoemd. Vraag het degene die de computers van uw organisatie beheert.',
  'Enter your code': 'Voer uw code in',
  'Open your authenticator app and type the six digits it shows for {organisation}.':
    'Open uw authenticator-app en typ de zes cijfers die de app toont voor {organisation}.',
  'Choose a new password': 'Kies een nieuw wachtwoord',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.':
    'Ten minste {atLeast} tekens. Een paar woorden zonder verband zijn gemakkelijk te onthouden en moeilijk te raden. U wordt overal afgemeld.',
  'Your account is locked after wrong passwords. If you know your password after all:':
    'Uw account is vergrendeld na onjuiste wachtwoorden. Als u uw wachtwoord toch weet:',
  'Only unlock my account': 'Alleen mijn account ontgrendelen',
  'One more proof is needed: another code is on its way {to}. It works for fifteen minutes.':
    'Er is nog een bewijs nodig: een andere code is onderweg {to}. Die werkt vijftien minuten.',
  'If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.':
    'Als u dit wachtwoord zelf opnieuw mag instellen, is er een code onderweg {to}. Die werkt vijftien minuten.',
  'What is on file of you may be out of date: then one of these people helps you.':
    'Wat van u is geregistreerd, is misschien verouderd: dan helpt een van deze mensen u.',
  'Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.':
    'Kijk ook bij de ongewenste e-mail. Niet elke organisatie laat mensen zelf hun wachtwoord opnieuw instellen, en niet van iedereen is daar een adres of nummer bekend: dan doet een van deze mensen het voor u.',
  'Use another way': 'Een andere manier gebruiken',
  'Your password is changed': 'Uw wachtwoord is gewijzigd',
  'Your account is unlocked': 'Uw account is ontgrendeld',
  'Sign in with the password you have.': 'Meld u aan met het wachtwoord dat u hebt.',
  'Enter your password': 'Voer uw wachtwoord in',
  'Use a passkey instead': 'In plaats daarvan een passkey gebruiken',
  'You signed in with a temporary password. Choose one that only you know.':
    'U hebt zich aangemeld met een tijdelijk wachtwoord. Kies er een dat alleen u kent.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.':
    'Ten minste {atLeast} tekens. Een paar woorden zonder verband zijn gemakkelijk te onthouden en moeilijk te raden.',
  'Sign in with a passkey': 'Aanmelden met een passkey',
  'A guest?': 'Bent u gast?',
  'No account?': 'Geen account?',
  'Create one': 'Maak er een',
  'Permissions for {app}': 'Machtigingen voor {app}',
  '{app} asks for your permission': '{app} vraagt om uw toestemming',
  'From {publisher}. If you agree, {app} will be able to:': 'Van {publisher}. Als u toestemt, kan {app}:',
  'Agree for everybody in the organisation': 'Toestemmen voor iedereen in de organisatie',
  Agree: 'Toestemmen',
  "Don't agree": 'Niet toestemmen',
  'Signing you in': 'U wordt aangemeld',
  'Go on': 'Verder',
  'A code is on its way to {address}. It works once, for ten minutes.':
    'Er is een code onderweg naar {address}. Die werkt één keer, tien minuten lang.',
  'A text message with a code is on its way to {number}. It works once, for ten minutes.':
    'Er is een sms met een code onderweg naar {number}. De code werkt één keer, tien minuten lang.',
  '{number} is being called, and a code read aloud. It works once, for ten minutes.':
    '{number} wordt gebeld en een code wordt voorgelezen. De code werkt één keer, tien minuten lang.',
  'No code was sent to {address}.': 'Er is geen code naar {address} gestuurd.',
  'E-mail address': 'E-mailadres',
  'Phone number, with its country': 'Telefoonnummer, met landnummer',
  'Waiting for your passkey…': 'Wachten op uw passkey…',
  'The passkey was not used. Try again, or use another way.':
    'De passkey is niet gebruikt. Probeer het opnieuw, of gebruik een andere manier.',
  'This device or security key is set up for you already.':
    'Dit apparaat of deze beveiligingssleutel is al voor u ingesteld.',
  'Passkeys do not work at this address of the sign-in page.':
    'Passkeys werken niet op dit adres van de aanmeldpagina.',
  'The page could not be loaded whole. Try again.': 'De pagina kon niet helemaal worden geladen. Probeer het opnieuw.',
  'The page has been open for too long. Load it again.': 'De pagina heeft te lang opengestaan. Laad haar opnieuw.',
  'Use another way.': 'Gebruik een andere manier.',
  'Ask whoever helps you, who can let you in another way.':
    'Vraag het wie u helpt; die kan u op een andere manier binnenlaten.',
  'Your e-mail address on file may be out of date.': 'Uw geregistreerde e-mailadres is misschien verouderd.',
  'Your phone number on file may be out of date.': 'Uw geregistreerde telefoonnummer is misschien verouderd.',
  'What we sent to you did not arrive.': 'Wat wij u stuurden, kwam niet aan.',
  'What we sent to {address} did not arrive.': 'Wat wij naar {address} stuurden, kwam niet aan.',
  'Use your passkey': 'Gebruik uw passkey',
  'Have your device or security key at hand.': 'Houd uw apparaat of beveiligingssleutel bij de hand.',
  'A passkey needs a script of this page, and your browser runs none. Use another way.':
    'Een passkey heeft een script van deze pagina nodig, en uw browser voert er geen uit. Gebruik een andere manier.',
  'Enter a recovery code': 'Voer een herstelcode in',
  'Type one of the codes you kept when you made them. Each works once.':
    'Typ een van de codes die u bewaarde toen u ze maakte. Elke code werkt één keer.',
  'Type the code of: {method}': 'Typ deze code: {method}',
  '{method} “{name}”': '{method} ‘{name}’',
  '{method} to {address}': '{method} naar {address}',
  Reference: 'Referentie',
  App: 'App',
  'Your sign-in name looks like {example}. It can differ from the name you use on your computer.':
    'Uw aanmeldnaam ziet eruit als {example}. Die kan anders zijn dan de naam die u op uw computer gebruikt.',
  'After several wrong passwords, wait fifteen minutes before the next try.':
    'Wacht na verschillende onjuiste wachtwoorden vijftien minuten tot de volgende poging.',
  'Keep the reference number of your last try: whoever helps you can see what stands in the way.':
    'Bewaar het referentienummer van uw laatste poging: wie u helpt, ziet daarmee wat er in de weg staat.',
  'Your sign-in name': 'Uw aanmeldnaam',
  'Find who can help': 'Zoeken wie kan helpen',
  'Do you want to sign out?': 'Wilt u zich afmelden?',
  'An app asks to sign {person} out here and everywhere you used this sign-in.':
    'Een app vraagt om {person} hier af te melden, en overal waar u deze aanmelding gebruikte.',
  'Stay signed in': 'Aangemeld blijven',
  'Set up a second factor': 'Een tweede factor instellen',
  'Your organisation asks for a second proof that it is you.':
    'Uw organisatie vraagt om een tweede bewijs dat u het bent.',
  'Scan this with an authenticator app, then type the code it shows.':
    'Scan dit met een authenticator-app, en typ dan de code die de app toont.',
  'Set up a passkey instead': 'In plaats daarvan een passkey instellen',
  'Not now': 'Niet nu',
  'Set up a passkey': 'Een passkey instellen',
  'Have your security key at hand, or use this device: its screen lock is enough.':
    'Houd uw beveiligingssleutel bij de hand, of gebruik dit apparaat: de schermvergrendeling is genoeg.',
  'A passkey needs a script of this page, and your browser runs none. Use another browser.':
    'Een passkey heeft een script van deze pagina nodig, en uw browser voert er geen uit. Gebruik een andere browser.',
  'Get codes by e-mail or phone instead': 'In plaats daarvan codes per e-mail of telefoon ontvangen',
  'Get codes by e-mail instead': 'In plaats daarvan codes per e-mail ontvangen',
  'Get codes by phone instead': 'In plaats daarvan codes per telefoon ontvangen',
  'This is a shared computer': 'Dit is een gedeelde computer',
  'You may still be signed in to {apps}: no answer came from there yet, and it is told again.':
    'U bent misschien nog aangemeld bij {apps}: daar kwam nog geen antwoord vandaan, en het wordt opnieuw gemeld.',
  'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.':
    'Waar uw wachtwoord vandaan komt, telden alleen de eerste 72 bytes, en wat volgde maakte niet uit. Kies een nieuw wachtwoord, dat tot het einde telt.',
  'An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.':
    'Een beheerder van {organisation} heeft uw wachtwoord laten herstellen en u deze link laten sturen. Hij werkt één keer, tot {until}.',
  'If you did not ask for it, close this page and ask them why.':
    'Hebt u er niet om gevraagd, sluit dan deze pagina en vraag waarom.',
  'This link is over': 'Deze link is niet meer geldig',
  'A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.':
    'Een link om een nieuw wachtwoord te kiezen werkt één keer, {hours} uur lang, en alleen de laatste die u is gestuurd. Hebt u al een wachtwoord gekozen, meld u dan daarmee aan. Zo niet, vraag uw beheerder om een andere link.',
  'Passwords of your organisation are reset by an administrator.':
    'Wachtwoorden van uw organisatie worden door een beheerder hersteld.',
  'Find my administrator or support person': 'Mijn beheerder of helpdesk vinden',
} as const satisfies Readonly<Record<keyof typeof german, string>>
