import { describe, expect, it } from 'vitest'
import type { MethodKind, ProvedBy } from './methods.ts'
import { hardnessHeld, isStrongest } from './strongest.ts'

const holder = (...kinds: readonly MethodKind[]) => ({
  memberOf: [],
  methods: kinds.map((kind) => ({ kind, isUsable: true })),
})
const proves = (proved: readonly ProvedBy[], ...held: readonly MethodKind[]) => isStrongest(proved, holder(...held), {})

describe('SEC-09: the strongest that the person has', () => {
  it('is what is sent, then an app, then a passkey', () => {
    const people = [holder(), holder('phone'), holder('totp', 'email'), holder('passkey', 'totp')]
    expect(people.map((one) => hardnessHeld(one, {}))).toEqual([0, 1, 2, 3])
  })

  it('is not proved by anything weaker', () => {
    expect(proves(['password'], 'phone')).toBe(false)
    expect(proves(['password', 'phone'], 'phone', 'totp')).toBe(false)
    expect(proves(['password', 'email'], 'email', 'totp')).toBe(false)
    expect(proves(['password', 'totp'], 'totp', 'passkey')).toBe(false)
    expect(proves(['provider'], 'totp')).toBe(false)
  })

  it('is proved by itself, by what is as strong, and by what was made to take its place', () => {
    expect(proves(['password'])).toBe(true)
    expect(proves(['password', 'email'], 'phone', 'email')).toBe(true)
    expect(proves(['password', 'totp'], 'phone', 'totp')).toBe(true)
    for (const whole of ['passkey', 'recovery_codes', 'temporary_pass', 'provider_factor'] as const)
      expect(proves([whole], 'totp', 'passkey')).toBe(true)
  })

  it('asks for no recovery code of who has something for every day, and for one of who has nothing else', () => {
    expect(proves(['password', 'phone'], 'phone', 'recovery_codes')).toBe(true)
    expect(proves(['password'], 'recovery_codes')).toBe(false)
  })

  it('is nothing that cannot be used, or may not', () => {
    const lost = { memberOf: [], methods: [{ kind: 'passkey', isUsable: false } as const, ...holder('phone').methods] }
    expect(isStrongest(['password', 'phone'], lost, {})).toBe(true)
    const rules = { methodRules: { passkey: 'nobody' } as const }
    expect(isStrongest(['password', 'phone'], holder('passkey', 'phone'), rules)).toBe(true)
  })
})
