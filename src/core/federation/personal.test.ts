import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { aProvider } from '../../../test/support/providers.ts'
import { applyChange } from '../changes/apply.ts'
import {
  comesWithPersonal,
  isPersonal,
  isTrueToItsId,
  personalIssuer,
  personalProvider,
  personalProviderId,
} from './personal.ts'

const personal = personalProvider({ guests: 'welcome', secondFactor: 'trusted' })

describe('the provider of personal accounts', () => {
  it('is told from others by its id alone', () => {
    expect([isPersonal(personal), isPersonal(aProvider())]).toEqual([true, false])
    expect(comesWithPersonal({ identities: [{ providerId: personalProviderId }] })).toBe(true)
    expect(comesWithPersonal({ identities: [{ providerId: 'fabrikam' }] })).toBe(false)
    expect(comesWithPersonal({})).toBe(false)
  })

  it.each([
    ['as it is', personal, true],
    ['closed, and with a second factor of ours', personalProvider({ guests: 'none', secondFactor: 'ours' }), true],
    ['under another name', { ...personal, name: 'Fabrikam' }, false],
    ['with another issuer', { ...personal, issuer: 'https://login.fabrikam.example/' }, false],
    ['with a secret', { ...personal, client: 'confidential' as const }, false],
    ['with a second factor by acr', { ...personal, mfaAcr: 'mfa' }, false],
    ['another one', aProvider(), true],
    ['another one that says it is ours (SEC-12)', aProvider({ issuer: personalIssuer }), false],
  ])('is what it says: %s', (_, provider, is) => expect(isTrueToItsId(provider)).toBe(is))

  it('is changed into nothing else, and looks after no domain', () => {
    const domains = [{ name: 'own.example', isVerified: true, isDefault: false }]
    const s = aSnapshot({ tenant: { domains, identityProviders: { [personalProviderId]: personal } } })
    const evil = { ...personal, name: 'Evil' }
    expect(applyChange(s, { do: 'put_identity_provider', provider: evil })).toBe(s)
    expect(applyChange(s, { do: 'set_domain_provider', name: 'own.example', providerId: personalProviderId })).toBe(s)
  })
})
