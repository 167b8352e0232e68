import type { Texts } from './texts.ts'

const methods = {
  totp: 'eine Authenticator-App',
  email: 'ein Code per E-Mail',
  passkey: 'ein Passkey',
  phone: 'ein Code per Telefon',
  recovery_codes: 'Wiederherstellungscodes',
} as const
const contacts = {
  email: 'E-Mail-Adresse',
  mobile: 'Mobilnummer',
  alternateMobile: 'zweite Mobilnummer',
  office: 'Büronummer',
} as const

export const de: Texts = {
  greeting: (name) => `Hallo ${name},`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} ist Ihr Code für die Anmeldung bei ${organisation}. Er gilt zehn Minuten. Niemand fragt Sie je danach.`,
    reset_code: (code, organisation) =>
      `${code} ist Ihr Code, um Ihr Kennwort bei ${organisation} zurückzusetzen. Er gilt fünfzehn Minuten. Niemand fragt Sie je danach.`,
    set_up_code: (code, organisation) =>
      `${code} ist Ihr Code, um diese Nummer bei ${organisation} zu bestätigen. Haben Sie ihn nicht angefordert, müssen Sie nichts tun.`,
  },
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'Ihr Kennwort wurde geändert',
      says: [`Das Kennwort von ${signInName} bei ${organisation} wurde am ${when} geändert.`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'Ihr Kennwort wurde zurückgesetzt',
      says: [
        `Das Kennwort von ${signInName} wurde am ${when} von der Administration von ${organisation} zurückgesetzt.`,
        `Von dort bekommen Sie ein vorläufiges Kennwort; per E-Mail wird es nie geschickt. Melden Sie sich damit an unter ${signInUrl}, dann wählen Sie ein eigenes. Das vorläufige gilt ${temporaryDays === 1 ? 'einen Tag' : `${temporaryDays} Tage`}.`,
      ],
    }),
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} ist Ihr Code für ein neues Passwort`,
      says: [
        `Ihr Code, um das Passwort von ${signInName} bei ${organisation} zurückzusetzen, ist ${code}. Er gilt bis ${until}, auf der Seite, auf der Sie ihn angefordert haben.`,
        'Haben Sie ihn nicht angefordert, hat jemand Ihren Namen eingegeben. Sie müssen nichts tun, und geben Sie ihn nicht weiter: Niemand in Ihrer Organisation fragt Sie je nach diesem Code.',
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} ist Ihr Code für die Anmeldung`,
      says: [
        `Ihr Code, um sich als ${signInName} bei ${organisation} anzumelden, ist ${code}. Er gilt einmal, bis ${until}, auf der Seite, die danach fragt.`,
        'Melden Sie sich gerade nicht an, kennt jemand Ihr Passwort: Ändern Sie es. Niemand in Ihrer Organisation fragt Sie je nach diesem Code.',
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} ist Ihr Code, um diese Adresse zu bestätigen`,
      says: [
        `Jemand, der als ${signInName} bei ${organisation} angemeldet ist, möchte Codes hierher schicken lassen. Zur Bestätigung geben Sie ${code} bis ${until} auf der Seite ein, die danach fragt.`,
        'Waren Sie es nicht, müssen Sie nichts tun: Ohne den Code wird nichts hierher geschickt.',
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'Ihr Passwort lässt sich so nicht zurücksetzen',
      says: [
        `Jemand wollte am ${when} das Passwort von ${signInName} bei ${organisation} zurücksetzen. Selbst können Sie das dort nicht; eine Administratorin oder ein Administrator tut es für Sie.`,
        ...(helpers.length === 0 ? [] : [`Wer helfen kann: ${helpers.join(', ')}`]),
        'Waren Sie es nicht, müssen Sie nichts tun.',
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'Sie haben Ihr Passwort zurückgesetzt',
      says: [
        `Das Passwort von ${signInName} bei ${organisation} wurde am ${when} mit einem Code zurückgesetzt, der Ihnen geschickt wurde. Alle Sitzungen sind beendet.`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Wählen Sie ein neues Passwort',
      says: [
        `Die Administration von ${organisation} hat das Passwort von ${signInName} am ${when} zurückgesetzt. Das bisherige gilt nicht mehr, und Sie sind überall abgemeldet. Haben Sie ein neues gewählt, melden Sie sich damit an unter ${signInUrl}.`,
        'Haben Sie nicht darum gebeten, fragen Sie dort nach, bevor Sie weitermachen. Niemand fragt Sie je nach dem Link unten: Geben Sie ihn nicht weiter.',
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: 'Sie haben ein neues Passwort gewählt',
      says: [
        `Das Passwort von ${signInName} bei ${organisation} wurde am ${when} über den Link geändert, den die Administration Ihnen hatte schicken lassen. Alle Sitzungen sind beendet.`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} hat das eigene Passwort zurückgesetzt`,
      says: [
        `${name} verwaltet wie Sie ${organisation} und hat am ${when} das eigene Passwort zurückgesetzt. Kennen Sie keinen Grund dafür, fragen Sie auf einem anderen Weg als per E-Mail nach.`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'Eine Anmeldemethode kam hinzu',
      says: [
        `Am ${when} wurde für ${signInName} bei ${organisation} ${methods[method]} eingerichtet. Ab jetzt lässt sich damit zeigen, dass Sie es sind.`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Ihre Anmeldemethoden wurden entfernt',
      says: [
        `Die Anmeldemethoden von ${signInName} bei ${organisation} wurden am ${when} entfernt. Sie richten eine neue ein, sobald Sie danach gefragt werden.`,
      ],
    }),
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Eine Anmeldemethode wurde entfernt',
      says: [
        `Eine Anmeldemethode von ${signInName} bei ${organisation} wurde am ${when} entfernt. Mit ihr können Sie sich nicht mehr ausweisen.`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Sie haben einen befristeten Zugriffspass erhalten',
      says: [
        `Jemand aus der Verwaltung von ${organisation} hat am ${when} einen befristeten Zugriffspass für ${signInName} erstellt. Er ersetzt für eine Weile Ihr Kennwort und Ihren zweiten Faktor.`,
        `Er wird Ihnen persönlich gegeben und nie per E-Mail gesendet. Geben Sie ihn unter ${signInUrl} dort ein, wo nach dem Kennwort gefragt wird.`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: 'Ihr zweiter Faktor wurde ausgeschaltet',
      says: [
        `Der zweite Faktor von ${signInName} wurde am ${when} von der Administration von ${organisation} ausgeschaltet. Es wird nur noch das Kennwort verlangt, sofern keine Richtlinie mehr verlangt.`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'Ihr Konto ist für eine Weile gesperrt',
      says: [
        `Für ${signInName} bei ${organisation} wurde mehrmals ein falsches Kennwort eingegeben. Die Anmeldung ist deshalb gesperrt bis ${until}.`,
        'Wenn Sie es waren, versuchen Sie es danach noch einmal, oder fragen Sie Ihren Helpdesk. Wenn nicht, müssen Sie nichts tun: Keiner dieser Versuche hatte Erfolg.',
      ],
    }),
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: 'Jemand mit Ihrem Kennwort hat falsche Codes eingegeben',
      says: [
        `Nach dem richtigen Kennwort wurden für ${signInName} bei ${organisation} mehrmals falsche Codes eingegeben. Bis ${until} wird kein Code angenommen.`,
        'Wenn Sie es waren, versuchen Sie es danach noch einmal, oder fragen Sie Ihren Helpdesk. Wenn nicht, kennt jemand Ihr Kennwort: Ändern Sie es sofort.',
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: 'Anmeldung von einem neuen Ort',
      says: [
        `Am ${when} hat sich jemand als ${signInName} bei ${organisation} angemeldet, und zwar von einem Ort, von dem Sie sich noch nie angemeldet haben.`,
        ...(ip === null ? [] : [`Netzwerkadresse: ${ip}`]),
        ...(client === null ? [] : [`Browser: ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: 'Ihre Kontaktangaben wurden geändert',
      says: [
        `Am ${when} wurde die ${contacts[contact]} geändert, unter der ${organisation} Sie zur Anmeldung als ${signInName} erreicht.`,
      ],
    }),
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation} lädt Sie zu ${organisation} ein`,
      says: [
        `${by === null ? `Sie sind` : `${by} lädt Sie`} als Gast bei ${organisation} ${by === null ? `eingeladen` : `ein`}, unter der Adresse ${signInName}.`,
        ...(said.length === 0 ? [] : [`${by ?? organisation} schreibt:`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${code} ist Ihr Code für ${organisation}`,
      says: [
        `Ihr Code, um die Einladung zu ${organisation} anzunehmen, ist ${code}. Er gilt bis ${until}, auf der Seite, auf der Sie ihn angefordert haben.`,
        'Haben Sie ihn nicht angefordert, hat jemand Ihre Adresse eingegeben. Sie müssen nichts tun, und geben Sie ihn nicht weiter.',
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `${code} ist Ihr Code für ein persönliches Konto`,
      says: [
        `Jemand, wahrscheinlich Sie, legt für diese Adresse ein persönliches Konto an. Der Code ist ${code}. Er gilt bis ${until}, auf der Seite, auf der Sie ihn angefordert haben.`,
        'Haben Sie ihn nicht angefordert, hat jemand Ihre Adresse eingegeben. Sie müssen nichts tun, und geben Sie ihn nicht weiter.',
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: 'Sie haben schon ein persönliches Konto',
      says: [
        `Jemand, wahrscheinlich Sie, wollte am ${when} ein persönliches Konto für ${signInName} anlegen. Es gibt schon eines: Melden Sie sich mit dieser Adresse an. Wissen Sie das Kennwort nicht mehr, wählen Sie dort „Kein Zugriff auf Ihr Konto?“.`,
        'Waren Sie es nicht, hat jemand Ihre Adresse eingegeben. Sie müssen nichts tun.',
      ],
    }),
  },
  resetLink: {
    label: 'Neues Passwort wählen',
    says: (until) => `Öffnen Sie diese Seite, um ein neues Passwort zu wählen. Der Link gilt einmal und bis ${until}.`,
  },
  invitation: {
    label: 'Einladung annehmen',
    says: (until) =>
      `Öffnen Sie diese Seite, um anzunehmen. Sie brauchen dafür genau diese Adresse. Der Link gilt einmal und bis ${until}. Wenn Sie nicht möchten, müssen Sie nichts tun.`,
  },
  notMe: {
    label: 'Das war ich nicht',
    says: (until) =>
      `Wenn Sie es waren oder darum gebeten haben, müssen Sie nichts tun. Wenn nicht, öffnen Sie diese Seite: Sie meldet Sie überall ab, und das Kennwort gilt nicht mehr, bis es für Sie zurückgesetzt wird. Der Link gilt bis ${until}.`,
  },
  closing: (organisation) =>
    `Diese Nachricht kommt vom Anmeldedienst von ${organisation}. Dort fragt Sie nie jemand nach Ihrem Kennwort.`,
}
