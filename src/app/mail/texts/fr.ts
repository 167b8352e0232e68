import type { Texts } from './texts.ts'

const methods = {
  totp: "une application d'authentification",
  email: 'la réception de codes par e-mail',
  passkey: "une clé d'accès",
  phone: 'la réception de codes par téléphone',
  recovery_codes: 'des codes de récupération',
} as const
const contacts = {
  email: 'adresse e-mail',
  mobile: 'numéro de mobile',
  alternateMobile: 'second numéro de mobile',
  office: 'numéro de bureau',
} as const

export const fr: Texts = {
  greeting: (name) => `Bonjour ${name},`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} est votre code de connexion chez ${organisation}. Il est valable dix minutes. Personne ne vous le demande jamais.`,
    reset_code: (code, organisation) =>
      `${code} est votre code pour réinitialiser votre mot de passe chez ${organisation}. Il est valable quinze minutes. Personne ne vous le demande jamais.`,
    set_up_code: (code, organisation) =>
      `${code} est votre code pour confirmer ce numéro chez ${organisation}. Si vous ne l'avez pas demandé, il n'y a rien à faire.`,
  },
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'Votre mot de passe a été modifié',
      says: [`Le mot de passe de ${signInName} chez ${organisation} a été modifié le ${when}.`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'Votre mot de passe a été réinitialisé',
      says: [
        `L'administration de ${organisation} a réinitialisé le mot de passe de ${signInName} le ${when}.`,
        `Elle vous donne elle-même un mot de passe provisoire ; il n'est jamais envoyé par e-mail. Connectez-vous avec lui sur ${signInUrl} : vous choisirez alors le vôtre. Le mot de passe provisoire est valable ${temporaryDays === 1 ? 'un jour' : `${temporaryDays} jours`}.`,
      ],
    }),
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} est votre code pour changer de mot de passe`,
      says: [
        `Votre code pour réinitialiser le mot de passe de ${signInName} chez ${organisation} est ${code}. Il est valable jusqu'au ${until}, sur la page où vous l'avez demandé.`,
        "Si vous ne l'avez pas demandé, quelqu'un a saisi votre nom. Il n'y a rien à faire, et ne le transmettez pas : personne dans votre organisation ne vous demande jamais ce code.",
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} est votre code de connexion`,
      says: [
        `Votre code pour vous connecter en tant que ${signInName} chez ${organisation} est ${code}. Il est valable une fois, jusqu'au ${until}, sur la page qui le demande.`,
        "Si vous n'êtes pas en train de vous connecter, quelqu'un a votre mot de passe : changez-le. Personne dans votre organisation ne vous demande jamais ce code.",
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} est votre code pour confirmer cette adresse`,
      says: [
        `Une personne connectée en tant que ${signInName} chez ${organisation} souhaite recevoir des codes ici. Pour le confirmer, saisissez ${code} sur la page qui le demande, jusqu'au ${until}.`,
        "Si ce n'était pas vous, il n'y a rien à faire : sans le code, rien n'est envoyé ici.",
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'Votre mot de passe ne peut pas être réinitialisé ainsi',
      says: [
        `Quelqu'un a demandé le ${when} à réinitialiser le mot de passe de ${signInName} chez ${organisation}. Vous ne pouvez pas le faire vous-même ; un administrateur le fait pour vous.`,
        ...(helpers.length === 0 ? [] : [`Qui peut vous aider : ${helpers.join(', ')}`]),
        "Si ce n'était pas vous, il n'y a rien à faire.",
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'Vous avez réinitialisé votre mot de passe',
      says: [
        `Le mot de passe de ${signInName} chez ${organisation} a été réinitialisé le ${when} avec un code qui vous a été envoyé. Toutes les sessions sont terminées.`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Choisissez un nouveau mot de passe',
      says: [
        `L'administration de ${organisation} a fait réinitialiser le mot de passe de ${signInName} le ${when}. Celui que vous aviez ne fonctionne plus, et vous êtes déconnecté partout. Quand vous en aurez choisi un nouveau, connectez-vous avec lui sur ${signInUrl}.`,
        "Si vous ne l'avez pas demandé, demandez-lui pourquoi avant de continuer. Personne ne vous demandera jamais le lien ci-dessous : ne le transmettez pas.",
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: 'Vous avez choisi un nouveau mot de passe',
      says: [
        `Le mot de passe de ${signInName} chez ${organisation} a été changé le ${when}, par le lien que l'administration vous avait fait envoyer. Toutes les sessions sont terminées.`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} a réinitialisé son mot de passe`,
      says: [
        `${name}, qui administre ${organisation} comme vous, a réinitialisé son mot de passe le ${when}. Si vous n'en connaissez pas la raison, demandez-la par un autre moyen que l'e-mail.`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'Une méthode de connexion a été ajoutée',
      says: [
        `Le ${when}, ${methods[method]} a été ajoutée au compte ${signInName} chez ${organisation}. Elle permet désormais de prouver que c'est vous.`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Vos méthodes de connexion ont été supprimées',
      says: [
        `Les méthodes de connexion de ${signInName} chez ${organisation} ont été supprimées le ${when}. Vous en configurerez une nouvelle la prochaine fois qu'elle vous sera demandée.`,
      ],
    }),
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Une méthode de connexion a été supprimée',
      says: [
        `Une méthode de connexion de ${signInName} chez ${organisation} a été supprimée le ${when}. Elle ne permet plus de prouver que c'est vous.`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: "Un passe d'accès temporaire vous a été donné",
      says: [
        `L'administration de ${organisation} a créé le ${when} un passe d'accès temporaire pour ${signInName}. Il remplace pour un temps votre mot de passe et votre second facteur.`,
        `Il vous est remis en personne et n'est jamais envoyé par e-mail. Saisissez-le sur ${signInUrl} là où le mot de passe est demandé.`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: 'Votre second facteur a été désactivé',
      says: [
        `L'administration de ${organisation} a désactivé le second facteur de ${signInName} le ${when}. Seul le mot de passe est demandé, sauf si une stratégie exige davantage.`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'Votre compte est verrouillé pour un moment',
      says: [
        `Un mot de passe erroné a été saisi plusieurs fois pour ${signInName} chez ${organisation}. La connexion est donc verrouillée jusqu'au ${until}.`,
        "Si c'était vous, réessayez ensuite ou demandez de l'aide. Sinon, il n'y a rien à faire : aucune de ces tentatives n'a réussi.",
      ],
    }),
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: "Quelqu'un qui a votre mot de passe a saisi de mauvais codes",
      says: [
        `Après le bon mot de passe, des codes erronés ont été saisis plusieurs fois pour ${signInName} chez ${organisation}. Aucun code n'est accepté jusqu'au ${until}.`,
        "Si c'était vous, réessayez ensuite ou demandez de l'aide. Sinon, quelqu'un a votre mot de passe : changez-le tout de suite.",
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: 'Connexion depuis un nouvel endroit',
      says: [
        `Le ${when}, quelqu'un s'est connecté en tant que ${signInName} chez ${organisation}, depuis un endroit d'où vous ne vous étiez jamais connecté.`,
        ...(ip === null ? [] : [`Adresse réseau : ${ip}`]),
        ...(client === null ? [] : [`Navigateur : ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: 'Vos coordonnées ont été modifiées',
      says: [
        `Le ${when}, un moyen de vous joindre au sujet de la connexion de ${signInName} chez ${organisation} a été modifié : ${contacts[contact]}.`,
      ],
    }),
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation} vous invite chez ${organisation}`,
      says: [
        `${by === null ? `Vous êtes invité` : `${by} vous invite`} chez ${organisation}, avec l'adresse ${signInName}.`,
        ...(said.length === 0 ? [] : [`Message de ${by ?? organisation} :`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${code} est votre code pour ${organisation}`,
      says: [
        `Votre code pour accepter l'invitation de ${organisation} est ${code}. Il fonctionne jusqu'au ${until}, sur la page où vous l'avez demandé.`,
        "Si vous ne l'avez pas demandé, quelqu'un a saisi votre adresse. Il n'y a rien à faire, et ne le transmettez à personne.",
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `${code} est votre code pour un compte personnel`,
      says: [
        `Quelqu'un, sans doute vous, crée un compte personnel pour cette adresse. Le code est ${code}. Il fonctionne jusqu'au ${until}, sur la page où vous l'avez demandé.`,
        "Si vous ne l'avez pas demandé, quelqu'un a saisi votre adresse. Il n'y a rien à faire, et ne le transmettez à personne.",
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: 'Vous avez déjà un compte personnel',
      says: [
        `Quelqu'un, sans doute vous, a voulu créer le ${when} un compte personnel pour ${signInName}. Il y en a déjà un : connectez-vous avec cette adresse. Si vous ne connaissez plus le mot de passe, choisissez-y « Vous n'arrivez pas à accéder à votre compte ? ».`,
        "Si ce n'était pas vous, quelqu'un a saisi votre adresse. Il n'y a rien à faire.",
      ],
    }),
  },
  resetLink: {
    label: 'Choisir un nouveau mot de passe',
    says: (until) =>
      `Ouvrez cette page pour choisir un nouveau mot de passe. Le lien fonctionne une seule fois, jusqu'au ${until}.`,
  },
  invitation: {
    label: "Accepter l'invitation",
    says: (until) =>
      `Ouvrez cette page pour accepter. Il vous faut cette adresse précisément. Le lien fonctionne une seule fois, jusqu'au ${until}. Si vous ne le souhaitez pas, il n'y a rien à faire.`,
  },
  notMe: {
    label: "Ce n'était pas moi",
    says: (until) =>
      `Si c'était vous, ou si vous l'avez demandé, il n'y a rien à faire. Sinon, ouvrez cette page : elle vous déconnecte partout et rend le mot de passe inutilisable jusqu'à sa réinitialisation. Le lien fonctionne jusqu'au ${until}.`,
  },
  closing: (organisation) =>
    `Ce message vient du service de connexion de ${organisation}. Personne ne vous y demandera jamais votre mot de passe.`,
}
