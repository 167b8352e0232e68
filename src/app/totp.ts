import { Secret, TOTP } from 'otpauth'

const options = { issuer: 'Admit', algorithm: 'SHA1', digits: 6, period: 30 } as const

/** A new second-factor seed of 160 bits (RFC 4226 §4). */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).bytes)
}

/** The seed as people type it: base32. */
export function totpText(secret: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(secret).buffer }).base32
}

/** The address an authenticator app reads from the QR code. */
export function totpUri(secret: Uint8Array, account: string, organisation: string): string {
  return totp(secret, account, organisation).toString()
}

/** The time step a code belongs to, at most one away from now (RFC 6238 §5.2); null when it is none of those. */
export function totpStep(secret: Uint8Array, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totp(secret, '', '').validate({ token, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 30_000) + delta
}

/** How many time steps, of twenty to either side, a code is away that is wrong now; null when it is none of those. */
export function totpOffset(secret: Uint8Array, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const steps = totp(secret, '', '').validate({ token, timestamp: now, window: 20 })
  // One of now that was wrong was given before: its clock is right.
  return steps === null || Math.abs(steps) <= 1 ? null : steps
}

function totp(secret: Uint8Array, label: string, issuer: string): TOTP {
  return new TOTP({
    ...options,
    issuer: issuer || options.issuer,
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  })
}
