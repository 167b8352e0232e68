import { describe, expect, it } from 'vitest'
import type { Proof } from '../../core/snapshot.ts'
import { askedFor, factorOf, questionIn, referenceIn } from './question.ts'

describe('a reference number', () => {
  it.each(['K7QF-9TRM-2XHD', 'k7qf9trm2xhd', ' K7QF 9TRM 2XHD '])('%s is read as it is spoken', (text) =>
    expect(referenceIn(text)).toBe('K7QF-9TRM-2XHD'),
  )
  it.each(['', 'alice', 'alice@meridian.example', 'K7QF-9TRM', 'K7QF-9TRM-2XHD-AAAA', 'Ä7QF-9TRM-2XHD'])(
    '%s is none',
    (text) => expect(referenceIn(text)).toBeNull(),
  )
})

describe('the question in an address', () => {
  it('keeps what is text and leaves out what it does not know', () =>
    expect(questionIn({ person: 'p', app: 'a', ip: 7, password: 'maybe', factor: 'wrong', other: 'x' })).toEqual({
      person: 'p',
      app: 'a',
      password: undefined,
      factor: 'wrong',
    }))
})

describe('what the API is asked', () => {
  it('nothing, while somebody or the app is missing', () => {
    expect(askedFor({})).toBeNull()
    expect(askedFor({ person: 'p' })).toBeNull()
    expect(askedFor({ app: 'a' })).toBeNull()
  })
  it('about a recorded attempt by its number alone', () =>
    expect(askedFor({ ref: 'R', person: 'p', app: 'a' })).toEqual({ reference: 'R' }))
  it('about a reasonable person, unless proof is spoken of', () => {
    expect(askedFor({ person: 'p', app: 'a' })).toEqual({
      person: { accountId: 'p' },
      appId: 'a',
      ip: null,
    })
    expect(askedFor({ person: 'p', app: 'a', instance: 'i' })).toMatchObject({ appId: 'a', instanceId: 'i' })
    expect(askedFor({ name: 'x@y.example', app: 'a', password: 'wrong' })).toMatchObject({
      person: { signInName: 'x@y.example' },
      proof: { credential: 'wrong', secondFactor: 'not_presented' },
    })
    const strong = askedFor(questionIn({ person: 'p', app: 'a', factor: 'passkey' }))
    expect(strong).toMatchObject({
      proof: { credential: 'verified', secondFactor: 'verified', methods: ['password', 'passkey'] },
    })
    const { proof } = strong as { proof: Proof }
    expect([factorOf(proof), factorOf({ ...proof, methods: ['password', 'totp'] })]).toEqual(['passkey', 'verified'])
  })
})
