import type { Config } from '../config.ts'
import type { Instant } from '../core/snapshot.ts'
import type { Store } from '../store/store.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Texter } from './mail/texter.ts'
import type { Vault } from './vault.ts'

/** The running system: what every use-case is given. Made once, in `main.ts`. */
export type Admit = {
  readonly store: Store
  readonly config: Config
  readonly vault: Vault
  /** Null where no mail server is set up. */
  readonly mail: Mailer | null
  /** Null where no gateway for texts and calls is set up. */
  readonly texts: Texter | null
  readonly now: () => Instant
  readonly log: Log
}

/** Structured lines; nothing secret goes in (SEC-38). */
export type Log = {
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}
