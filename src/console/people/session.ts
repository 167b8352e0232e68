/** A browser the person is signed in with, and the apps that were opened in it. */
export type SessionSeen = {
  readonly id: string
  readonly kind: 'browser' | 'lasting' | 'shared'
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly ip: string | null
  readonly client: string | null
  readonly apps: readonly string[]
}
