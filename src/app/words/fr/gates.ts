import type { gates as german } from '../de/gates.ts'

/** What gates and causes tell the person. */
export const gates = {
  "We don't know this app": 'Nous ne connaissons pas cette application',
  "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.":
    "Nous ne connaissons pas l'application d'où vous venez. Ouvrez-la depuis vos applications, ou prévenez son propriétaire. Référence {ref}.",
  'This app was deleted': 'Cette application a été supprimée',
  '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.':
    "{app} a été supprimée ici, et personne ne peut l'ouvrir. Si vous en avez besoin, prévenez son propriétaire. Référence {ref}.",
  'The address to return to is not registered': "L'adresse de retour n'est pas enregistrée",
  'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.':
    "L'application nous a demandé de vous envoyer à une adresse qui n'est pas enregistrée pour elle ; nous nous sommes donc arrêtés. Prévenez le propriétaire de l'application. Référence {ref}.",
  'Not a sign-in name': "Ce n'est pas un nom de connexion",
  'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.':
    'Saisissez votre nom de connexion complet, comme name@company.com. Il peut différer du nom que vous utilisez sur votre ordinateur.',
  'The identity provider is not reached': "Le fournisseur d'identité est injoignable",
  "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.":
    "Nous n'avons pas pu joindre {provider}, où vous prouvez votre identité. Réessayez dans quelques minutes. Référence {ref}.",
  'Another identity provider knows the person': "Un autre fournisseur d'identité connaît la personne",
  'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.':
    'Votre organisation vous dirige vers {provider}, et vous êtes connu ici par un autre fournisseur. Votre administrateur peut corriger cela. Référence {ref}.',
  'The identity provider did not answer correctly': "Le fournisseur d'identité n'a pas répondu correctement",
  '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.':
    "{provider}, où vous prouvez votre identité, n'a pas répondu correctement. Recommencez ; si cela se reproduit, prévenez votre administrateur. Référence {ref}.",
  'The identity provider said no': "Le fournisseur d'identité a refusé",
  '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.':
    '{provider}, où vous prouvez votre identité, ne vous a pas laissé passer. Recommencez, ou renseignez-vous là-bas. Référence {ref}.',
  'Somebody else is signed in at the identity provider':
    "Quelqu'un d'autre est connecté chez le fournisseur d'identité",
  'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.':
    'Chez {provider}, vous êtes connecté sous une autre identité que celle indiquée ici. Déconnectez-vous là-bas, puis recommencez. Référence {ref}.',
  'The identity provider means somebody else by this name':
    "Le fournisseur d'identité désigne quelqu'un d'autre par ce nom",
  'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.':
    'La personne que {provider} désigne ne correspond pas à ce que nous savons. Votre administrateur peut corriger cela. Référence {ref}.',
  'Nobody here is known by this identity': "Personne n'est connu ici sous cette identité",
  '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.':
    "{provider} vous connaît, mais personne n'est connu ici par ce biais. Si vous avez été invité, ouvrez le lien de l'invitation et acceptez-la avec {provider}. Référence {ref}.",
  'Nobody comes by this identity provider any more': "Plus personne ne passe par ce fournisseur d'identité",
  'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.':
    "La manière dont vous vous êtes connecté n'est plus admise ici. Connectez-vous autrement, ou adressez-vous à la personne qui vous a invité.",
  'A password is asked for': 'Un mot de passe est demandé',
  'Enter your password.': 'Saisissez votre mot de passe.',
  'The Temporary Access Pass is over': "Le passe d'accès temporaire a expiré",
  'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.':
    "Votre passe d'accès temporaire a expiré. Demandez-en un nouveau à votre administrateur. Référence {ref}.",
  'The Temporary Access Pass is used up': "Le passe d'accès temporaire a déjà servi",
  'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.':
    "Votre passe d'accès temporaire était valable pour une seule connexion et il a servi. Si ce n'était pas vous, prévenez tout de suite votre administrateur. Référence {ref}.",
  'The Temporary Access Pass is not good yet': "Le passe d'accès temporaire n'est pas encore valable",
  'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.':
    "Votre passe d'accès temporaire est valable à partir du {startsAt}. Réessayez à ce moment-là. Référence {ref}.",
  'The session has reached its limit': 'La session a atteint sa limite',
  'Your session in {instance} reached its limit. Sign in again, and you are back where you were.':
    'Votre session dans {instance} a atteint sa limite. Reconnectez-vous, et vous reprendrez là où vous étiez.',
  'The second factor is paused after wrong codes': 'Le second facteur est suspendu après des codes erronés',
  'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.':
    "Trop de codes étaient erronés ; aucun n'est accepté avant le {pausedUntil}. Si vous ne les avez pas saisis, quelqu'un connaît votre mot de passe : prévenez tout de suite votre administrateur. Référence {ref}.",
  'The code was wrong': 'Le code était erroné',
  'A second factor is asked for': 'Un second facteur est demandé',
  'Confirm that it is you: enter the code from your authenticator app.':
    "Confirmez que c'est bien vous : saisissez le code de votre application d'authentification.",
  'A policy asks for a second factor': 'Une stratégie demande un second facteur',
  'A policy asks for a stronger proof': 'Une stratégie demande une preuve plus forte',
  '{app} asks for a stronger proof that it is you: use your {way}.':
    "{app} demande une preuve plus forte que c'est bien vous. Utilisez : {way}.",
  'The way of signing in is not allowed': "Cette manière de se connecter n'est pas autorisée",
  'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.':
    "Votre organisation n'autorise pas cette manière de se connecter : {way}. Demandez une autre solution à votre administrateur. Référence {ref}.",
  'Another way of signing in is asked for': 'Une autre manière de se connecter est demandée',
  'Your organisation does not let you sign in with your {way}: use your {other}.':
    "Votre organisation n'autorise pas cette manière de se connecter : {way}. Utilisez : {other}.",
  'No second factor that is set up is allowed': "Aucun second facteur configuré n'est autorisé",
  'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.':
    "Votre organisation demande un second facteur et n'autorise pas celui que vous avez. Demandez un passe d'accès temporaire à votre administrateur. Référence {ref}.",
  'The passkey was made for another address': "La clé d'accès a été créée pour une autre adresse",
  'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.':
    "Votre clé d'accès a été créée pour {madeFor}, et cette page est à une autre adresse. Ouvrez la page de connexion là-bas, ou demandez un passe d'accès temporaire à votre administrateur. Référence {ref}.",
  'What a policy asks for is not allowed': "Ce qu'une stratégie demande n'est pas autorisé",
  '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.':
    '{app} demande une preuve plus forte que ce que votre organisation autorise. Votre administrateur peut changer cela. Référence {ref}.',
  'A policy blocks the sign-in': 'Une stratégie bloque la connexion',
  'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.':
    'Votre organisation ne vous autorise pas à ouvrir {app}. Un administrateur peut vous dire pourquoi. Référence {ref}.',
  'A policy blocks the network': 'Une stratégie bloque le réseau',
  "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.":
    '{app} ne peut pas être ouverte depuis le réseau où vous êtes. Utilisez le réseau de votre organisation, ou adressez-vous à un administrateur. Référence {ref}.',
  'The password is set aside': 'Le mot de passe est mis de côté',
  "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    "Vous nous avez dit que quelque chose ne venait pas de vous ; votre mot de passe n'est donc plus accepté. Utilisez « Vous n'arrivez pas à accéder à votre compte ? », ou demandez-en un nouveau à votre administrateur. Référence {ref}.",
  'The temporary password is over': 'Le mot de passe provisoire a expiré',
  "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    "Votre mot de passe provisoire n'a pas été utilisé à temps. Utilisez « Vous n'arrivez pas à accéder à votre compte ? », ou demandez-en un nouveau à votre administrateur. Référence {ref}.",
  'The password has expired': 'Le mot de passe a expiré',
  'Your password has expired. Choose a new one.': 'Votre mot de passe a expiré. Choisissez-en un nouveau.',
  'A temporary password is to be changed': 'Un mot de passe provisoire doit être changé',
  'Choose a new password to finish signing in.': 'Choisissez un nouveau mot de passe pour terminer la connexion.',
  'No method is registered, and a policy asks for one':
    "Aucune méthode n'est configurée, et une stratégie en demande une",
  'Your organisation needs more proof that it is you. Set up an authenticator app to go on.':
    "Votre organisation a besoin d'une preuve supplémentaire que c'est bien vous. Configurez une application d'authentification pour continuer.",
  'No method is registered, and multi-factor is on for the person':
    "Aucune méthode n'est configurée, et le second facteur est activé pour la personne",
  'No method is registered that is as strong as a policy asks for':
    "Aucune méthode configurée n'est aussi forte que ce qu'une stratégie demande",
  '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.':
    "{app} demande une preuve plus forte que celle que vous pouvez donner. Configurez une clé d'accès ou une clé de sécurité pour continuer.",
  'Details are missing that an administrator fills in': "Il manque des informations qu'un administrateur doit remplir",
  'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.':
    'Avant de continuer, votre organisation a besoin de ces informations sur vous : {details}. Seul votre administrateur peut les remplir ; adressez-vous à lui. Référence {ref}.',
  'Details of the profile are missing': 'Il manque des informations dans le profil',
  'We need a few details before you continue: {details}.':
    'Nous avons besoin de quelques informations avant de continuer : {details}.',
  'The app is switched off': "L'application est désactivée",
  '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.':
    '{app} est désactivée en ce moment. Votre support en sait plus. Référence {ref}.',
  'The app takes no guests': "L'application n'accepte pas d'invités",
  '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.':
    "{app} est réservée aux membres de l'organisation ; ici, vous êtes {as}. Utilisez votre compte professionnel de cette organisation, si vous en avez un. Référence {ref}.",
  'Not assigned to the app': "Pas d'accès attribué à l'application",
  "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.":
    "{app} ne vous a pas encore été attribuée. Demandez l'accès à votre support. Référence {ref}.",
  'No licence': 'Pas de licence',
  "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.":
    "Vous n'avez pas de licence pour {app}. Votre support peut vous en donner une. Référence {ref}.",
  'The licence is for something else': 'La licence est pour autre chose',
  "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.":
    'Votre licence ne comprend pas {app}. Votre support peut vous en donner une qui convient. Référence {ref}.',
  'The subscription has ended': "L'abonnement a pris fin",
  "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.":
    "L'abonnement de votre organisation pour {app} demande une intervention. Votre support sait quoi faire. Référence {ref}.",
  'Switched off in the licence': 'Désactivé dans la licence',
  '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.':
    "{app} est désactivée dans votre licence. Votre support peut l'activer. Référence {ref}.",
  'The app asks for a permission that does not exist': "L'application demande une autorisation qui n'existe pas",
  '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.':
    "{app} demande quelque chose qui n'existe pas ici. C'est à l'éditeur de l'application de corriger cela. Référence {ref}.",
  "An administrator's consent is missing": "Il manque l'accord d'un administrateur",
  'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.':
    "Un administrateur doit approuver {app} avant que vous puissiez l'utiliser. Votre support peut le demander. Référence {ref}.",
  'The app asks for permission': "L'application demande une autorisation",
  '{app} asks for your permission.': '{app} demande votre autorisation.',
  'Only an administrator may consent': 'Seul un administrateur peut donner son accord',
  'The system is being maintained': 'Le système est en maintenance',
  '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.':
    "{instance} est en maintenance jusqu'au {maintenanceUntil}. Réessayez plus tard. Référence {ref}.",
  'The system is switched off': 'Le système est désactivé',
  '{instance} is switched off. Your help desk knows more. Reference {ref}.':
    '{instance} est désactivé. Votre support en sait plus. Référence {ref}.',
  'Not in the system yet': 'Pas encore dans le système',
  "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.":
    "Votre compte n'est pas encore dans {instance}. Votre support peut l'ajouter. Référence {ref}.",
  'Switched off in the system': 'Désactivé dans le système',
  'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.':
    "Votre compte est désactivé dans {instance}. Votre support peut l'activer. Référence {ref}.",
  'No security role': 'Pas de rôle de sécurité',
  'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.':
    "Aucun rôle de sécurité ne vous a été attribué dans {instance} ; vos privilèges ne suffisent donc pas pour l'ouvrir. Son administrateur peut vous en attribuer un. Référence {ref}.",
  'The clock of the phone is off': "L'horloge du téléphone n'est pas à l'heure",
  "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    "L'horloge de votre téléphone a {off}. Laissez-le régler l'heure automatiquement, puis utilisez le code le plus récent.",
  'What is sent to the person does not arrive': "Ce qui est envoyé à la personne n'arrive pas",
  'Your {way} on file may be out of date. Use another way, or ask your administrator.':
    "Cette information enregistrée n'est peut-être plus à jour : {way}. Utilisez un autre moyen, ou adressez-vous à votre administrateur.",
  'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.':
    "Votre clé d'accès a été créée pour {madeFor}. Ouvrez la page de connexion là-bas, ou configurez-en une autre ici.",
  'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.':
    "Il nous manque une information, et c'est de notre faute. Réessayez dans un instant. Référence {ref}.",
  "We couldn't decide": "Nous n'avons pas pu décider",
  "We couldn't sign you in": "Nous n'avons pas pu vous connecter",
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}.":
    "Nous n'avons pas pu vous connecter. Vérifiez que votre nom de connexion ressemble à name@company.com et réessayez. Si vous avez essayé plusieurs fois, attendez 15 minutes. Vous pouvez aussi utiliser « Vous n'arrivez pas à accéder à votre compte ? ». Référence {ref}.",
  'the person': 'la personne',
  'the app': "l'application",
  'the system': 'le système',
  none: 'rien',
  'further notice': 'nouvel ordre',
  'a guest': 'un invité',
  'a guest with a personal account': 'un invité avec un compte personnel',
  'about {seconds} seconds slow': 'environ {seconds} secondes de retard',
  'about {seconds} seconds fast': "environ {seconds} secondes d'avance",
  password: 'mot de passe',
  'authenticator app': "application d'authentification",
  'code by e-mail': 'code par e-mail',
  'code by phone': 'code par téléphone',
  'recovery codes': 'codes de récupération',
  passkey: "clé d'accès",
  'Temporary Access Pass': "passe d'accès temporaire",
  'identity provider': "fournisseur d'identité",
  'second factor at the identity provider': "second facteur chez le fournisseur d'identité",
  'e-mail address': 'adresse e-mail',
  'phone number': 'numéro de téléphone',
  'first name': 'prénom',
  'last name': 'nom',
  'mobile phone': 'téléphone mobile',
  'business phone': 'téléphone professionnel',
  'street address': 'adresse postale',
  'postal code': 'code postal',
  city: 'ville',
  'state or province': 'région ou province',
  country: 'pays',
  language: 'langue',
  'A link to choose a new password was sent': 'Un lien pour choisir un nouveau mot de passe a été envoyé',
  'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.':
    "Un administrateur a réinitialisé votre mot de passe : celui-ci ne sert plus. Un lien pour en choisir un nouveau vous a été envoyé par e-mail ; il est valable jusqu'au {linkUntil}.",
  'The link to choose a new password is over': "Le lien pour choisir un nouveau mot de passe n'est plus valable",
  'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.':
    "Un administrateur a réinitialisé votre mot de passe : celui-ci ne sert plus, et le lien pour en choisir un nouveau, qui vous a été envoyé par e-mail, n'est plus valable. Demandez-en un autre. Référence {ref}.",
  "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.":
    "Ce code n'est pas valable. Utilisez le plus récent ; parmi les codes de récupération, un que vous n'avez pas encore utilisé.",
} as const satisfies Readonly<Record<keyof typeof german, string>>
