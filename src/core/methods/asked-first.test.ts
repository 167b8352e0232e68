import { describe, expect, it } from 'vitest'
import { type AskedFor, asAskedFor, chosenOf, usualOf } from './asked-first.ts'

const method = (id: string, more: Partial<AskedFor> = {}) => ({
  id,
  ...({ kind: 'totp', defaultSince: null, lastUsedAt: null, undeliverableAt: null } as const),
  ...more,
})
const app = method('app', { lastUsedAt: 5 })
const key = method('key', { kind: 'passkey', lastUsedAt: 9 })
const phone = method('phone', { kind: 'phone', defaultSince: 3 })
const codes = method('codes', { kind: 'recovery_codes', lastUsedAt: 99, defaultSince: 99 })
const order = (...all: readonly ReturnType<typeof method>[]) => all.toSorted(asAskedFor).map(({ id }) => id)

describe('what somebody is asked for first', () => {
  it('is what they chose, then what they used last; recovery codes when nothing else is left', () => {
    expect(order(codes, app, key, phone)).toEqual(['phone', 'key', 'app', 'codes'])
    expect(chosenOf([codes, app, key, phone])?.id).toBe('phone')
    expect(chosenOf([app, key, codes])).toBeNull()
  })

  it('is nothing that does not arrive, whoever chose it', () => {
    expect(order({ ...phone, undeliverableAt: 1 }, app)).toEqual(['app', 'phone'])
    expect(chosenOf([{ ...phone, undeliverableAt: 1 }, app])?.id).toBe('phone')
  })

  it('where nobody says, is what was used last, and never a recovery code', () => {
    expect(usualOf([phone, app, key, codes])?.id).toBe('key')
    expect(usualOf([codes])).toBeNull()
  })
})
