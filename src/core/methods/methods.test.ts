import { describe, expect, it } from 'vitest'
import { amrOf, isAsStrong, methodsOfAmr, type ProvedBy, strengthOf } from './methods.ts'

describe('what was proved with', () => {
  const table: readonly (readonly [readonly ProvedBy[], string, readonly string[]])[] = [
    [['password'], 'single_factor', ['pwd']],
    [['password', 'totp'], 'multi_factor', ['pwd', 'otp', 'mfa']],
    [['password', 'recovery_codes'], 'multi_factor', ['pwd', 'otp', 'mfa']],
    [['password', 'email'], 'multi_factor', ['pwd', 'otp', 'mca', 'mfa']],
    [['password', 'phone'], 'multi_factor', ['pwd', 'sms', 'mfa']],
    [['password', 'passkey'], 'phishing_resistant', ['pwd', 'pop', 'user', 'mfa']],
    [['passkey'], 'phishing_resistant', ['pop', 'user', 'mfa']],
    [['temporary_pass'], 'multi_factor', ['otp', 'mfa']],
    // Two of the second kind, without a first, are one factor: something the person has.
    [['totp', 'email'], 'single_factor', ['otp', 'mca']],
    [[], 'single_factor', []],
  ]
  for (const [methods, strength, amr] of table)
    it(`${methods.join(' and ') || 'nothing'} is ${strength}`, () => {
      expect(strengthOf(methods)).toBe(strength)
      expect(amrOf(methods)).toEqual(amr)
    })

  it('is read from a token as strong as it was, and never stronger', () => {
    for (const [methods, strength] of table)
      if (methods.length > 0 && methods[0] !== 'totp') expect(strengthOf(methodsOfAmr(amrOf(methods)))).toBe(strength)
    expect(strengthOf(methodsOfAmr([]))).toBe('single_factor')
    expect(strengthOf(methodsOfAmr(['otp']))).toBe('single_factor')
  })

  it('is read from a token as what was sent, where it was', () => {
    for (const kind of ['email', 'phone', 'totp'] as const)
      expect(methodsOfAmr(amrOf(['password', kind]))).toEqual(['password', kind])
    expect(methodsOfAmr(amrOf(['provider', 'email']))).toEqual(['provider', 'email'])
  })

  it('is good where less is asked for', () => {
    expect(isAsStrong('phishing_resistant', 'multi_factor')).toBe(true)
    expect(isAsStrong('multi_factor', 'passwordless')).toBe(false)
  })
})
