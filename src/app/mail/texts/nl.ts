import type { Texts } from './texts.ts'

const methods = {
  totp: 'een authenticator-app',
  email: 'een code per e-mail',
  passkey: 'een passkey',
  phone: 'een code per telefoon',
  recovery_codes: 'herstelcodes',
} as const
const contacts = {
  email: 'het e-mailadres',
  mobile: 'het mobiele nummer',
  alternateMobile: 'het tweede mobiele nummer',
  office: 'het kantoornummer',
} as const

export const nl: Texts = {
  greeting: (name) => `Hallo ${name},`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} is uw code om in te loggen bij ${organisation}. De code werkt tien minuten. Niemand vraagt u er ooit om.`,
    reset_code: (code, organisation) =>
      `${code} is uw code om uw wachtwoord bij ${organisation} opnieuw in te stellen. De code werkt vijftien minuten. Niemand vraagt u er ooit om.`,
    set_up_code: (code, organisation) =>
      `${code} is uw code om dit nummer te bevestigen bij ${organisation}. Hebt u er niet om gevraagd, dan hoeft u niets te doen.`,
  },
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'Uw wachtwoord is gewijzigd',
      says: [`Het wachtwoord van ${signInName} bij ${organisation} is op ${when} gewijzigd.`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'Uw wachtwoord is opnieuw ingesteld',
      says: [
        `Een beheerder van ${organisation} heeft op ${when} het wachtwoord van ${signInName} opnieuw ingesteld.`,
        `U krijgt van de beheerder een tijdelijk wachtwoord; het wordt nooit per e-mail gestuurd. Meld u ermee aan op ${signInUrl}, dan kiest u een eigen wachtwoord. Het tijdelijke is ${temporaryDays === 1 ? 'een dag' : `${temporaryDays} dagen`} geldig.`,
      ],
    }),
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is uw code voor een nieuw wachtwoord`,
      says: [
        `Uw code om het wachtwoord van ${signInName} bij ${organisation} opnieuw in te stellen is ${code}. De code werkt tot ${until}, op de pagina waar u erom vroeg.`,
        'Hebt u er niet om gevraagd, dan heeft iemand uw naam ingetypt. U hoeft niets te doen, en geef de code niet door: niemand van uw organisatie vraagt u er ooit om.',
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is uw code om in te loggen`,
      says: [
        `Uw code om in te loggen als ${signInName} bij ${organisation} is ${code}. De code werkt één keer, tot ${until}, op de pagina die erom vraagt.`,
        'Logt u nu niet in, dan heeft iemand uw wachtwoord: wijzig het. Niemand van uw organisatie vraagt u ooit om deze code.',
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} is uw code om dit adres te bevestigen`,
      says: [
        `Iemand die is ingelogd als ${signInName} bij ${organisation} wil dat codes hierheen worden gestuurd. Typ ter bevestiging ${code} op de pagina die erom vraagt, tot ${until}.`,
        'Was u het niet, dan hoeft u niets te doen: zonder de code wordt hier niets naartoe gestuurd.',
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'Uw wachtwoord kan zo niet opnieuw worden ingesteld',
      says: [
        `Iemand wilde op ${when} het wachtwoord van ${signInName} bij ${organisation} opnieuw instellen. Zelf kunt u dat daar niet; een beheerder doet het voor u.`,
        ...(helpers.length === 0 ? [] : [`Wie kan helpen: ${helpers.join(', ')}`]),
        'Was u het niet, dan hoeft u niets te doen.',
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'U hebt uw wachtwoord opnieuw ingesteld',
      says: [
        `Het wachtwoord van ${signInName} bij ${organisation} is op ${when} opnieuw ingesteld met een code die u is gestuurd. Alle sessies zijn beëindigd.`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'Kies een nieuw wachtwoord',
      says: [
        `Een beheerder van ${organisation} heeft op ${when} het wachtwoord van ${signInName} opnieuw laten instellen. Het wachtwoord dat u had werkt niet meer, en u bent overal afgemeld. Hebt u een nieuw gekozen, meld u er dan mee aan op ${signInUrl}.`,
        'Hebt u er niet om gevraagd, vraag de beheerder dan waarom voordat u verdergaat. Niemand vraagt u ooit om de link hieronder: geef hem niet door.',
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: 'U hebt een nieuw wachtwoord gekozen',
      says: [
        `Het wachtwoord van ${signInName} bij ${organisation} is op ${when} gewijzigd, via de link die een beheerder u had laten sturen. Alle sessies zijn beëindigd.`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} heeft het eigen wachtwoord opnieuw ingesteld`,
      says: [
        `${name} beheert net als u ${organisation} en heeft op ${when} het eigen wachtwoord opnieuw ingesteld. Kent u geen reden, vraag er dan naar op een andere manier dan per e-mail.`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'Er is een aanmeldmethode toegevoegd',
      says: [
        `Op ${when} is ${methods[method]} toegevoegd aan ${signInName} bij ${organisation}. Daarmee is voortaan te tonen dat u het bent.`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Uw aanmeldmethoden zijn verwijderd',
      says: [
        `De aanmeldmethoden van ${signInName} bij ${organisation} zijn op ${when} verwijderd. U stelt een nieuwe in zodra erom wordt gevraagd.`,
      ],
    }),
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'Een aanmeldmethode is verwijderd',
      says: [
        `Een aanmeldmethode van ${signInName} bij ${organisation} is op ${when} verwijderd. U kunt er niet meer mee aantonen dat u het bent.`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: 'U hebt een tijdelijke toegangspas gekregen',
      says: [
        `Een beheerder van ${organisation} heeft op ${when} een tijdelijke toegangspas voor ${signInName} gemaakt. Die komt een tijdje in de plaats van uw wachtwoord en uw tweede factor.`,
        `U krijgt hem persoonlijk; hij wordt nooit per e-mail verstuurd. Vul hem op ${signInUrl} in waar om het wachtwoord wordt gevraagd.`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: 'Uw tweede factor is uitgezet',
      says: [
        `Een beheerder van ${organisation} heeft op ${when} de tweede factor van ${signInName} uitgezet. Alleen het wachtwoord wordt gevraagd, tenzij een beleid meer vraagt.`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'Uw account is een tijdje vergrendeld',
      says: [
        `Voor ${signInName} bij ${organisation} is meermaals een verkeerd wachtwoord ingevoerd. Aanmelden is daarom vergrendeld tot ${until}.`,
        'Was u het, probeer het daarna opnieuw of vraag om hulp. Was u het niet, dan hoeft u niets te doen: geen van deze pogingen is gelukt.',
      ],
    }),
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: 'Iemand met uw wachtwoord heeft verkeerde codes ingevoerd',
      says: [
        `Na het juiste wachtwoord zijn voor ${signInName} bij ${organisation} meermaals verkeerde codes ingevoerd. Tot ${until} wordt geen code aangenomen.`,
        'Was u het, probeer het daarna opnieuw of vraag om hulp. Was u het niet, dan heeft iemand uw wachtwoord: wijzig het meteen.',
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: 'Aangemeld vanaf een nieuwe plek',
      says: [
        `Op ${when} heeft iemand zich als ${signInName} bij ${organisation} aangemeld, vanaf een plek waar u zich nog niet eerder hebt aangemeld.`,
        ...(ip === null ? [] : [`Netwerkadres: ${ip}`]),
        ...(client === null ? [] : [`Browser: ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: 'Uw contactgegevens zijn gewijzigd',
      says: [
        `Op ${when} is ${contacts[contact]} gewijzigd waarmee ${organisation} u bereikt over het aanmelden als ${signInName}.`,
      ],
    }),
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation} nodigt u uit bij ${organisation}`,
      says: [
        `${by === null ? `U bent` : `${by} nodigt u`} als gast bij ${organisation} ${by === null ? `uitgenodigd` : `uit`}, met het adres ${signInName}.`,
        ...(said.length === 0 ? [] : [`${by ?? organisation} schrijft:`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${code} is uw code voor ${organisation}`,
      says: [
        `Uw code om de uitnodiging van ${organisation} aan te nemen is ${code}. Hij werkt tot ${until}, op de pagina waar u hem hebt aangevraagd.`,
        'Hebt u hem niet aangevraagd, dan heeft iemand uw adres ingevoerd. U hoeft niets te doen, en geef hem niet door.',
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `${code} is uw code voor een persoonlijk account`,
      says: [
        `Iemand, waarschijnlijk u, maakt een persoonlijk account voor dit adres. De code is ${code}. Hij werkt tot ${until}, op de pagina waar u hem hebt aangevraagd.`,
        'Hebt u hem niet aangevraagd, dan heeft iemand uw adres ingevoerd. U hoeft niets te doen, en geef hem niet door.',
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: 'U hebt al een persoonlijk account',
      says: [
        `Iemand, waarschijnlijk u, wilde op ${when} een persoonlijk account maken voor ${signInName}. Dat is er al: meld u aan met dit adres. Weet u het wachtwoord niet meer, kies daar dan ‘Geen toegang tot uw account?’.`,
        'Was u het niet, dan heeft iemand uw adres ingevoerd. U hoeft niets te doen.',
      ],
    }),
  },
  resetLink: {
    label: 'Nieuw wachtwoord kiezen',
    says: (until) => `Open deze pagina om een nieuw wachtwoord te kiezen. De link werkt één keer en tot ${until}.`,
  },
  invitation: {
    label: 'Uitnodiging aannemen',
    says: (until) =>
      `Open deze pagina om de uitnodiging aan te nemen. U hebt daarvoor precies dit adres nodig. De koppeling werkt één keer en tot ${until}. Wilt u niet, dan hoeft u niets te doen.`,
  },
  notMe: {
    label: 'Dit was ik niet',
    says: (until) =>
      `Was u dit zelf, of hebt u erom gevraagd, dan hoeft u niets te doen. Zo niet, open dan deze pagina: u wordt overal afgemeld en het wachtwoord werkt niet meer tot het voor u opnieuw is ingesteld. De link werkt tot ${until}.`,
  },
  closing: (organisation) =>
    `Dit bericht komt van de aanmelddienst van ${organisation}. Niemand daar vraagt u ooit om uw wachtwoord.`,
}
