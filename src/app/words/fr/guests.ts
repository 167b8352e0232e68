import type { guests as german } from '../de/guests.ts'

/** Invitations, personal accounts, *This was not me* and My apps. */
export const guests = {
  'This was not me': "Ce n'était pas moi",
  'Was this not you?': "Ce n'était pas vous ?",
  'We told you: {subject}, {when}, for {person}.': 'Nous vous avons écrit : {subject}, {when}, pour {person}.',
  'If it was not you, somebody else may know your password. Then:':
    "Si ce n'était pas vous, quelqu'un d'autre connaît peut-être votre mot de passe. Alors :",
  'You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.':
    'Vous êtes déconnecté partout, dans chaque application et sur chaque appareil, tout comme quiconque est connecté à votre place.',
  'Your password is set aside. Nobody signs in with it until it is reset for you.':
    "Votre mot de passe est mis de côté. Personne ne se connecte avec lui tant qu'il n'est pas réinitialisé pour vous.",
  'You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.':
    'Vous le réinitialisez, avec un code envoyé à {address} ; les autres adresses et téléphones du compte sont oubliés. Supprimez ensuite les méthodes de connexion qui ne sont pas à vous.',
  'You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.':
    "Vous en demandez un nouveau à votre administrateur. Dites-lui aussi si une méthode de connexion qui n'est pas à vous a été ajoutée.",
  'If it was you, close this page: nothing has happened.': "Si c'était vous, fermez cette page : rien ne s'est passé.",
  'Your password is set aside': 'Votre mot de passe est mis de côté',
  'You are signed out everywhere, and nobody signs in with your password.':
    'Vous êtes déconnecté partout, et personne ne se connecte avec votre mot de passe.',
  'Sign in, and choose “Can’t access your account?” to reset it.':
    "Connectez-vous, et choisissez « Vous n'arrivez pas à accéder à votre compte ? » pour le réinitialiser.",
  'Ask one of these people for a new one.': "Demandez-en un nouveau à l'une de ces personnes.",
  'You are signed out everywhere': 'Vous êtes déconnecté partout',
  'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.':
    "Votre mot de passe fonctionne toujours, car sans lui il ne resterait aucun administrateur. Connectez-vous maintenant, choisissez un autre mot de passe, et vérifiez qui d'autre se connecte à votre place.",
  'Sign in': 'Se connecter',
  'This link is over': "Ce lien n'est plus valable",
  'It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.':
    "Il sert une seule fois, pendant trois jours. Si vous pensez que quelqu'un d'autre connaît votre mot de passe, demandez à votre administrateur de le réinitialiser.",
  'Create a personal account': 'Créer un compte personnel',
  'One account for every organisation here that invited you as a guest.':
    'Un seul compte pour toutes les organisations ici qui vous ont invité.',
  'Your e-mail address': 'Votre adresse e-mail',
  'Use the very address that was invited. We send a code there, to see that it is yours.':
    "Utilisez l'adresse exacte qui a été invitée. Nous y envoyons un code, pour vérifier qu'elle est à vous.",
  'Send me a code': "M'envoyer un code",
  'I have a personal account': "J'ai un compte personnel",
  'Use another address': 'Utiliser une autre adresse',
  'Who are you?': 'Qui êtes-vous ?',
  'This address belongs to an organisation': 'Cette adresse appartient à une organisation',
  'We wrote to {address}. The code in the letter works for fifteen minutes.':
    'Nous avons écrit à {address}. Le code du message est valable quinze minutes.',
  'Send another letter': 'Envoyer un autre message',
  'Your name, as others see it': 'Votre nom, tel que les autres le voient',
  'Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    "Choisissez un mot de passe d'au moins {atLeast} caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner. Ce n'est pas le mot de passe de votre messagerie.",
  'Create the account': 'Créer le compte',
  'Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.':
    "Les adresses comme celle-ci appartiennent à {organisation}, qui gère les comptes de ses membres. Connectez-vous avec l'adresse elle-même ; elle n'a pas besoin de compte personnel.",
  'Begin again': 'Recommencer',
  'You are invited to {organisation}': 'Vous êtes invité chez {organisation}',
  '{inviter} asks you to come in as a guest. The invitation was sent to {address}.':
    "{inviter} vous invite. L'invitation a été envoyée à {address}.",
  'Your e-mail address, the very one that was invited': 'Votre adresse e-mail, celle-là même qui a été invitée',
  'We send a code there, to see that it is yours.': "Nous y envoyons un code, pour vérifier qu'elle est à vous.",
  'The link works until {day}. If you do not want to come, close this page.':
    "Le lien est valable jusqu'au {day}. Si vous ne souhaitez pas venir, fermez cette page.",
  'That did not work': "Cela n'a pas fonctionné",
  'Become a guest of {organisation}': 'Devenir invité de {organisation}',
  'Or without a password here, if you are known there by this address:':
    'Ou sans mot de passe ici, si vous êtes connu là-bas sous cette adresse :',
  'Accept with {provider}': 'Accepter avec {provider}',
  'You sign in with {provider} from now on.': 'Vous vous connectez désormais avec {provider}.',
  '{organisation} may see my name, {name}, and my address': '{organisation} peut voir mon nom, {name}, et mon adresse',
  'Accept the invitation': "Accepter l'invitation",
  'You did not come back with an answer.': 'Vous êtes revenu sans réponse.',
  'Open the invitation again': "Ouvrir à nouveau l'invitation",
  'A code is on its way to {address}. It works for fifteen minutes.':
    'Un code est en route vers {address}. Il est valable quinze minutes.',
  'Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    "Choisissez un mot de passe pour vous connecter ici, d'au moins {atLeast} caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner. Ce n'est pas le mot de passe de votre messagerie.",
  Welcome: 'Bienvenue',
  'You are a guest of {organisation} now.': 'Vous êtes maintenant invité de {organisation}.',
  'Sign in with {address} and the password you chose.':
    'Connectez-vous avec {address} et le mot de passe que vous avez choisi.',
  'Sign in with {provider}: there is a button for it.': 'Connectez-vous avec {provider} : il y a un bouton pour cela.',
  'A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.':
    "Un lien sert une seule fois, pendant trente jours, et seulement le dernier envoyé. Si vous avez déjà accepté, connectez-vous avec l'adresse qui a été invitée. Sinon, demandez à la personne qui vous a invité de recommencer.",
  Admin: 'Administration',
  'People, groups, licences, apps, policies, and why somebody cannot sign in':
    "Personnes, groupes, licences, applications, stratégies, et pourquoi quelqu'un ne peut pas se connecter",
  'Signed in as {person}': 'Connecté en tant que {person}',
  'No app has been given to you yet. The people below can change that.':
    'Aucune application ne vous a encore été attribuée. Les personnes ci-dessous peuvent changer cela.',
  "Why can't I open this?": "Pourquoi ne puis-je pas l'ouvrir ?",
  'Welcome to Admit': 'Bienvenue dans Admit',
  'This server is empty. Name your organisation and make its first administrator.':
    'Ce serveur est vide. Nommez votre organisation et créez son premier administrateur.',
  Organisation: 'Organisation',
  'Your name': 'Votre nom',
  "The domain after the @ becomes the organisation's first domain.":
    "Le domaine après le @ devient le premier domaine de l'organisation.",
  'At least 15 characters: a few unrelated words are easy to remember and hard to guess.':
    'Au moins 15 caractères : quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.',
  Begin: 'Commencer',
} as const satisfies Readonly<Record<keyof typeof german, string>>
