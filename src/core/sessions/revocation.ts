import type { Instant } from '../snapshot.ts'

/**
 * From when on a proof stands beside a revocation of then. Tokens know whole seconds (`auth_time`, OpenID Connect Core §2), so it is the
 * next one: what is proved in the very act that revokes, such as a new password, is said to be of it.
 */
export const standsFrom = (revokedAt: Instant): Instant => Math.ceil(revokedAt / 1000) * 1000
