import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Browser } from '../../app/sign-in/browser.ts'
import type { Writes } from '../../app/writes.ts'

/** What the door knows about a request and the provider's hooks need: it travels on the raw request. */
export type RequestFacts = {
  readonly ip: string | null
  readonly client: string | null
  readonly correlationId: string
  /** Whom the browser has signed in. */
  readonly browser: Browser
  /** Whom an app signs out, once it is done; undefined before. */
  signsOut?: { readonly accountId: string | null }
  /** `common` or `organizations`, where the client names no tenant. */
  readonly alias: string | null
  /** What the address names the tenant by. */
  readonly named: string
  /** Scopes as the client asked for them; the provider drops `offline_access` where no consent is prompted for. */
  askedScopes: readonly string[]
  /** What the provider says of an error beyond what it answers. */
  detail: string | null
  /** Set by a hook that refused; worded into the error answer. */
  refusal: { readonly number: number; readonly text: string; readonly error: string } | null
  /** What it is going to write, before it is answered. */
  readonly writes: Writes
  /** The error that an authorization request is answered with. */
  failed: { readonly error: string; readonly error_description: string | undefined } | null
}

/** The facts of the request that a hook of the provider works for. */
export function factsOf(ctx: KoaContextWithOIDC): RequestFacts {
  return (ctx.req as unknown as { admit: RequestFacts }).admit
}
