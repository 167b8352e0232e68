import type { gates as german } from '../de/gates.ts'

/** What gates and causes tell the person. */
export const gates = {
  "We don't know this app": 'Wij kennen deze app niet',
  "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.":
    'Wij kennen de app niet waar u vandaan komt. Open de app vanuit uw apps, of laat het de eigenaar weten. Referentie {ref}.',
  'This app was deleted': 'Deze app is verwijderd',
  '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.':
    '{app} is hier verwijderd en niemand kan de app openen. Hebt u de app nodig, laat het de eigenaar dan weten. Referentie {ref}.',
  'The address to return to is not registered': 'Het adres om naar terug te keren is niet geregistreerd',
  'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.':
    'De app vroeg ons u naar een adres te sturen dat er niet voor geregistreerd is, dus zijn we gestopt. Laat het de eigenaar van de app weten. Referentie {ref}.',
  'Not a sign-in name': 'Geen aanmeldnaam',
  'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.':
    'Typ uw volledige aanmeldnaam, zoals name@company.com. Die kan anders zijn dan de naam die u op uw computer gebruikt.',
  'The identity provider is not reached': 'De identiteitsprovider is niet bereikbaar',
  "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.":
    'Wij konden {provider}, waar u bewijst wie u bent, niet bereiken. Probeer het over enkele minuten opnieuw. Referentie {ref}.',
  'Another identity provider knows the person': 'Een andere identiteitsprovider kent de persoon',
  'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.':
    'Uw organisatie stuurt u naar {provider}, maar hier bent u bekend via een andere. Uw beheerder kan dat rechtzetten. Referentie {ref}.',
  'The identity provider did not answer correctly': 'De identiteitsprovider antwoordde niet goed',
  '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.':
    '{provider}, waar u bewijst wie u bent, antwoordde niet goed. Begin opnieuw; gebeurt het weer, laat het uw beheerder dan weten. Referentie {ref}.',
  'The identity provider said no': 'De identiteitsprovider zei nee',
  '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.':
    '{provider}, waar u bewijst wie u bent, liet u niet door. Begin opnieuw, of vraag het daar. Referentie {ref}.',
  'Somebody else is signed in at the identity provider': 'Bij de identiteitsprovider is iemand anders aangemeld',
  'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.':
    'Bij {provider} bent u aangemeld als iemand anders dan u hier hebt opgegeven. Meld u daar af en begin opnieuw. Referentie {ref}.',
  'The identity provider means somebody else by this name':
    'De identiteitsprovider bedoelt iemand anders met deze naam',
  'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.':
    'Wie u volgens {provider} bent, past niet bij wat wij weten. Uw beheerder kan dat rechtzetten. Referentie {ref}.',
  'Nobody here is known by this identity': 'Niemand is hier met deze identiteit bekend',
  '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.':
    '{provider} kent u, maar hier is daarmee niemand bekend. Bent u uitgenodigd, open dan de link in de uitnodiging en accepteer die daar met {provider}. Referentie {ref}.',
  'Nobody comes by this identity provider any more': 'Via deze identiteitsprovider komt niemand meer binnen',
  'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.':
    'De manier waarop u zich hebt aangemeld, is hier gesloten. Meld u op een andere manier aan, of vraag het degene die u heeft uitgenodigd.',
  'A password is asked for': 'Er wordt om een wachtwoord gevraagd',
  'Enter your password.': 'Voer uw wachtwoord in.',
  'The Temporary Access Pass is over': 'De tijdelijke toegangspas is verlopen',
  'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.':
    'Uw tijdelijke toegangspas is verlopen. Vraag uw beheerder om een nieuwe. Referentie {ref}.',
  'The Temporary Access Pass is used up': 'De tijdelijke toegangspas is al gebruikt',
  'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.':
    'Uw tijdelijke toegangspas gold voor één aanmelding en is daarvoor gebruikt. Was u dat niet, laat het uw beheerder dan meteen weten. Referentie {ref}.',
  'The Temporary Access Pass is not good yet': 'De tijdelijke toegangspas geldt nog niet',
  'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.':
    'Uw tijdelijke toegangspas geldt vanaf {startsAt}. Probeer het dan opnieuw. Referentie {ref}.',
  'The session has reached its limit': 'De sessie heeft haar limiet bereikt',
  'Your session in {instance} reached its limit. Sign in again, and you are back where you were.':
    'Uw sessie in {instance} heeft haar limiet bereikt. Meld u opnieuw aan, dan bent u terug waar u was.',
  'The second factor is paused after wrong codes': 'De tweede factor is gepauzeerd na onjuiste codes',
  'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.':
    'Te veel codes waren onjuist, dus wordt er tot {pausedUntil} geen aangenomen. Hebt u ze niet zelf getypt, dan kent iemand uw wachtwoord: laat het uw beheerder meteen weten. Referentie {ref}.',
  'The code was wrong': 'De code was onjuist',
  'A second factor is asked for': 'Er wordt om een tweede factor gevraagd',
  'Confirm that it is you: enter the code from your authenticator app.':
    'Bevestig dat u het bent: voer de code uit uw authenticator-app in.',
  'A policy asks for a second factor': 'Een beleid vraagt om een tweede factor',
  'A policy asks for a stronger proof': 'Een beleid vraagt om een sterker bewijs',
  '{app} asks for a stronger proof that it is you: use your {way}.':
    '{app} vraagt om een sterker bewijs dat u het bent. Gebruik: {way}.',
  'The way of signing in is not allowed': 'Deze manier van aanmelden is niet toegestaan',
  'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.':
    'Uw organisatie staat deze manier van aanmelden niet toe: {way}. Vraag uw beheerder om een andere manier. Referentie {ref}.',
  'Another way of signing in is asked for': 'Er wordt om een andere manier van aanmelden gevraagd',
  'Your organisation does not let you sign in with your {way}: use your {other}.':
    'Uw organisatie staat deze manier van aanmelden niet toe: {way}. Gebruik: {other}.',
  'No second factor that is set up is allowed': 'Geen ingestelde tweede factor is toegestaan',
  'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Uw organisatie vraagt om een tweede factor en staat degene die u hebt niet toe. Vraag uw beheerder om een tijdelijke toegangspas. Referentie {ref}.',
  'The passkey was made for another address': 'De passkey is voor een ander adres gemaakt',
  'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'Uw passkey is gemaakt voor {madeFor}, en deze pagina staat op een ander adres. Open de aanmeldpagina daar, of vraag uw beheerder om een tijdelijke toegangspas. Referentie {ref}.',
  'What a policy asks for is not allowed': 'Waar een beleid om vraagt, is niet toegestaan',
  '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.':
    '{app} vraagt om een sterker bewijs dan uw organisatie u laat geven. Uw beheerder kan dat veranderen. Referentie {ref}.',
  'A policy blocks the sign-in': 'Een beleid blokkeert de aanmelding',
  'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.':
    'Uw organisatie staat niet toe dat u {app} opent. Een beheerder kan u vertellen waarom. Referentie {ref}.',
  'A policy blocks the network': 'Een beleid blokkeert het netwerk',
  "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.":
    '{app} kan niet worden geopend vanaf het netwerk waarop u zit. Gebruik het netwerk van uw organisatie, of vraag het een beheerder. Referentie {ref}.',
  'The password is set aside': 'Het wachtwoord is buiten werking gesteld',
  "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'U liet ons weten dat u iets niet was, dus geldt uw wachtwoord niet meer. Gebruik ‘Geen toegang tot uw account?’, of vraag uw beheerder om een nieuw. Referentie {ref}.',
  'The temporary password is over': 'Het tijdelijke wachtwoord is verlopen',
  "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'Uw tijdelijke wachtwoord is niet op tijd gebruikt. Gebruik ‘Geen toegang tot uw account?’, of vraag uw beheerder om een nieuw. Referentie {ref}.',
  'The password has expired': 'Het wachtwoord is verlopen',
  'Your password has expired. Choose a new one.': 'Uw wachtwoord is verlopen. Kies een nieuw.',
  'A temporary password is to be changed': 'Een tijdelijk wachtwoord moet worden gewijzigd',
  'Choose a new password to finish signing in.': 'Kies een nieuw wachtwoord om het aanmelden af te ronden.',
  'No method is registered, and a policy asks for one': 'Er is geen methode ingesteld, en een beleid vraagt erom',
  'Your organisation needs more proof that it is you. Set up an authenticator app to go on.':
    'Uw organisatie heeft meer bewijs nodig dat u het bent. Stel een authenticator-app in om verder te gaan.',
  'No method is registered, and multi-factor is on for the person':
    'Er is geen methode ingesteld, en voor de persoon staat de tweede factor aan',
  'No method is registered that is as strong as a policy asks for':
    'Er is geen methode ingesteld die zo sterk is als een beleid vraagt',
  '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.':
    '{app} vraagt om een sterker bewijs dan u kunt geven. Stel een passkey of een beveiligingssleutel in om verder te gaan.',
  'Details are missing that an administrator fills in': 'Er ontbreken gegevens die een beheerder invult',
  'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.':
    'Uw organisatie heeft eerst deze gegevens van u nodig: {details}. Alleen uw beheerder kan ze invullen; vraag daarom. Referentie {ref}.',
  'Details of the profile are missing': 'Er ontbreken gegevens in het profiel',
  'We need a few details before you continue: {details}.':
    'Wij hebben nog enkele gegevens nodig voordat u verdergaat: {details}.',
  'The app is switched off': 'De app is uitgeschakeld',
  '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.':
    '{app} is op dit moment uitgeschakeld. Uw helpdesk weet meer. Referentie {ref}.',
  'The app takes no guests': 'De app laat geen gasten toe',
  '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.':
    '{app} is voor leden van de organisatie; u bent hier {as}. Gebruik uw werkaccount bij deze organisatie, als u er een hebt. Referentie {ref}.',
  'Not assigned to the app': 'Niet aan de app toegewezen',
  "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.":
    'U hebt {app} nog niet gekregen. Vraag uw helpdesk om toegang. Referentie {ref}.',
  'No licence': 'Geen licentie',
  "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.":
    'U hebt geen licentie voor {app}. Uw helpdesk kan u er een geven. Referentie {ref}.',
  'The licence is for something else': 'De licentie is voor iets anders',
  "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.":
    'Uw licentie omvat {app} niet. Uw helpdesk kan u er een geven die dat wel doet. Referentie {ref}.',
  'The subscription has ended': 'Het abonnement is beëindigd',
  "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.":
    'Het abonnement van uw organisatie op {app} vraagt aandacht. Uw helpdesk weet wat er moet gebeuren. Referentie {ref}.',
  'Switched off in the licence': 'Uitgeschakeld in de licentie',
  '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.':
    '{app} is uitgeschakeld in uw licentie. Uw helpdesk kan het inschakelen. Referentie {ref}.',
  'The app asks for a permission that does not exist': 'De app vraagt om een machtiging die niet bestaat',
  '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.':
    '{app} vraagt om iets dat hier niet bestaat. De maker van de app moet dat verbeteren. Referentie {ref}.',
  "An administrator's consent is missing": 'De toestemming van een beheerder ontbreekt',
  'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.':
    'Een beheerder moet {app} goedkeuren voordat u de app kunt gebruiken. Uw helpdesk kan daarom vragen. Referentie {ref}.',
  'The app asks for permission': 'De app vraagt om toestemming',
  '{app} asks for your permission.': '{app} vraagt om uw toestemming.',
  'Only an administrator may consent': 'Alleen een beheerder mag toestemmen',
  'The system is being maintained': 'Het systeem is in onderhoud',
  '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.':
    '{instance} is in onderhoud tot {maintenanceUntil}. Probeer het later opnieuw. Referentie {ref}.',
  'The system is switched off': 'Het systeem is uitgeschakeld',
  '{instance} is switched off. Your help desk knows more. Reference {ref}.':
    '{instance} is uitgeschakeld. Uw helpdesk weet meer. Referentie {ref}.',
  'Not in the system yet': 'Nog niet in het systeem',
  "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.":
    'Uw account staat nog niet in {instance}. Uw helpdesk kan het toevoegen. Referentie {ref}.',
  'Switched off in the system': 'Uitgeschakeld in het systeem',
  'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.':
    'Uw account is uitgeschakeld in {instance}. Uw helpdesk kan het inschakelen. Referentie {ref}.',
  'No security role': 'Geen beveiligingsrol',
  'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.':
    'U hebt in {instance} geen beveiligingsrol toegewezen gekregen, dus hebt u niet genoeg bevoegdheden om het te openen. De beheerder ervan kan er een toewijzen. Referentie {ref}.',
  'The clock of the phone is off': 'De klok van de telefoon loopt niet gelijk',
  "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    'De klok van uw telefoon loopt {off}. Laat de tijd automatisch instellen, en gebruik dan de nieuwste code.',
  'What is sent to the person does not arrive': 'Wat naar de persoon wordt gestuurd, komt niet aan',
  'Your {way} on file may be out of date. Use another way, or ask your administrator.':
    'Dit geregistreerde gegeven is misschien verouderd: {way}. Gebruik een andere manier, of vraag het uw beheerder.',
  'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.':
    'Uw passkey is gemaakt voor {madeFor}. Open de aanmeldpagina daar, of stel hier een andere in.',
  'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.':
    'Er ontbreekt iets dat wij moeten weten, en dat ligt aan ons. Probeer het zo opnieuw. Referentie {ref}.',
  "We couldn't decide": 'Wij konden niet beslissen',
  "We couldn't sign you in": 'Wij konden u niet aanmelden',
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}.":
    'Wij konden u niet aanmelden. Controleer of uw aanmeldnaam eruitziet als name@company.com en probeer het opnieuw. Hebt u het meermaals geprobeerd, wacht dan 15 minuten. U kunt ook ‘Geen toegang tot uw account?’ gebruiken. Referentie {ref}.',
  'the person': 'de persoon',
  'the app': 'de app',
  'the system': 'het systeem',
  none: 'niets',
  'further notice': 'nader order',
  'a guest': 'een gast',
  'a guest with a personal account': 'een gast met een persoonlijk account',
  'about {seconds} seconds slow': 'ongeveer {seconds} seconden achter',
  'about {seconds} seconds fast': 'ongeveer {seconds} seconden voor',
  password: 'wachtwoord',
  'authenticator app': 'authenticator-app',
  'code by e-mail': 'code per e-mail',
  'code by phone': 'code per telefoon',
  'recovery codes': 'herstelcodes',
  passkey: 'passkey',
  'Temporary Access Pass': 'tijdelijke toegangspas',
  'identity provider': 'identiteitsprovider',
  'second factor at the identity provider': 'tweede factor bij de identiteitsprovider',
  'e-mail address': 'e-mailadres',
  'phone number': 'telefoonnummer',
  'first name': 'voornaam',
  'last name': 'achternaam',
  'mobile phone': 'mobiele telefoon',
  'business phone': 'zakelijke telefoon',
  'street address': 'straat en huisnummer',
  'postal code': 'postcode',
  city: 'plaats',
  'state or province': 'staat of provincie',
  country: 'land',
  language: 'taal',
  'A link to choose a new password was sent': 'Er is een link gestuurd om een nieuw wachtwoord te kiezen',
  'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.':
    'Een beheerder heeft uw wachtwoord laten herstellen: dit werkt niet meer. Een link om een nieuw te kiezen is u per e-mail gestuurd en geldt tot {linkUntil}.',
  'The link to choose a new password is over': 'De link om een nieuw wachtwoord te kiezen is verlopen',
  'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.':
    'Een beheerder heeft uw wachtwoord laten herstellen: dit werkt niet meer, en de link om een nieuw te kiezen, die u per e-mail is gestuurd, is verlopen. Vraag om een andere. Referentie {ref}.',
  "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.":
    'Die code werkt niet. Gebruik de nieuwste; van herstelcodes een die u nog niet hebt gebruikt.',
} as const satisfies Readonly<Record<keyof typeof german, string>>
