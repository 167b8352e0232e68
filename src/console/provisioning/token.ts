/** A token of a provisioning client, as the API tells it. */
export type Token = {
  readonly id: string
  readonly name: string
  /** Its last letters. */
  readonly hint: string
  readonly reach: 'people' | 'administrators'
  readonly perMinute: number
  readonly madeBy: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

export type Tokens = { readonly baseUrl: string; readonly value: readonly Token[] }

/** Whether it still lets a client in. */
export function stateOf({ revokedAt, expiresAt }: Token, now: number): 'works' | 'revoked' | 'ended' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= now ? 'ended' : 'works'
}
