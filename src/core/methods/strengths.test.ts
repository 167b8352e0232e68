import { describe, expect, it } from 'vitest'
import type { Proof } from '../snapshot.ts'
import { methodsText, provedWith, provesAsMuch, strengthProved, withProved } from './strengths.ts'

const proof = (edit: Partial<Proof> = {}): Proof => ({ credential: 'verified', secondFactor: 'verified', ...edit })

describe('how strong a proof is', () => {
  it('is one factor until a second is verified, and then never less than two', () => {
    expect(strengthProved(proof())).toBe('multi_factor')
    expect(strengthProved(proof({ secondFactor: 'not_presented' }))).toBe('single_factor')
    expect(strengthProved(proof({ secondFactor: 'wrong', methods: ['passkey'] }))).toBe('single_factor')
    expect(strengthProved(proof({ methods: ['passkey'] }))).toBe('phishing_resistant')
    expect(strengthProved(proof({ methods: [] }))).toBe('multi_factor')
  })

  it('is told by the kind of method', () => {
    expect(provesAsMuch('passkey', 'phishing_resistant')).toBe(true)
    expect(provesAsMuch('totp', 'passwordless')).toBe(false)
    expect(provesAsMuch('recovery_codes', 'multi_factor')).toBe(true)
  })
})

describe('proving another method', () => {
  it('adds it to what was proved, and forgets a wrong code', () => {
    expect(withProved(proof(), 'passkey')).toEqual(proof({ methods: ['password', 'totp', 'passkey'] }))
    expect(withProved(proof({ secondFactor: 'wrong', codeSteps: 5 }), 'passkey')).toEqual(
      proof({ methods: ['password', 'passkey'] }),
    )
    // A password and an app are what is meant where nothing is said.
    expect(withProved(proof({ secondFactor: 'not_presented' }), 'totp')).toEqual(proof())
  })

  it('changes nothing where it was proved already', () => {
    const before = proof({ methods: ['passkey'] })
    expect(withProved(before, 'passkey')).toBe(before)
  })
})

it('methods are named once each', () => {
  expect(methodsText(provedWith(proof()))).toBe('password and authenticator app')
  expect(methodsText(['totp', 'totp', 'passkey', 'email'])).toBe('authenticator app, passkey and code by e-mail')
  expect(methodsText([])).toBe('')
})
