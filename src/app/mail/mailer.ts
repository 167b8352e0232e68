import type { Instant } from '../../core/snapshot.ts'
import type { Letter } from './letter.ts'

/** A letter on its way: to whom, from which organisation, and the same id however often it is tried. */
export type Outgoing = {
  readonly id: string
  readonly to: string
  readonly name: string
  readonly organisation: string
  readonly letter: Letter
}

/** What became of one try, and what the mail server said. `bounced`: there is no such mailbox; `later`: worth another try. */
export type Answer = { readonly is: 'sent' | 'bounced' | 'refused' | 'later'; readonly said: string }

/** How the mail server is, as far as this server knows. */
export type MailState = {
  readonly is: 'works' | 'away' | 'unknown'
  readonly since: Instant
  readonly said: string | null
}

/** The way to the mail server. Nothing here throws or takes longer than half a minute. */
export type Mailer = {
  readonly send: (one: Outgoing) => Promise<Answer>
  /** Until when it is not worth trying, because the server is away; null where it is. */
  readonly restsUntil: () => Instant | null
  /** How it is, asked anew where nobody has for a while; never waits for more than a second. */
  readonly state: () => Promise<MailState>
  readonly close: () => void
}
