import type { SessionRules } from './sessions/session-rules.ts'
import type { Instant } from './snapshot.ts'

/** One environment of an app: its own address, security roles and people. */
export type Instance = {
  readonly id: string
  readonly appId: string
  readonly name: string
  readonly region: string
  readonly url: string
  readonly state: 'enabled' | 'maintenance' | 'disabled'
  /** When the maintenance ends, if somebody said so. */
  readonly maintenanceUntil: Instant | null
  /** Security roles that exist in the instance, the least privileged first. */
  readonly roles: readonly string[]
  /** How long people stay in it with one proof; left out, as is usual. */
  readonly session?: SessionRules
}
