import type { ProvedBy } from '../../core/methods/methods.ts'
import type { PassProblem } from '../../core/methods/temporary-pass.ts'
import type { ProviderAnswer } from '../../core/federation/identity-provider.ts'
import type { AtProvider } from '../federation/at-provider.ts'
import type { Destination } from '../codes/destination.ts'
import type { Sent } from '../codes/sent-code.ts'
import type { Instant, Place, Proof } from '../../core/snapshot.ts'
import { normalisedName } from '../sign-in-name.ts'
import type { StayAnswer } from './stay-answer.ts'
import type { Refusal } from './step.ts'

/** Where a sign-in came from: a client through OpenID Connect, or one of our own pages. */
export type FlowKind = 'oidc' | 'own'

/** What a sign-in was begun with. */
export type FlowStart = {
  readonly kind: FlowKind
  readonly appId: string
  readonly redirectUri: string | null
  readonly scopes: readonly string[]
  readonly instanceId: string | null
  /** A path of ours to go to afterwards; null for a client's sign-in. */
  readonly returnTo: string | null
  /** The interaction to be resumed, for a client's sign-in. */
  readonly oidcUid: string | null
  readonly loginHint: string | null
  /** A domain of the organisation that whoever comes is of. */
  readonly domainHint?: string | null
  /** The languages the app wants the pages in, the most wanted first, with spaces between (OpenID Connect Core §3.1.2.1). */
  readonly uiLocales?: string | null
  /** `login` and `select_account` set the browser's session aside; `prove` does, and asks for the strongest proof the person has. */
  readonly prompt: string | null
  /** Whether it answers a question of an organisation: it is a sign-in with a personal account on the way to there. */
  readonly handsOver?: 'yes'
  readonly ip: string | null
  readonly client: string | null
  readonly correlationId: string
}

/** A sign-in under way. It lives on the server for twenty minutes; the browser holds only its secret id. */
export type Flow = FlowStart & {
  readonly startedAt: Instant
  readonly signInName: string | null
  readonly accountId: string | null
  readonly credential: Proof['credential']
  readonly credentialAt: Instant | null
  readonly secondFactor: Proof['secondFactor']
  readonly secondFactorAt: Instant | null
  /** What was proved with so far. */
  readonly methods: readonly ProvedBy[]
  /** The hash of the password is of its beginning alone, so that another is chosen. */
  readonly cutShort?: 'yes' | 'no'
  /** Why a pass that was given proves nothing; null where none was, or it was good. */
  readonly pass: PassProblem | null
  /** The person who came with a pass wants to set up a method later. */
  readonly postponed: 'yes' | 'no'
  /** What an identity provider was asked, while its answer is awaited, and how often it was. */
  readonly atProvider?: AtProvider | null
  readonly timesAtProvider?: number
  /** The one that a guest wants to come by. */
  readonly chosenProvider?: string | null
  /** What it answered; null while it has not. */
  readonly provider?: ProviderAnswer | null
  /** Proofs of before were revoked, so that one of this moment is asked for there. */
  readonly provesAnew?: 'yes' | 'no'
  /** The method the person wants to prove with; null while they leave that to us. */
  readonly chosenMethod: string | null
  /** What a passkey is to be proved or made for, base64url; null while none is asked for. */
  readonly challenge: string | null
  /** True when the proofs come from the browser's session rather than from this sign-in. */
  readonly isSingleSignOn: boolean
  /** Whether the person has signed in from there before; null until they prove something. */
  readonly place: Place | null
  readonly wrongCodes: number
  /** The sealed seed of a second factor being registered, base64. */
  readonly registering: string | null
  /** Codes that were sent, the first first: which place each has makes it. */
  readonly sent: readonly Sent[]
  /** Where the person wants codes to be sent, and has yet to show that they read them there; null where they want none set up. */
  readonly settingUp: Destination | null
  /** What the last answer was refused with, shown once on the page it came from. */
  readonly failure: Failure | null
  /** The person said no to the app's request for permissions. */
  readonly declined: 'yes' | 'no'
  /** The person said yes to it in this sign-in. */
  readonly consented?: 'yes'
  /** The session the browser brought, by its stored hash. */
  readonly browserSession: string | null
  /** All sessions the browser brought that are of this tenant, by their stored hashes, and those of them to know people by. */
  readonly browserSessions?: readonly string[]
  readonly knownSessions?: readonly string[]
  /** What the browser keeps of answers to *Stay signed in?* */
  readonly answers?: string | null
  /** Whether the person chose to sign in with somebody the browser does not know. */
  readonly picks?: 'open' | 'another'
  /** The computer is one of many people, as the person said on the password page. */
  readonly computer?: 'own' | 'shared'
  /** Whether the person wants to stay signed in, once they said so, and whether they want to be asked again. */
  readonly stay?: StayAnswer | null
  readonly askStay?: 'again' | 'never'
  /** What the sign-in ended with when the person was not let in; shown until it is over. */
  readonly refusal: Refusal | null
  /** The session the person was admitted with; null while they are not. */
  readonly admittedSession: string | null
}

/** A sign-in of which nothing is proved. */
export const unproved = {
  accountId: null,
  credential: 'not_presented',
  credentialAt: null,
  secondFactor: 'not_presented',
  secondFactorAt: null,
  methods: [],
  pass: null,
  provider: null,
} as const satisfies Partial<Flow>

/** Words for the page the person is on, and the number to read to the help desk. */
export type Failure = { readonly text: string; readonly reference: string | null }

export const flowLifetime = 20 * 60_000

/** The tenth wrong code ends a sign-in (SEC-07). */
export const wrongCodesAllowed = 10

/** A sign-in at its first step. */
export function newFlow(start: FlowStart, now: Instant): Flow {
  return {
    ...start,
    startedAt: now,
    signInName: null,
    accountId: null,
    credential: 'not_presented',
    credentialAt: null,
    secondFactor: 'not_presented',
    secondFactorAt: null,
    methods: [],
    chosenMethod: null,
    challenge: null,
    pass: null,
    postponed: 'no',
    isSingleSignOn: false,
    place: null,
    wrongCodes: 0,
    registering: null,
    sent: [],
    settingUp: null,
    failure: null,
    declined: 'no',
    browserSession: null,
    picks: 'open',
    computer: 'own',
    stay: null,
    askStay: 'again',
    refusal: null,
    admittedSession: null,
  }
}

/** The sign-in of somebody who has typed this name and proved nothing. */
export function named(flow: Flow, name: string): Flow {
  return {
    ...flow,
    signInName: normalisedName(name),
    ...unproved,
    chosenMethod: null,
    chosenProvider: null,
    atProvider: null,
    isSingleSignOn: false,
    place: null,
    failure: null,
    computer: 'own',
    stay: null,
  }
}
