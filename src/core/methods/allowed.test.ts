import { describe, expect, it } from 'vitest'
import { canProve, isAllowed, isRegistered, isSameAllowed, kindsOff, maySetUp, withAllowed } from './allowed.ts'
import type { MethodKind } from './methods.ts'

const having = (kind: MethodKind, isUsable = true, groups: readonly string[] = []) => ({
  methods: [{ id: '1', kind, isUsable }],
  memberOf: groups.map((groupId) => ({ groupId, how: 'direct' as const })),
})
const both = (...[kind, isUsable, groups]: Parameters<typeof having>) => {
  const account = having(kind, isUsable, groups)
  return [canProve(account, {}), isRegistered(account, {})]
}

it('recovery codes prove a second factor and are no method that is set up', () => {
  expect(both('recovery_codes')).toEqual([true, false])
  expect(both('totp')).toEqual([true, true])
  expect(both('totp', false)).toEqual([false, false])
})

describe('what is allowed', () => {
  const rules = { methodRules: { totp: ['staff', 'board'], sms: 'nobody', voice: 'nobody' } } as const

  it('is for everybody, for members of any of some groups, or for nobody', () => {
    expect(isAllowed('passkey', having('passkey'), rules)).toBe(true)
    expect(isAllowed('totp', having('totp'), rules)).toBe(false)
    expect(isAllowed('totp', having('totp', true, ['board']), rules)).toBe(true)
    expect(isAllowed('sms', having('phone', true, ['board']), rules)).toBe(false)
  })

  it('says what can be proved and set up: a phone as long as it gets texts or calls', () => {
    expect([canProve(having('totp'), rules), isRegistered(having('totp'), rules)]).toEqual([false, false])
    expect(kindsOff(having('totp'), rules)).toEqual(['totp'])
    expect(maySetUp(having('totp'), rules)).toEqual(['passkey', 'email'])
    expect(canProve(having('phone'), rules)).toBe(false)
    expect(canProve(having('phone'), { methodRules: { sms: 'nobody' } })).toBe(true)
  })

  it('is changed one way at a time, and said nothing of where it is for everybody', () => {
    const one = withAllowed(undefined, 'totp', 'nobody')
    expect(withAllowed(one, 'sms', ['a'])).toEqual({ totp: 'nobody', sms: ['a'] })
    expect(withAllowed(one, 'totp', 'everybody')).toBeUndefined()
    expect(isSameAllowed(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(isSameAllowed(['a'], 'nobody')).toBe(false)
  })
})
