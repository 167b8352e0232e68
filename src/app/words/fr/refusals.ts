import type { refusals as german } from '../de/refusals.ts'

/** What errors and wrong answers are said with. */
export const refusals = {
  'Your role does not allow this': 'Votre rôle ne permet pas cela',
  'Prove again that it is you': "Prouvez à nouveau que c'est bien vous",
  'Sign in again: this asks for more than you have proved':
    'Reconnectez-vous : il faut ici plus que ce que vous avez prouvé',
  'You are not let in here': "L'accès ne vous est pas permis ici",
  'Sign in first': "Connectez-vous d'abord",
  'The token is not valid here': "Le jeton n'est pas valable ici",
  'Your role does not allow this change': 'Votre rôle ne permet pas ce changement',
  'Something changed meanwhile; look again': 'Quelque chose a changé entre-temps ; vérifiez à nouveau',
  'The person is reached by one already': 'Cette coordonnée est déjà enregistrée',
  'The person is not reached so': "Cette coordonnée n'est pas enregistrée",
  'The database is away for a moment': 'La base de données est momentanément indisponible',
  'Something broke on our side': 'Un problème est survenu de notre côté',
  'This invitation is over': "Cette invitation n'est plus valable",
  'Too many wrong codes; open the link again': 'Trop de codes erronés ; ouvrez à nouveau le lien',
  'This link was used, or is too old': 'Ce lien a déjà servi, ou il est trop ancien',
  'There is no such picture': "Cette image n'existe pas",
  'No method is set up yet': "Aucune méthode n'est encore configurée",
  'Your organisation does not allow this method': "Votre organisation n'autorise pas cette méthode",
  'There is no such session, or it has ended': "Cette session n'existe pas, ou elle est terminée",
  'There is no such sign-in method': "Cette méthode de connexion n'existe pas",
  'This is over; begin again': 'Le délai est dépassé ; recommencez',
  'This password is too easy to guess': 'Ce mot de passe est trop facile à deviner',
  'This password is not strong enough': "Ce mot de passe n'est pas assez fort",
  'This is not the password': "Ce n'est pas le mot de passe",
  'Too many requests; wait a moment': 'Trop de demandes ; attendez un instant',
  'This server has no personal accounts': "Ce serveur n'a pas de comptes personnels",
  'This sign-up is over; begin it again': 'Cette inscription a expiré ; recommencez',
  'Too many wrong codes; begin again': 'Trop de codes erronés ; recommencez',
  'This form did not come from our page': 'Ce formulaire ne vient pas de notre page',
  'The request is not well formed': "La demande n'est pas bien formée",
  'There is nothing at this address': "Il n'y a rien à cette adresse",
  'The request is too large': 'La demande est trop volumineuse',
  'This is not an address of ours': "Cette adresse n'est pas la nôtre",
  'This address is asked by another method': "Cette adresse s'appelle par une autre méthode",
  'This kind of content is not taken here': "Ce type de contenu n'est pas accepté ici",
  'This reset is over; start again': 'Cette réinitialisation a expiré ; recommencez',
  'Too many wrong codes; start again': 'Trop de codes erronés ; recommencez depuis le début',
  'Too many people are signing in at this moment': 'Trop de personnes se connectent en ce moment',
  'This answer is not to a sign-in of this browser; start again':
    'Cette réponse ne correspond à aucune connexion de ce navigateur ; recommencez',
  'This sign-in is over; start again': 'Cette connexion a expiré ; recommencez',
  'No organisation here has this domain': "Aucune organisation ici n'a ce domaine",
  'There is no such organisation': "Cette organisation n'existe pas",
  'Another identity provider says who this person is':
    "C'est un autre fournisseur d'identité qui dit qui est cette personne",
  'There is no such identity provider': "Ce fournisseur d'identité n'existe pas",
  'After this change too few administrators could sign in':
    "Après ce changement, trop peu d'administrateurs pourraient se connecter",
  'There is no such account': "Ce compte n'existe pas",
  'This change cannot be made': 'Ce changement est impossible',
  'There is no invitation that waits to be accepted': "Aucune invitation n'attend d'être acceptée",
  'No organisation here has this domain. Check what follows the @ in your sign-in name.':
    "Aucune organisation ici n'a ce domaine. Vérifiez ce qui suit le @ dans votre nom de connexion.",
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.':
    "Votre navigateur n'a pas renvoyé notre cookie. Autorisez les cookies pour ce site, puis recommencez.",
  'Open the page again and fill it in once more.': 'Ouvrez à nouveau la page et remplissez-la encore une fois.',
  'Something is missing. Fill in every field.': 'Il manque quelque chose. Remplissez tous les champs.',
  'That is too long: at most {limit} characters fit.': "C'est trop long : {limit} caractères au plus.",
  'There are characters in it that nobody can type. Type it again.':
    'Il contient des caractères que personne ne peut saisir. Saisissez-le à nouveau.',
  'This is no e-mail address.': "Ce n'est pas une adresse e-mail.",
  'This is no number with its country, such as +44 20 7946 0018.':
    "Ce n'est pas un numéro avec son indicatif de pays, comme +44 20 7946 0018.",
  'Begin again: this was begun elsewhere.': 'Recommencez : ceci a été commencé ailleurs.',
  'No more codes are sent for this. Use another way, or start again later.':
    "Plus aucun code n'est envoyé pour cela. Utilisez un autre moyen, ou recommencez plus tard.",
  'Your organisation does not allow codes to be sent so. Use another way.':
    "Votre organisation n'autorise pas l'envoi de codes de cette façon. Utilisez un autre moyen.",
  'Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.':
    "Trop de codes vous ont été envoyés en une heure ; aucun n'est envoyé maintenant. Utilisez un autre moyen, ou attendez.",
  'Codes are sent there already.': 'Des codes y sont déjà envoyés.',
  'Give an address that you read without the password of this account.':
    'Donnez une adresse que vous lisez sans le mot de passe de ce compte.',
  'No more codes are sent for this. Start again, or ask one of those who can help.':
    "Plus aucun code n'est envoyé pour cela. Recommencez, ou adressez-vous à une personne qui peut vous aider.",
  'No more codes are sent for this now. Open the link in your invitation again in an hour.':
    "Plus aucun code n'est envoyé pour le moment. Ouvrez à nouveau le lien de votre invitation dans une heure.",
  'Write your name, as others are to see it.': 'Écrivez votre nom tel que les autres doivent le voir.',
  'Write your name in at most 64 characters.': 'Écrivez votre nom en 64 caractères au plus.',
  'Choose one.': 'Choisissez-en une.',
  'Fill this in.': 'Remplissez ce champ.',
  'There are characters in it that nobody can see. Type it again.':
    'Il contient des caractères que personne ne peut voir. Saisissez-le à nouveau.',
  'Write a number like +33 612345678.': 'Écrivez un numéro comme +33 612345678.',
  'Write it in letters or numbers.': 'Écrivez-le en lettres ou en chiffres.',
  'Write it in letters.': 'Écrivez-le en lettres.',
  'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.':
    "Votre compte personnel a une autre adresse que celle qui a été invitée. Venez avec un compte à l'adresse exacte qui a été invitée, ou faites-y envoyer un code.",
  'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.':
    "Cette invitation a été envoyée à une autre adresse. Saisissez l'adresse exacte où elle est arrivée. Pour venir avec une autre, demandez à la personne qui vous a invité d'inviter celle-là.",
  'Too many codes were sent to this address. Wait an hour, then open the link again.':
    'Trop de codes ont été envoyés à cette adresse. Attendez une heure, puis ouvrez à nouveau le lien.',
  'There is a NUL in the address.': "L'adresse contient un caractère NUL.",
  'The address is not written as one.': "L'adresse n'est pas écrite correctement.",
  '{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.':
    '{provider} ne peut pas être joint en ce moment. Réessayez dans quelques minutes, ou faites-vous envoyer un code.',
  'The provider': 'Le fournisseur',
  '{provider} did not say who you are.': "{provider} n'a pas dit qui vous êtes.",
  '{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.':
    "{provider} n'indique aucune adresse dont il sait qu'elle est à vous. Faites-y plutôt envoyer un code.",
  'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.':
    "Chez {provider}, vous êtes connu sous une autre adresse que celle qui a été invitée. Connectez-vous là-bas avec l'adresse exacte qui a été invitée, ou faites-y envoyer un code.",
  'Somebody here is linked with who you are at {provider} already. Sign in with {provider}.':
    "Quelqu'un ici est déjà lié à votre identité chez {provider}. Connectez-vous avec {provider}.",
  'Write an address like you@mail.example.': 'Écrivez une adresse comme you@mail.example.',
  'A code is on its way. Wait half a minute before you ask for another.':
    "Un code est en route. Attendez une demi-minute avant d'en demander un autre.",
  "That code didn't work. Use the newest one, within fifteen minutes.":
    "Ce code n'était pas le bon. Utilisez le plus récent, dans les quinze minutes.",
  'No more codes are sent to this address now. Try again in an hour.':
    "Plus aucun code n'est envoyé à cette adresse pour le moment. Réessayez dans une heure.",
  'No personal account can be made for this address. Use another one.':
    'Aucun compte personnel ne peut être créé pour cette adresse. Utilisez-en une autre.',
  'There is an account for this address by now. Sign in with it.':
    'Il existe maintenant un compte pour cette adresse. Connectez-vous avec.',
  'The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.':
    "La connexion n'a pas pu se poursuivre, et c'est de notre faute. Recommencez depuis l'application. Référence {ref}.",
  'The app sent a request we cannot use': "L'application a envoyé une demande inutilisable",
  'Start again from the app. If it happens again, tell its owner: {problem}.':
    "Recommencez depuis l'application. Si cela se reproduit, dites à son propriétaire : {problem}.",
  "That passkey didn't work here. Use another one, or another way. Reference {ref}.":
    "Cette clé d'accès n'a pas fonctionné ici. Utilisez-en une autre, ou un autre moyen. Référence {ref}.",
  "That passkey didn't work here. Use another one, or another way.":
    "Cette clé d'accès n'a pas fonctionné ici. Utilisez-en une autre, ou un autre moyen.",
  'The passkey could not be set up. Try again, or use an authenticator app.':
    "La clé d'accès n'a pas pu être configurée. Réessayez, ou utilisez une application d'authentification.",
  'This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.':
    "Il faut ici le moyen le plus fort que vous avez configuré. Si vous ne l'avez pas, utilisez un code de récupération ou adressez-vous à une personne qui peut vous aider.",
  'Too many codes were wrong, so none is taken until {when}.':
    "Trop de codes étaient erronés ; aucun n'est accepté avant le {when}.",
  'One of the fields below needs another look.': 'Un des champs ci-dessous est à revoir.',
  '{count} fields below need another look.': '{count} champs ci-dessous sont à revoir.',
  "That code didn't work. Use the newest one that was sent to you, within ten minutes.":
    "Ce code n'était pas le bon. Utilisez le plus récent de ceux qui vous ont été envoyés, dans les dix minutes.",
  'The two passwords differ. Type the same one twice.':
    'Les deux mots de passe sont différents. Saisissez deux fois le même.',
  'Many people are signing in at this moment. Wait a second, then try again.':
    'De nombreuses personnes se connectent en ce moment. Attendez une seconde, puis réessayez.',
  'Many people are signing in at this moment. Wait {wait} seconds, then try again.':
    'De nombreuses personnes se connectent en ce moment. Attendez {wait} secondes, puis réessayez.',
  'Choose a password you have not used before.': "Choisissez un mot de passe que vous n'avez pas encore utilisé.",
  'Use at least {atLeast} characters. A few words make a good password.':
    'Utilisez au moins {atLeast} caractères. Quelques mots font un bon mot de passe.',
  'Use at most 256 characters.': 'Utilisez 256 caractères au plus.',
  'Leave your name out of it.': "N'y mettez pas votre nom.",
  'Leave the name of your organisation out of it.': "N'y mettez pas le nom de votre organisation.",
  'It is little more than words that everybody here would try. Use others, or more of them.':
    "Il se compose presque uniquement de mots que tout le monde essaierait ici. Utilisez-en d'autres, ou davantage.",
  'That password is among the first ones an attacker tries.':
    "Ce mot de passe est parmi les premiers qu'un attaquant essaie.",
  'It would soon be guessed. Add a word or two that have nothing to do with the rest.':
    'Il serait vite deviné. Ajoutez un mot ou deux sans rapport avec le reste.',
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.':
    "Il a été volé ailleurs, à vous ou à quelqu'un d'autre, et figure dans des listes que les attaquants essaient. Choisissez-en un autre.",
  'The passwords of this domain are looked after by {provider}. Reset yours there.':
    'Les mots de passe de ce domaine sont gérés par {provider}. Réinitialisez le vôtre là-bas.',
  'Tick the box, or close this page: without it you do not become a guest.':
    'Cochez la case, ou fermez cette page : sans cela, vous ne devenez pas invité.',
  'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.':
    "Ce code, ou un plus récent, a déjà été utilisé, et chacun ne sert qu'une fois. Attendez que votre application affiche le suivant.",
  "That code didn't work. Check that your phone sets its time automatically, and use the newest code.":
    "Ce code n'est pas valable. Vérifiez que votre téléphone règle l'heure automatiquement, et utilisez le code le plus récent.",
  'That recovery code was used already, and each works once. Take another one of your list.':
    "Ce code de récupération a déjà été utilisé, et chacun ne sert qu'une fois. Prenez-en un autre dans votre liste.",
  "That recovery code didn't work. Type one that you have not used yet, of the list that was made last.":
    "Ce code de récupération n'est pas valable. Saisissez-en un que vous n'avez pas encore utilisé, de la dernière liste créée.",
  'A passkey proves without a code.': "Une clé d'accès n'a pas besoin de code.",
  'Reference {ref}.': 'Référence {ref}.',
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.':
    "Trop de codes étaient faux : aucun n'est accepté pour le moment. Réessayez plus tard, ou demandez à l'une des personnes qui peuvent vous aider.",
  'Too many sign-ins or resets from your network went wrong. Try again in a second.':
    'Trop de connexions ou de réinitialisations ont échoué depuis votre réseau. Réessayez dans une seconde.',
  'Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.':
    'Trop de connexions ou de réinitialisations ont échoué depuis votre réseau. Réessayez dans {wait} secondes.',
  'This link was used, or is over': 'Ce lien a été utilisé ou a expiré',
  'The person has shown that this is theirs, and nobody else changes it':
    "La personne a montré que cela lui appartient ; personne d'autre ne le modifie",
  'Nobody signs in with a text message alone here': 'Personne ne se connecte ici par un seul SMS',
  'This password is set aside': 'Ce mot de passe est mis de côté',
  'Nobody resets their own password here': 'Personne ne réinitialise son propre mot de passe ici',
  'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.':
    'Un administrateur a réinitialisé votre mot de passe : choisissez-en un nouveau par le lien qui vous a été envoyé, ou demandez-en un autre.',
} as const satisfies Readonly<Record<keyof typeof german, string>>
