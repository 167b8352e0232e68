import type { account as german } from '../de/account.ts'

/** The pages of one's own account. */
export const account = {
  'You are signed out everywhere. Sign in with your new password.':
    'Vous êtes déconnecté partout. Connectez-vous avec votre nouveau mot de passe.',
  'The authenticator app is set up.': "L'application d'authentification est configurée.",
  'The passkey is set up. Give it a name below, so that you know it from others.':
    "La clé d'accès est configurée. Donnez-lui un nom ci-dessous, pour la distinguer des autres.",
  'The passkey could not be set up. Try again, or add an authenticator app.':
    "La clé d'accès n'a pas pu être configurée. Réessayez, ou ajoutez une application d'authentification.",
  'Codes can be sent there from now on.': 'Des codes peuvent désormais y être envoyés.',
  'The name is changed.': 'Le nom est modifié.',
  'You are asked for this one first from now on.': 'Cette méthode vous sera désormais demandée en premier.',
  'The method is removed.': 'La méthode est supprimée.',
  'Your password is changed. You are signed out everywhere but here.':
    'Votre mot de passe est changé. Vous êtes déconnecté partout sauf ici.',
  'You are reached there from now on.': 'On vous joint désormais ici.',
  'It is taken away.': 'La coordonnée est retirée.',
  'That browser is signed out, with the apps that were opened in it.':
    'Ce navigateur est déconnecté, avec les applications qui y étaient ouvertes.',
  'You are signed out everywhere but here.': 'Vous êtes déconnecté partout sauf ici.',
  'That browser was signed out already.': 'Ce navigateur était déjà déconnecté.',
  'mobile number': 'numéro de mobile',
  'alternate mobile number': 'second numéro de mobile',
  'office number': 'numéro de bureau',
  'Send it by e-mail': "L'envoyer par e-mail",
  'Send it as a text message': "L'envoyer par SMS",
  'Call me': "M'appeler",
  'Use my authenticator app': "Utiliser mon application d'authentification",
  'to the e-mail address that your organisation has of you': "vers l'adresse e-mail que votre organisation a de vous",
  'to the phone number that your organisation has of you':
    'vers le numéro de téléphone que votre organisation a de vous',
  'to the e-mail address or the phone number that your organisation has of you':
    "vers l'adresse e-mail ou le numéro de téléphone que votre organisation a de vous",
  'to you, in a text message to the phone number that your organisation has of you':
    'vers vous, dans un SMS au numéro de téléphone que votre organisation a de vous',
  'to you, in a call to the phone number that your organisation has of you':
    'vers vous, dans un appel au numéro de téléphone que votre organisation a de vous',
  'an e-mail address that you read without this password': 'une adresse e-mail que vous lisez sans ce mot de passe',
  'a phone number': 'un numéro de téléphone',
  'an authenticator app': "une application d'authentification",
  'help desk': 'support',
  'administrator of accounts': 'administrateur des comptes',
  administrator: 'administrateur',
  'Sign you in': 'Vous connecter',
  'See your name and sign-in name': 'Voir votre nom et votre nom de connexion',
  'See your e-mail address': 'Voir votre adresse e-mail',
  'Keep you signed in while you are away': 'Vous garder connecté pendant votre absence',
  'Personal accounts': 'Comptes personnels',
  'Change my password': 'Changer mon mot de passe',
  'My sign-in methods': 'Mes méthodes de connexion',
  'I forgot my password': "J'ai oublié mon mot de passe",
  'Confirm first that it is you, with your second factor.':
    "Confirmez d'abord que c'est bien vous, avec votre second facteur.",
  'Confirm that it is you': "Confirmer que c'est bien vous",
  'You have no password here.': "Vous n'avez pas de mot de passe ici.",
  'You sign in at {provider}. Change your password there.':
    'Vous vous connectez chez {provider}. Changez votre mot de passe là-bas.',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere but here.':
    'Au moins {atLeast} caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner. Vous serez déconnecté partout sauf ici.',
  'The password you have': 'Votre mot de passe actuel',
  'New password': 'Nouveau mot de passe',
  'The same again': 'Encore une fois le même',
  'Change password': 'Changer le mot de passe',
  'Add codes by e-mail': 'Ajouter des codes par e-mail',
  'Send a code by e-mail': 'Envoyer un code par e-mail',
  'Add codes by phone': 'Ajouter des codes par téléphone',
  'Send a code by text message': 'Envoyer un code par SMS',
  'Call me instead': "M'appeler plutôt",
  'Enter the code we sent': 'Saisissez le code envoyé',
  'What you call it (you may leave this empty)': "Comment vous l'appelez (facultatif)",
  'Finish set-up': 'Terminer la configuration',
  'Confirm that it is yours': "Confirmer que c'est à vous",
  'Send another code': 'Envoyer un autre code',
  'How I am reached': 'Comment on me joint',
  'My personal account': 'Mon compte personnel',
  'One account for every organisation here that invited {address} as a guest.':
    'Un seul compte pour toutes les organisations ici qui ont invité {address}.',
  'Where it is known': 'Où il est connu',
  'No organisation knows you by it yet. Open the invitation that you were sent, and accept it with your personal account.':
    "Aucune organisation ne vous connaît encore par ce compte. Ouvrez l'invitation que vous avez reçue, et acceptez-la avec votre compte personnel.",
  'Delete it': 'Le supprimer',
  'Your name, your address, your password and everything you sign in with are erased at once, and nobody brings them back. Organisations keep what they have of you as their guest, and you come to them no more unless they invite you again. To have that deleted too, ask them.':
    "Votre nom, votre adresse, votre mot de passe et tout ce qui sert à vous connecter sont effacés immédiatement, et personne ne peut les rétablir. Les organisations gardent ce qu'elles ont de vous comme invité, et vous n'y avez plus accès sauf nouvelle invitation. Pour que cela aussi soit supprimé, adressez-vous à elles.",
  'Confirm first that it is you': "Confirmer d'abord que c'est bien vous",
  'Delete my personal account, for good': 'Supprimer définitivement mon compte personnel',
  'Delete my account': 'Supprimer mon compte',
  'Your personal account is deleted': 'Votre compte personnel est supprimé',
  'Nothing of it is left here but that it was deleted.': "Il n'en reste rien ici, sauf qu'il a été supprimé.",
  'Too many codes were wrong: none is taken until {when}. If you did not type them, somebody knows your password.':
    "Trop de codes étaient erronés : aucun n'est accepté avant le {when}. Si vous ne les avez pas saisis, quelqu'un connaît votre mot de passe.",
  'To change anything, confirm first that it is you.':
    "Pour modifier quoi que ce soit, confirmez d'abord que c'est bien vous.",
  Password: 'Mot de passe',
  'You have none.': "Vous n'en avez pas.",
  'Chosen {when}': 'Choisi le {when}',
  'Recovery codes': 'Codes de récupération',
  'Where I am signed in': 'Où je suis connecté',
  'Add a passkey': "Ajouter une clé d'accès",
  'Add a method': 'Ajouter une méthode',
  'Add an authenticator app': "Ajouter une application d'authentification",
  Change: 'Modifier',
  Name: 'Nom',
  'Save the name': 'Enregistrer le nom',
  'Ask me for this one first': 'Me la demander en premier',
  'It is your only method. Where a second factor is asked for, you set up another one at your next sign-in.':
    "C'est votre seule méthode. Là où un second facteur est demandé, vous en configurerez une autre à la prochaine connexion.",
  'Remove {method}': 'Supprimer {method}',
  '. You are asked for it first.': '. Elle vous est demandée en premier.',
  '. It no longer counts: set up a new one.': '. Elle ne compte plus : configurez-en une nouvelle.',
  'Your organisation does not allow it any more. To set up another, ask your administrator for a Temporary Access Pass.':
    "Votre organisation n'autorise plus cette méthode. Pour en configurer une autre, demandez un passe d'accès temporaire à votre administrateur.",
  'What was sent there {when} did not arrive. If it is out of date, add the new one and remove this.':
    "Ce qui y a été envoyé le {when} n'est pas arrivé. Si l'information n'est plus à jour, ajoutez la nouvelle et supprimez celle-ci.",
  'added {when}': 'ajoutée le {when}',
  'to {address}, added {when}': 'vers {address}, ajoutée le {when}',
  'not used yet': 'pas encore utilisée',
  'last used {when}': 'utilisée pour la dernière fois le {when}',
  'For a day when you have nothing else at hand. You have none.':
    "Pour un jour où vous n'avez rien d'autre sous la main. Vous n'en avez pas.",
  'All of them are used up. Make new ones.': 'Ils sont tous utilisés. Créez-en de nouveaux.',
  '{left} of 10 are left. Each works once.': 'Il en reste {left} sur 10. Chacun sert une fois.',
  'Make recovery codes': 'Créer des codes de récupération',
  'Make new recovery codes': 'Créer de nouveaux codes de récupération',
  'The ones you have then cease to work.': 'Ceux que vous avez cesseront alors de fonctionner.',
  'Your recovery codes': 'Vos codes de récupération',
  'Print them or copy them to where only you look. Each works once, in the place of your second factor.':
    'Imprimez-les ou copiez-les là où vous seul regardez. Chacun sert une fois, à la place de votre second facteur.',
  'They are not shown again.': 'Ils ne seront plus affichés.',
  'I have kept them': 'Je les ai gardés',
  Print: 'Imprimer',
  'Scan this with the app, then type the code it shows.':
    "Scannez ceci avec l'application, puis saisissez le code qu'elle affiche.",
  'QR code for your authenticator app': "Code QR pour votre application d'authentification",
  "I can't scan it": 'Je ne peux pas le scanner',
  '{link}, or add an account by hand with this key:': '{link}, ou ajoutez un compte à la main avec cette clé :',
  'Open it in the authenticator app on this device': "Ouvrez-le dans l'application d'authentification de cet appareil",
  'Code from the app': "Code de l'application",
  'My phone': 'Mon téléphone',
  "If you don't know one of these, sign it out and change your password.":
    "Si vous ne reconnaissez pas l'un d'eux, déconnectez-le et changez votre mot de passe.",
  'Sign out everywhere but here': 'Se déconnecter partout sauf ici',
  'A browser we do not know': 'Un navigateur inconnu',
  'This browser, signed in on a shared computer {when}': 'Ce navigateur, connecté sur un ordinateur partagé le {when}',
  'This browser, signed in {when}': 'Ce navigateur, connecté le {when}',
  'Signed in on a shared computer {when}': 'Connecté sur un ordinateur partagé le {when}',
  'Signed in {when}': 'Connecté le {when}',
  'Opened there: {apps}.': 'Ouvert là : {apps}.',
  ' from {address}': ' depuis {address}',
  ', last there {when}': ', vu pour la dernière fois le {when}',
  'You are told here when something about your account changes, and a forgotten password is reset by a code that is sent here.':
    "C'est ici que l'on vous prévient quand quelque chose change dans votre compte, et qu'un code vous est envoyé pour réinitialiser un mot de passe oublié.",
  'None. {address} of the directory is used.': "Aucune. {address} de l'annuaire est utilisée.",
  'None.': 'Aucune.',
  Add: 'Ajouter',
  'Take away': 'Retirer',
  'Send a code in a call': 'Envoyer un code par appel',
  'Change: {what}': 'Modifier : {what}',
  "That code didn't work. Use the newest one, of the account you have just added.":
    "Ce code n'était pas le bon. Utilisez le plus récent du compte que vous venez d'ajouter.",
  "That code didn't work, because your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    "Ce code n'était pas le bon, car l'horloge de votre téléphone a {off}. Laissez-le régler l'heure automatiquement, puis utilisez le code le plus récent.",
  'Before you forget your password': "Avant d'oublier votre mot de passe",
  'Or:': 'Ou :',
  'Set up an authenticator app': "Configurer une application d'authentification",
  'What was sent to {address} did not arrive.': "Ce qui a été envoyé à {address} n'est pas arrivé.",
  'If you ever forget it, you get back in with a code that is sent to you.':
    "Si vous l'oubliez un jour, un code qui vous est envoyé vous rend l'accès.",
  'Give {what}.': 'Indiquez {what}.',
  'If you ever forget it, you get back in with two proofs: a code that is sent to you and, best, one of an authenticator app. You have no such app yet.':
    "Si vous l'oubliez un jour, deux preuves vous rendent l'accès : un code qui vous est envoyé et, de préférence, un code d'une application d'authentification. Vous n'avez pas encore de telle application.",
  'Are you still reached here?': 'Peut-on toujours vous joindre ici ?',
  'A code is sent here if you forget your password, and you are told when something about your account changes.':
    "Un code est envoyé ici si vous oubliez votre mot de passe, et l'on vous prévient ici quand quelque chose change dans votre compte.",
  'These are right': "C'est exact",
  'Change them': 'Les modifier',
  'Ask me again tomorrow': 'Me redemander demain',
} as const satisfies Readonly<Record<keyof typeof german, string>>
