import type { signin as german } from '../de/signin.ts'

/** The pages of a sign-in, of a reset and of help. */
export const signin = {
  'Admit signs you in to {organisation}': 'Admit vous connecte à {organisation}',
  'Switch account': 'Changer de compte',
  'Sign out': 'Se déconnecter',
  'Try again': 'Réessayer',
  'My apps': 'Mes applications',
  'Open {address}': 'Ouvrir {address}',
  'This is our fault, not yours. Try again in a moment.':
    "C'est de notre faute, pas de la vôtre. Réessayez dans un instant.",
  "This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.":
    "Ce n'est pas l'adresse de connexion de votre organisation. Elle a peut-être été mal saisie, ou elle est ancienne.",
  'Go back and try again, or start from your apps.': 'Revenez en arrière et réessayez, ou partez de vos applications.',
  'For whoever helps you': 'Pour la personne qui vous aide',
  Code: 'Code',
  Time: 'Heure',
  'Correlation id': 'Identifiant de corrélation',
  'Who can help': 'Qui peut aider',
  Copy: 'Copier',
  Copied: 'Copié',
  'A few details': 'Quelques informations',
  'We need a few details before you continue': 'Nous avons besoin de quelques informations avant de continuer',
  '{organisation} asks for them once, and keeps them in your profile.':
    '{organisation} les demande une seule fois et les garde dans votre profil.',
  Continue: 'Continuer',
  'Choose one': 'Choisir',
  'Signed in': 'Connecté',
  'Signed out': 'Déconnecté',
  'Choose an account': 'Choisir un compte',
  'Use another account': 'Utiliser un autre compte',
  'Forget an account': 'Oublier un compte',
  'Forget {account}': 'Oublier {account}',
  "Can't access your account?": "Vous n'arrivez pas à accéder à votre compte ?",
  'Choose an account used here before': 'Choisir un compte déjà utilisé ici',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.':
    "Si vous dites oui, ce navigateur vous garde connecté, même après sa fermeture, tant que vous ne passez pas un jour sans l'utiliser. Dites non si d'autres l'utilisent aussi.",
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.':
    "Si vous dites oui, ce navigateur vous garde connecté, même après sa fermeture, tant que vous ne passez pas {days} jours sans l'utiliser. Dites non si d'autres l'utilisent aussi.",
  'Stay signed in?': 'Rester connecté ?',
  "Don't show this again": 'Ne plus afficher ce message',
  No: 'Non',
  Yes: 'Oui',
  'Close the browser if others use this computer.': "Fermez le navigateur si d'autres utilisent cet ordinateur.",
  'Still signed in with this browser:': 'Encore connecté dans ce navigateur :',
  'Sign out of all': 'Déconnecter tous les comptes',
  'You are signed out': 'Vous êtes déconnecté',
  'You may still be signed in at {name}, and come in here without a password by it.':
    "Vous êtes peut-être encore connecté chez {name}, ce qui permet d'entrer ici sans mot de passe.",
  'Sign out of {name} too': 'Se déconnecter aussi de {name}',
  'Sign in again': 'Se reconnecter',
  'Sign in with a personal account': 'Se connecter avec un compte personnel',
  'Sign in at {provider}': 'Se connecter chez {provider}',
  'Your personal account says who you are.': 'Votre compte personnel dit qui vous êtes.',
  '{provider} says who you are.': '{provider} dit qui vous êtes.',
  'You come back here when you are done.': 'Vous reviendrez ici ensuite.',
  'Go on to your personal account': 'Continuer vers votre compte personnel',
  'Go on to {provider}': 'Continuer vers {provider}',
  'a personal account': 'un compte personnel',
  'Sign in with {provider}': 'Se connecter avec {provider}',
  'Reset your password': 'Réinitialiser votre mot de passe',
  'You prove who you are, first with a code that is sent to you, and choose a new password.':
    "Vous prouvez qui vous êtes, d'abord avec un code qui vous est envoyé, et vous choisissez un nouveau mot de passe.",
  'Sign-in name': 'Nom de connexion',
  Next: 'Suivant',
  'Back to sign-in': 'Retour à la connexion',
  Stop: 'Arrêter',
  'No code arrives': "Aucun code n'arrive",
  'Nobody is named here. Ask whoever runs the computers of your organisation.':
    "Personne n'est indiqué ici. Adressez-vous à la personne qui gère les ordinateurs de votre organisation.",
  'Enter your code': 'Saisissez votre code',
  'Open your authenticator app and type the six digits it shows for {organisation}.':
    "Ouvrez votre application d'authentification et saisissez les six chiffres qu'elle affiche pour {organisation}.",
  'Choose a new password': 'Choisissez un nouveau mot de passe',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.':
    'Au moins {atLeast} caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner. Vous serez déconnecté partout.',
  'Your account is locked after wrong passwords. If you know your password after all:':
    'Votre compte est verrouillé après des mots de passe erronés. Si vous connaissez finalement votre mot de passe :',
  'Only unlock my account': 'Seulement déverrouiller mon compte',
  'One more proof is needed: another code is on its way {to}. It works for fifteen minutes.':
    'Il faut une preuve de plus : un autre code est en route {to}. Il est valable quinze minutes.',
  'If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.':
    'Si vous pouvez réinitialiser vous-même ce mot de passe, un code est en route {to}. Il est valable quinze minutes.',
  'What is on file of you may be out of date: then one of these people helps you.':
    "Vos coordonnées enregistrées ne sont peut-être plus à jour : l'une de ces personnes vous aidera.",
  'Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.':
    "Regardez dans le courrier indésirable. Toutes les organisations ne laissent pas réinitialiser le mot de passe soi-même, et il n'y a pas toujours une adresse ou un numéro enregistré : l'une de ces personnes s'en charge alors pour vous.",
  'Use another way': 'Utiliser un autre moyen',
  'Your password is changed': 'Votre mot de passe est changé',
  'Your account is unlocked': 'Votre compte est déverrouillé',
  'Sign in with the password you have.': 'Connectez-vous avec votre mot de passe actuel.',
  'Enter your password': 'Saisissez votre mot de passe',
  'Use a passkey instead': "Utiliser plutôt une clé d'accès",
  'You signed in with a temporary password. Choose one that only you know.':
    'Vous vous êtes connecté avec un mot de passe provisoire. Choisissez-en un que vous seul connaissez.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.':
    'Au moins {atLeast} caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.',
  'Sign in with a passkey': "Se connecter avec une clé d'accès",
  'A guest?': 'Vous êtes invité ?',
  'No account?': 'Pas de compte ?',
  'Create one': 'En créer un',
  'Permissions for {app}': 'Autorisations pour {app}',
  '{app} asks for your permission': '{app} demande votre autorisation',
  'From {publisher}. If you agree, {app} will be able to:': 'De {publisher}. Si vous acceptez, {app} pourra :',
  'Agree for everybody in the organisation': "Accepter pour toute l'organisation",
  Agree: 'Accepter',
  "Don't agree": 'Refuser',
  'Signing you in': 'Connexion en cours',
  'Go on': 'Continuer',
  'A code is on its way to {address}. It works once, for ten minutes.':
    'Un code est en route vers {address}. Il sert une fois, pendant dix minutes.',
  'A text message with a code is on its way to {number}. It works once, for ten minutes.':
    'Un SMS avec un code est en route vers {number}. Il sert une fois, pendant dix minutes.',
  '{number} is being called, and a code read aloud. It works once, for ten minutes.':
    '{number} est appelé, et un code y est lu à voix haute. Il sert une fois, pendant dix minutes.',
  'No code was sent to {address}.': "Aucun code n'a été envoyé à {address}.",
  'E-mail address': 'Adresse e-mail',
  'Phone number, with its country': "Numéro de téléphone, avec l'indicatif du pays",
  'Waiting for your passkey…': "En attente de votre clé d'accès…",
  'The passkey was not used. Try again, or use another way.':
    "La clé d'accès n'a pas été utilisée. Réessayez, ou utilisez un autre moyen.",
  'This device or security key is set up for you already.':
    'Cet appareil ou cette clé de sécurité est déjà configuré pour vous.',
  'Passkeys do not work at this address of the sign-in page.':
    "Les clés d'accès ne fonctionnent pas à cette adresse de la page de connexion.",
  'The page could not be loaded whole. Try again.': "La page n'a pas pu être chargée entièrement. Réessayez.",
  'The page has been open for too long. Load it again.': 'La page est restée ouverte trop longtemps. Rechargez-la.',
  'Use another way.': 'Utilisez un autre moyen.',
  'Ask whoever helps you, who can let you in another way.':
    'Adressez-vous à la personne qui vous aide ; elle peut vous laisser entrer autrement.',
  'Your e-mail address on file may be out of date.': "Votre adresse e-mail enregistrée n'est peut-être plus à jour.",
  'Your phone number on file may be out of date.': "Votre numéro de téléphone enregistré n'est peut-être plus à jour.",
  'What we sent to you did not arrive.': "Ce que nous vous avons envoyé n'est pas arrivé.",
  'What we sent to {address} did not arrive.': "Ce que nous avons envoyé à {address} n'est pas arrivé.",
  'Use your passkey': "Utilisez votre clé d'accès",
  'Have your device or security key at hand.': 'Préparez votre appareil ou votre clé de sécurité.',
  'A passkey needs a script of this page, and your browser runs none. Use another way.':
    "Une clé d'accès a besoin d'un script de cette page, et votre navigateur n'en exécute pas. Utilisez un autre moyen.",
  'Enter a recovery code': 'Saisissez un code de récupération',
  'Type one of the codes you kept when you made them. Each works once.':
    "Saisissez l'un des codes que vous avez gardés lors de leur création. Chacun sert une fois.",
  'Type the code of: {method}': 'Saisissez ce code : {method}',
  '{method} “{name}”': '{method} « {name} »',
  '{method} to {address}': '{method} vers {address}',
  Reference: 'Référence',
  App: 'Application',
  'Your sign-in name looks like {example}. It can differ from the name you use on your computer.':
    'Votre nom de connexion ressemble à {example}. Il peut différer du nom que vous utilisez sur votre ordinateur.',
  'After several wrong passwords, wait fifteen minutes before the next try.':
    "Après plusieurs mots de passe erronés, attendez quinze minutes avant l'essai suivant.",
  'Keep the reference number of your last try: whoever helps you can see what stands in the way.':
    'Gardez le numéro de référence de votre dernier essai : la personne qui vous aide y voit ce qui bloque.',
  'Your sign-in name': 'Votre nom de connexion',
  'Find who can help': 'Trouver qui peut aider',
  'Do you want to sign out?': 'Voulez-vous vous déconnecter ?',
  'An app asks to sign {person} out here and everywhere you used this sign-in.':
    'Une application demande à déconnecter {person} ici et partout où vous avez utilisé cette connexion.',
  'Stay signed in': 'Rester connecté',
  'Set up a second factor': 'Configurer un second facteur',
  'Your organisation asks for a second proof that it is you.':
    "Votre organisation demande une seconde preuve que c'est bien vous.",
  'Scan this with an authenticator app, then type the code it shows.':
    "Scannez ceci avec une application d'authentification, puis saisissez le code qu'elle affiche.",
  'Set up a passkey instead': "Configurer plutôt une clé d'accès",
  'Not now': 'Pas maintenant',
  'Set up a passkey': "Configurer une clé d'accès",
  'Have your security key at hand, or use this device: its screen lock is enough.':
    "Préparez votre clé de sécurité, ou utilisez cet appareil : son verrouillage d'écran suffit.",
  'A passkey needs a script of this page, and your browser runs none. Use another browser.':
    "Une clé d'accès a besoin d'un script de cette page, et votre navigateur n'en exécute pas. Utilisez un autre navigateur.",
  'Get codes by e-mail or phone instead': 'Recevoir plutôt des codes par e-mail ou par téléphone',
  'Get codes by e-mail instead': 'Recevoir plutôt des codes par e-mail',
  'Get codes by phone instead': 'Recevoir plutôt des codes par téléphone',
  'This is a shared computer': 'Cet ordinateur est partagé',
  'You may still be signed in to {apps}: no answer came from there yet, and it is told again.':
    "Vous êtes peut-être encore connecté à {apps} : aucune réponse n'en est encore venue, la déconnexion y sera de nouveau signalée.",
  'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.':
    "Là d'où vient votre mot de passe, seuls ses 72 premiers octets comptaient, et la suite importait peu. Choisissez-en un nouveau, qui compte jusqu'au bout.",
  'An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.':
    "L'administration de {organisation} a réinitialisé votre mot de passe et vous a fait envoyer ce lien. Il sert une fois, jusqu'au {until}.",
  'If you did not ask for it, close this page and ask them why.':
    "Si vous ne l'avez pas demandé, fermez cette page et demandez-en la raison.",
  'This link is over': "Ce lien n'est plus valable",
  'A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.':
    'Un lien pour choisir un nouveau mot de passe sert une fois, pendant {hours} heures, et seul le dernier envoyé compte. Si vous avez déjà choisi un mot de passe, connectez-vous avec lui. Sinon, demandez un autre lien à votre administrateur.',
  'Passwords of your organisation are reset by an administrator.':
    'Les mots de passe de votre organisation sont réinitialisés par un administrateur.',
  'Find my administrator or support person': 'Trouver mon administrateur ou mon support',
} as const satisfies Readonly<Record<keyof typeof german, string>>
