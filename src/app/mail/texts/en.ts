import type { Texts } from './texts.ts'

const methods = {
  totp: 'an authenticator app',
  email: 'codes by e-mail',
  passkey: 'a passkey',
  phone: 'codes by phone',
  recovery_codes: 'recovery codes',
} as const
const contacts = {
  email: 'e-mail address',
  mobile: 'mobile number',
  alternateMobile: 'alternate mobile number',
  office: 'office number',
} as const

export const en: Texts = {
  greeting: (name) => `Hello ${name},`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} is your code to sign in at ${organisation}. It works for ten minutes. Nobody ever asks you for it.`,
    reset_code: (code, organisation) =>
      `${code} is your code to reset your password at ${organisation}. It works for fifteen minutes. Nobody ever asks you for it.`,
    set_up_code: (code, organisation) =>
      `${code} is your code to confirm this number at ${organisation}. If you did not ask for it, there is nothing to do.`,
  },
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
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is your code to reset your password`,
      says: [
        `Your code to reset the password of ${signInName} at ${organisation} is ${code}. It works until ${until}, on the page where you asked for it.`,
        'If you did not ask for it, somebody typed your name. There is nothing to do, and nothing to pass on: nobody of your organisation ever asks you for this code.',
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is your code to sign in`,
      says: [
        `Your code to sign in as ${signInName} at ${organisation} is ${code}. It works once, until ${until}, on the page that asks for it.`,
        'If you are not signing in, somebody has your password: change it. Nobody of your organisation ever asks you for this code.',
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is your code to confirm this address`,
      says: [
        `Somebody who is signed in as ${signInName} at ${organisation} wants codes to be sent here. To confirm that, type ${code} on the page that asks for it, until ${until}.`,
        'If it was not you, there is nothing to do: without the code nothing is sent here.',
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'Your password cannot be reset that way',
      says: [
        `Somebody asked on ${when} to reset the password of ${signInName} at ${organisation}. You cannot reset it yourself there; an administrator does it for you.`,
        ...(helpers.length === 0 ? [] : [`Who can help: ${helpers.join(', ')}`]),
        'If it was not you, there is nothing to do.',
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'You reset your password',
      says: [
        `The password of ${signInName} at ${organisation} was reset on ${when}, with a code that was sent to you. Every session has ended.`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Choose a new password',
      says: [
        `An administrator of ${organisation} had the password of ${signInName} reset on ${when}. The one you had no longer works, and you are signed out everywhere. When you have chosen a new one, sign in with it at ${signInUrl}.`,
        'If you did not ask for it, ask them why before you go on. Nobody ever asks you for the link below: do not pass it on.',
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: 'You chose a new password',
      says: [
        `The password of ${signInName} at ${organisation} was changed on ${when}, by the link that an administrator had sent to you. Every session has ended.`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} reset their password`,
      says: [
        `${name}, who administers ${organisation} like you, reset their own password on ${when}. If you know of no reason, ask them by another way than mail.`,
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
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'A sign-in method was removed',
      says: [
        `A sign-in method of ${signInName} at ${organisation} was removed on ${when}. It no longer shows that it is you.`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'You were given a Temporary Access Pass',
      says: [
        `An administrator of ${organisation} made a Temporary Access Pass for ${signInName} on ${when}. For a while it takes the place of your password and of your second factor.`,
        `They give it to you themselves; it is never sent by mail. Type it where the password is asked for at ${signInUrl}.`,
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
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: 'Somebody with your password typed wrong codes',
      says: [
        `After the right password, wrong codes were typed for ${signInName} at ${organisation} several times. No code is taken until ${until}.`,
        'If it was you, try again after that, or ask whoever helps you. If it was not you, somebody has your password: change it at once.',
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
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation} invites you to ${organisation}`,
      says: [
        `${by === null ? `You are invited` : `${by} invites you`} to ${organisation} as a guest, under the address ${signInName}.`,
        ...(said.length === 0 ? [] : [`${by ?? organisation} writes:`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${code} is your code for ${organisation}`,
      says: [
        `Your code to accept the invitation to ${organisation} is ${code}. It works until ${until}, on the page where you asked for it.`,
        'If you did not ask for it, somebody typed your address. There is nothing to do, and nothing to pass on.',
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `${code} is your code for a personal account`,
      says: [
        `Somebody, probably you, is making a personal account for this address. The code is ${code}. It works until ${until}, on the page where you asked for it.`,
        'If you did not ask for it, somebody typed your address. There is nothing to do, and nothing to pass on.',
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: 'You have a personal account already',
      says: [
        `Somebody, probably you, tried on ${when} to make a personal account for ${signInName}. There is one already: sign in with this address. If you do not know the password any more, choose Can't access your account? there.`,
        'If it was not you, somebody typed your address. There is nothing to do.',
      ],
    }),
  },
  resetLink: {
    label: 'Choose a new password',
    says: (until) => `Open this page to choose a new password. The link works once, and until ${until}.`,
  },
  invitation: {
    label: 'Accept the invitation',
    says: (until) =>
      `Open this page to accept. You need this very address for it. The link works once, and until ${until}. If you do not want to, there is nothing to do.`,
  },
  notMe: {
    label: 'This was not me',
    says: (until) =>
      `If this was you, or you asked for it, there is nothing to do. If not, open this page: it signs you out everywhere and sets the password aside until it is reset for you. The link works until ${until}.`,
  },
  closing: (organisation) =>
    `This message comes from the sign-in service of ${organisation}. Nobody there ever asks you for your password.`,
}
