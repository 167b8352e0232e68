import { askedStrengths } from '../../../src/core/methods/strengths.ts'
import fc from 'fast-check'
import { details } from '../../../src/core/profile/details.ts'
import { aProvider } from '../providers.ts'
import type { Policy } from '../../../src/core/snapshot.ts'
import { aPolicy, people } from '../a-snapshot.ts'
import { accountId, from, groups, locations, policies, providerId, some } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

/** Any policy over what the directories hold. */
export const policy: fc.Arbitrary<Policy> = fc
  .record({
    id: from([...policies, 'new']),
    state: from(['on', 'off', 'report_only'] as const),
    include: fc.oneof(
      fc.constant(people({ all: true })),
      some(groups.slice(2, 5)).map((groupIds) => people({ groupIds })),
    ),
    exclude: some(['alice']).map((accountIds) => people({ accountIds })),
    locations: fc.oneof(fc.constant(null), fc.constant({ include: 'any', exclude: 'trusted' } as const)),
    grant: from(['block', 'mfa'] as const),
    note: from([null, 'Agreed with Legal']),
    strength: from([undefined, undefined, ...askedStrengths]),
  })
  .map(({ id, include, exclude, strength, ...rest }) =>
    aPolicy({ id, users: { include, exclude }, ...rest, ...(strength === undefined ? {} : { strength }) }),
  )

/** Changes of policies, locations, domains, identity providers and settings, each over a directory of a few names that may or may not be there. */
export const organisationChanges = {
  put_policy: fc.record({ policy }),
  delete_policy: fc.record({ policyId: from(policies) }),
  set_policy_state: fc.record({ policyId: from(policies), state: from(['on', 'off', 'report_only'] as const) }),
  exclude_from_policy: fc.record({ policyId: from(policies), accountId }),
  put_location: fc.record({
    location: fc.record({
      id: from(locations),
      name: from(['Lyon office', 'Other']),
      isTrusted: fc.boolean(),
      ranges: some(['198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', 'no range']),
    }),
  }),
  delete_location: fc.record({ locationId: from(locations) }),
  add_location_range: fc.record({
    locationId: from(locations),
    range: from(['198.51.100.0/24', '203.0.113.9/32', '::/0', 'no range']),
  }),
  put_domain: fc.record({
    domain: fc.record({
      name: from(['meridian.example', 'Meridian-Labs.example', 'new.example']),
      isVerified: fc.boolean(),
      isDefault: fc.boolean(),
    }),
  }),
  set_default_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  delete_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  verify_domain: fc.record({ name: from(['meridian-labs.example', 'meridian.example', 'nowhere.example']) }),
  set_password_lifetime: fc.record({ days: from([null, 10, 90]) }),
  set_lockout: fc.record(
    { threshold: from([5, 10, 50]), seconds: from([5, 60, 18_000]), growth: from([1, 2, 10]) },
    { requiredKeys: ['threshold', 'seconds'] },
  ),
  set_self_service_reset: fc.record({
    rules: from([
      { who: 'nobody', groupId: null, proofs: 1 },
      { who: 'everybody', groupId: null, proofs: 2 },
      { who: 'group', groupId: 'sales-licences', proofs: 1 },
      { who: 'group', groupId: 'gone', proofs: 2 },
      { who: 'everybody', groupId: null, proofs: 1, methods: ['email'] },
      { who: 'everybody', groupId: null, proofs: 2, methods: ['totp', 'sms'] },
      { who: 'everybody', groupId: null, proofs: 2, methods: ['sms', 'voice'] },
    ] as const),
  }),
  set_banned_words: fc.record({ words: fc.constantFrom<readonly string[]>([], ['falcon'], ['falcon', 'Harbour']) }),
  set_password_history: fc.record({ count: from([0, 3, 5]) }),
  set_temporary_password_days: fc.record({ days: from([1, 7, 30]) }),
  set_language: fc.record({ language: from([null, 'fr', 'de-CH']) }),
  allow_method: fc.record({
    kind: from(['totp', 'passkey', 'password', 'sms', 'temporary_pass'] as const),
    to: from(['everybody', 'nobody', ['crm-users'], ['gone']] as const),
  }),
  require_details: fc.record({ of: from(['member', 'guest'] as const), details: some(details) }),
  set_stay_signed_in: fc.record({ days: from([0, 14, 30, 90]) }),
  set_branding: fc.record({
    name: from([null, 'Meridian Group']),
    accent: from([null, '#5b2a86', '#ffd166']),
    text: from([null, 'Extension 4711 helps.']),
    logo: from([null]),
  }),
  set_usage_location: fc.record({ country: from([null, 'FR', 'SE']) }),
  set_user_consent: fc.record({ state: from(['off', 'on'] as const) }),
  put_identity_provider: fc.record({
    provider: fc
      .record({
        id: from(['fabrikam', 'contoso', 'northwind']),
        secondFactor: from(['trusted', 'ours'] as const),
        guests: from(['welcome', 'none'] as const),
        issuer: from(['https://login.fabrikam.example/', 'https://login.contoso.example/']),
      })
      .map(aProvider),
  }),
  delete_identity_provider: fc.record({ providerId }),
  set_provider_secret: fc.record({ providerId }),
  set_domain_provider: fc.record({
    name: from(['meridian-labs.example', 'Meridian.example', 'meridian.admit.test', 'nowhere.example']),
    providerId: from([null, 'fabrikam', 'contoso', 'gone']),
  }),
} satisfies Partial<Kinds>
