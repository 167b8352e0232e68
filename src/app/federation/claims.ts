import { type IdentityProvider, provesSecond } from '../../core/federation/identity-provider.ts'
import type { Subject } from '../../store/identities.ts'
import { normalisedName } from '../sign-in-name.ts'

export type Claims = Readonly<Record<string, unknown>>

const text = (value: unknown) => (typeof value === 'string' && value !== '' && value.length <= 320 ? value : null)

/**
 * Who somebody is at the provider, for ever: by the issuer as it writes itself, however it was typed here. Null where it does not say.
 * `email` is never it: addresses move on (SEC-12).
 */
export function whoThere(provider: IdentityProvider, claims: Claims): Subject | null {
  const [issuer, subject] = [claims['iss'], subjectOf(provider, claims)]
  return typeof issuer !== 'string' || subject === null ? null : { issuer, subject }
}

function subjectOf({ subject }: IdentityProvider, claims: Claims): string | null {
  if (subject === 'sub') return text(claims['sub'])
  const [oid, tid] = [text(claims['oid']), text(claims['tid'])]
  return oid === null || tid === null ? null : `${tid}/${oid}`
}

/** The sign-in name that the provider says, as it is looked up; null where it says none. */
export function nameIn({ nameClaim }: IdentityProvider, claims: Claims): string | null {
  const name = text(claims[nameClaim])
  return name === null ? null : normalisedName(name)
}

/** The address that the provider says it has seen to be the person's; null where it has not. */
export function verifiedAddress(claims: Claims): string | null {
  return claims['email_verified'] === true ? text(claims['email']) : null
}

/** When the person proved who they are there, as far as it is said, in milliseconds: the end of the second, and never later than now. */
export function provedAt(claims: Claims, now: number): number | null {
  const at = claims['auth_time']
  return typeof at === 'number' && Number.isFinite(at) && at > 0 ? Math.min(Math.floor(at) * 1000 + 999, now) : null
}

/** Whether two factors were proved there, which count here. */
export function hasSecond(provider: IdentityProvider, claims: Claims): boolean {
  const amr = Array.isArray(claims['amr']) ? claims['amr'].filter((one) => typeof one === 'string') : []
  return provesSecond(provider, { amr, acr: text(claims['acr']) })
}
