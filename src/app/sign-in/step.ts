import type { DayMethod } from '../../core/changes/method-change.ts'
import type { SentKind } from '../../core/methods/methods.ts'
import type { Instant } from '../../core/snapshot.ts'
import type { Channel } from '../../store/messages.ts'
import type { Destination } from '../codes/destination.ts'
import type { AtHand } from './at-hand.ts'
import type { SessionKind } from '../../core/sessions/stay.ts'
import type { KnownAccount } from './browser.ts'
import type { StayAnswer } from './stay-answer.ts'
import type { Detail } from '../../core/profile/details.ts'
import type { Failure } from './flow.ts'

/** What the browser is to show next, or where it ends. */
export type Step =
  | {
      readonly ask: 'name'
      readonly hint: string | null
      /** How many people the browser has signed in before. */
      readonly known?: number
      readonly organisation: string
      readonly failure: Failure | null
      /** Identity providers that guests may come by. */
      readonly providers?: readonly ProviderChoice[]
      /** Whether people make their own account here. */
      readonly signUp?: 'offered'
    }
  | {
      /** Another provider says who it is: the browser goes there and comes back. */
      readonly ask: 'provider'
      readonly provider: ProviderChoice
      /** Null where a guest comes by it without a name. */
      readonly signInName: string | null
      readonly organisation: string
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'account'
      readonly accounts: readonly KnownAccount[]
      readonly organisation: string
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'password'
      readonly signInName: string
      readonly signUp?: 'offered'
      /** Providers that guests may come by, where the name is of no domain of the organisation, whoever has it. */
      readonly providers?: readonly ProviderChoice[]
      /** What the person said of it before. */
      readonly computer?: 'own' | 'shared'
      readonly organisation: string
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'code'
      readonly signInName: string
      readonly organisation: string
      /** Why more is asked for than a second factor; null where it is not. */
      readonly why: string | null
      /** What is asked for, and what the person has besides. */
      readonly method: AtHand
      readonly others: readonly AtHand[]
      /** How the newest code was sent; null where none was, or none is. */
      readonly sentBy: Channel | null
      /** Whether a phone may be called, and a code read aloud. */
      readonly mayCall: boolean
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'register'
      readonly signInName: string
      readonly organisation: string
      /** Why more is asked for than a second factor; null where it is not. */
      readonly why: string | null
      /** What may be set up here. */
      readonly offers: readonly DayMethod[]
      readonly secret: string
      readonly uri: string
      /** The kinds of code that can be sent here, which may be set up in its place. */
      readonly mayBeSent: readonly SentKind[]
      /** Where a code was just sent, for the person to show that they read it there; null where none was. */
      readonly sentTo: (Destination & { readonly by: Channel | null }) | null
      /** Whether a phone may be called, and a code read aloud. */
      readonly mayCall: boolean
      /** Whether it may be left for the next sign-in. */
      readonly mayWait: boolean
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'new_password'
      readonly signInName: string
      readonly organisation: string
      readonly why: 'temporary' | 'expired' | 'cut_short'
      /** The least characters of the new one. */
      readonly atLeast: number
      readonly failure: Failure | null
    }
  | {
      /** The organisation asks for details of the person that are missing. */
      readonly ask: 'details'
      readonly signInName: string
      readonly organisation: string
      readonly details: readonly Detail[]
      /** What was typed last, and what is wrong with it. */
      readonly typed?: Typed
      readonly failure: Failure | null
    }
  | {
      readonly ask: 'consent'
      readonly signInName: string
      readonly organisation: string
      readonly app: { readonly id: string; readonly name: string; readonly publisher: string }
      readonly scopes: readonly { readonly value: string; readonly title: string }[]
      readonly mayConsentForAll: boolean
    }
  | {
      readonly ask: 'stay'
      readonly signInName: string
      readonly organisation: string
      readonly days: number
      readonly failure: Failure | null
    }
  | { readonly refused: Refusal }
  | { readonly admitted: Admitted }

/** Details as somebody typed them, and what is wrong with each that will not do. */
export type Typed = {
  readonly values: Readonly<Partial<Record<Detail, string>>>
  readonly problems: Readonly<Partial<Record<Detail, string>>>
}

/** An identity provider, as people choose it. */
export type ProviderChoice = { readonly id: string; readonly name: string }

/** What a person who is not let in is told, and what they can pass on. */
export type Refusal = {
  readonly title: string
  readonly text: string
  /** Read aloud to the help desk; opens the whole explanation there. Good for seven days. */
  readonly reference: string
  readonly correlationId: string
  readonly at: Instant
  /** The number clients branch on; 50126 for everything that may not be told. */
  readonly number: number
  /** The reason's code, or null where it may not be told. */
  readonly code: string | null
  /** People of the tenant who can repair this, when the person has proved who they are. */
  readonly help: readonly Helper[]
  readonly appName: string | null
  readonly organisation: string
  /** Where the person can go on to, signed in as they are; null when nowhere. */
  readonly continueUrl: string | null
  /** A session cookie to set: who has proved everything asked stays signed in to the portal. */
  readonly newSession: string | null
  /** How the browser keeps it, and the hash of the one whose place it takes. */
  readonly kind?: SessionKind
  readonly replaced?: string | null
  /** What the client is told (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
  readonly error: 'access_denied' | 'login_required' | 'interaction_required' | 'consent_required' | 'invalid_request'
}

export type Helper = { readonly name: string; readonly role: string; readonly mail: string }

export type Admitted = {
  readonly tenantId: string
  readonly accountId: string
  /** The new value of the session cookie; null when the browser's session goes on as it is. */
  readonly newSession: string | null
  readonly sessionId: string
  /** How the browser keeps the new one, and the hash of the one whose place it takes. */
  readonly kind: SessionKind
  readonly replaced: string | null
  /** The answer to *Stay signed in?* that the person wants to be kept. */
  readonly keepAnswer: StayAnswer | null
  /** Since when browsers of the person are known; null where none was ever forgotten. */
  readonly devicesForgottenAt: number | null
  /** What they are led to first: to give what a reset of their password needs, or to say that it still holds. */
  readonly review: 'register' | 'confirm' | null
  readonly returnTo: string | null
  readonly oidcUid: string | null
  readonly authAt: Instant
  /** Authentication methods by their names of RFC 8176: `pwd`, `otp`, `mfa`. */
  readonly amr: readonly string[]
}
