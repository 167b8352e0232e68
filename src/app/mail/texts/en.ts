import type { Texts } from './texts.ts'

const methods = {
  totp: 'an authenticator app',
  email: 'codes by e-mail',
  passkey: 'a passkey',
  phone: 'codes by phone',
} as const
const contacts = {
  email: 'e-mail address',
  mobile: 'mobile number',
  alternateMobile: 'alternate mobile number',
  office: 'office number',
} as const

export const en: Texts = {
  greeting: (name) => `Hello ${name},`,
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'Your password was changed',
      says: [`The password of ${signInName} at ${organisation} was changed on ${when}.`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'Your password was reset',
      says: [
        `An administrator of ${organisation} reset the password of ${signInName} on ${when}.`,
        `They give you a temporary password themselves; it is never sent by mail. Sign in with it at ${signInUrl}, and you will be asked to choose a password of your own. The temporary one is good for ${temporaryDays === 1 ? 'a day' : `${temporaryDays} days`}.`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'A sign-in method was added',
      says: [
        `On ${when}, ${methods[method]} was added to ${signInName} at ${organisation}. From now on it can show that it is you.`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Your sign-in methods were removed',
      says: [
        `The sign-in methods of ${signInName} at ${organisation} were removed on ${when}. You set up a new one when you are next asked for it.`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: 'Your second factor was switched off',
      says: [
        `An administrator of ${organisation} switched the second factor of ${signInName} off on ${when}. The password alone is asked for, unless a policy asks for more.`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'Your account is locked for a while',
      says: [
        `A wrong password was typed for ${signInName} at ${organisation} several times, so sign-in is locked until ${until}.`,
        'If it was you, try again after that, or ask whoever helps you. If it was not you, there is nothing to do: none of these tries got in.',
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: 'You signed in from a new place',
      says: [
        `Somebody signed in as ${signInName} at ${organisation} on ${when}, from a place where you have not signed in before.`,
        ...(ip === null ? [] : [`Network address: ${ip}`]),
        ...(client === null ? [] : [`Browser: ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: 'How you are reached was changed',
      says: [
        `On ${when}, the ${contacts[contact]} by which ${organisation} reaches you about signing in as ${signInName} was changed.`,
      ],
    }),
  },
  notMe: {
    label: 'This was not me',
    says: (until) =>
      `If this was you, or you asked for it, there is nothing to do. If not, open this page: it signs you out everywhere and sets the password aside until it is reset for you. The link works until ${until}.`,
  },
  closing: (organisation) =>
    `This message comes from the sign-in service of ${organisation}. Nobody there ever asks you for your password.`,
}
