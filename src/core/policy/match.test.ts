import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aGroup, aPolicy, aSnapshot, people } from '../../../test/support/a-snapshot.ts'
import { anAttempt, referenceFor, subsets } from '../../../test/support/policies.ts'
import { decide } from '../decide.ts'
import type { With } from '../gate.ts'
import { policyBlocks } from '../gates/policy-blocks.ts'
import { policyLocation } from '../gates/policy-location.ts'
import { policyMfa } from '../gates/policy-mfa.ts'
import type { Policy, Snapshot } from '../snapshot.ts'
import { anyPolicy } from './any-policy.ts'
import { matchPolicies, policiesInForce, policiesThat, policyParts } from './match.ts'
import { filled } from './words.ts'

type Attempted = With<'account' | 'app'>

describe('matching policies', () => {
  it('agrees with the plain reading of every policy, known address or not', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        expect(policyParts(s).map(({ is }) => is)).toEqual(s.tenant.policies.map((policy) => referenceFor(policy, s)))
      }),
      { numRuns: 1_000 },
    )
  })

  it('gives effect to the policies that are on, each to the gate it speaks to, and to no other', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        const matching = matchPolicies(s)
        const speaksTo = ({ grant, locations }: Policy) =>
          grant === 'mfa' ? 'mfa' : locations === null ? 'block' : 'location'
        for (const topic of ['block', 'location', 'mfa'] as const) {
          const inForce = s.tenant.policies.filter((policy) => policy.state === 'on' && speaksTo(policy) === topic)
          const those = (is: string) => inForce.filter((policy) => referenceFor(policy, s) === is)
          expect(policiesThat('applies', s, topic)).toEqual(those('applies'))
          expect(policiesThat('cannot_tell', s, topic)).toEqual(those('cannot_tell'))
          expect(matching[topic]).toMatchObject({
            inForce: inForce.length,
            applies: those('applies').length,
            cannotTell: those('cannot_tell').length,
          })
        }
        for (const grant of ['block', 'mfa'] as const) {
          const expected = s.tenant.policies
            .filter((policy) => policy.state === 'on' && policy.grant === grant)
            .map((policy) => ({ policy, is: referenceFor(policy, s) }))
          expect(policiesInForce(s, grant)).toEqual(expected.filter(({ is }) => is !== 'does_not_apply'))
        }
      }),
    )
  })

  it('says at a glance whether any applies, or may', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anAttempt, (s) => {
        for (const topic of ['block', 'location', 'mfa'] as const) {
          const { applies, cannotTell } = matchPolicies(s)[topic]
          const any = anyPolicy(s, topic)
          expect(any).toBe(applies > 0 ? 'applies' : cannotTell > 0 ? 'cannot_tell' : 'none')
          seen.add(`${topic} ${any}`)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(seen.size).toBe(8)
  })

  it('knows an answer without the address only where every address gives that answer', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        const unknown = policyParts(from(s, null))
        const ids = Object.keys(s.tenant.locations)
        const known = subsets(ids).map((places) => policyParts(from(s, places)))
        for (const [i, part] of unknown.entries()) {
          const answers = new Set(known.map((parts) => parts[i]?.is))
          expect([...answers].length === 1 ? [...answers][0] : 'cannot_tell').toBe(part.is)
        }
      }),
    )
  })

  it('lets an exclusion win over every inclusion', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        const policies = s.tenant.policies.map((policy): Policy => {
          const { exclude } = policy.users
          const accountIds = [...exclude.accountIds, s.account.id]
          return { ...policy, users: { ...policy.users, exclude: { ...exclude, accountIds } } }
        })
        const parts = policyParts({ ...s, tenant: { ...s.tenant, policies } })
        expect(parts.filter(({ is }) => is !== 'does_not_apply')).toEqual([])
      }),
    )
  })

  it('lets a block win over whatever was proved', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        const { block, location } = matchPolicies(s)
        const { outcome } = decide(s, [policyBlocks, policyLocation, policyMfa])
        if (block.applies + location.applies > 0) expect(outcome).toBe('refuse')
        else expect(outcome).not.toBe('refuse')
      }),
    )
  })

  it('says why in words that leave no gap', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        for (const { because } of policyParts(s)) expect(filled(because, s)).not.toMatch(/[{}]/)
      }),
    )
  })

  it('answers the same from a copy, and in any order of asking', () => {
    fc.assert(
      fc.property(anAttempt, anAttempt, (s, other) => {
        const before = structuredClone(policyParts(s))
        policyParts(other)
        expect(policyParts(s)).toEqual(before)
        expect(policyParts(structuredClone(s))).toEqual(before)
      }),
    )
  })

  it('sees the one thing that changed since it was last asked, all else being the same objects', () => {
    const policies = [
      aPolicy({ id: 'sales', users: { include: people({ groupIds: ['crm-users'] }), exclude: people() } }),
      aPolicy({ id: 'away', grant: 'block', locations: { include: 'any', exclude: 'trusted' } }),
    ]
    const s = attempted(aSnapshot({ tenant: { policies } }))
    const { groups, locations } = s.tenant
    const included = 'applies: Alice Moreau is in CRM users'
    const atOffice = 'does_not_apply: the address is in Lyon office, which it excludes'
    const outside = 'applies: the address is in none of the places it excludes'
    const others = 'does_not_apply: it is for other apps'
    const renamed = { ...groups, 'crm-users': aGroup({ id: 'crm-users', name: 'Customers' }) }
    const untrusted = { ...locations, office: { ...locations.office!, isTrusted: false } }
    const forLedger = policies.map((policy) => ({ ...policy, apps: { include: ['ledger'], exclude: [] } }))
    const changed: [Attempted, string[]][] = [
      [from(s, []), [included, outside]],
      [
        { ...s, account: { ...s.account, memberOf: [] } },
        ['does_not_apply: Alice Moreau is not among its people', atOffice],
      ],
      [{ ...s, tenant: { ...s.tenant, groups: renamed } }, ['applies: Alice Moreau is in Customers', atOffice]],
      [{ ...s, tenant: { ...s.tenant, locations: untrusted } }, [included, outside]],
      [{ ...s, tenant: { ...s.tenant, policies: forLedger } }, [others, others]],
    ]
    for (const [after, expected] of changed) {
      expect(says(s)).toEqual([included, atOffice])
      expect(says(after)).toEqual(expected)
    }
    const ledger = { ...s, app: { ...s.app, id: 'ledger' }, tenant: { ...s.tenant, policies: forLedger } }
    expect(says({ ...ledger, app: s.app })).toEqual([others, others])
    expect(says(ledger)).toEqual([included, atOffice])
  })
})

describe('what a policy says of itself', () => {
  const contractors = people({ groupIds: ['crm-users'] })
  const only = (policy: Partial<Policy>, edit: Parameters<typeof aSnapshot>[0] = {}) =>
    says(attempted(aSnapshot({ ...edit, tenant: { policies: [aPolicy({ id: 'p', ...policy })] } })))[0]
  const excluding = (exclude: Policy['users']['exclude']) => ({ users: { include: people({ all: true }), exclude } })
  const including = (include: Policy['users']['include']) => ({ users: { include, exclude: people() } })
  const unknown = { attempt: { network: { ip: null, locationIds: null } } }
  const street = { attempt: { network: { ip: '203.0.113.9', locationIds: [] } } }

  it.each([
    ['everybody', only({}), 'applies: it includes everybody'],
    [
      'guests',
      only(including(people({ guests: true })), { account: { userType: 'guest' } }),
      'applies: Alice Moreau is a guest',
    ],
    ['the person', only(including(people({ accountIds: ['bob', 'alice'] }))), 'applies: it includes Alice Moreau'],
    ['a group', only(including(contractors)), 'applies: Alice Moreau is in CRM users'],
    [
      'a role',
      only(including(people({ roles: ['user-admin'] })), { account: { roles: ['user-admin'] } }),
      'applies: Alice Moreau has the role User Administrator',
    ],
    [
      'others',
      only(including(people({ accountIds: ['bob'], guests: true }))),
      'does_not_apply: Alice Moreau is not among its people',
    ],
    [
      'an excluded person',
      only(excluding(people({ accountIds: ['alice'] }))),
      'does_not_apply: it excludes Alice Moreau',
    ],
    [
      'an excluded group',
      only(excluding(contractors)),
      'does_not_apply: Alice Moreau is in CRM users, which it excludes',
    ],
    [
      'excluded guests',
      only(excluding(people({ guests: true })), { account: { userType: 'guest' } }),
      'does_not_apply: Alice Moreau is a guest, and it excludes guests',
    ],
    ['excluded everybody', only(excluding(people({ all: true }))), 'does_not_apply: it excludes everybody'],
    ['other apps', only({ apps: { include: ['ledger'], exclude: [] } }), 'does_not_apply: it is for other apps'],
    ['an excluded app', only({ apps: { include: 'all', exclude: ['crm'] } }), 'does_not_apply: it excludes CRM'],
    ['a place', only({ locations: { include: ['office'], exclude: [] } }), 'applies: the address is in Lyon office'],
    [
      'other places',
      only({ locations: { include: ['office'], exclude: [] } }, street),
      'does_not_apply: the address is in none of its places',
    ],
    [
      'outside',
      only({ locations: { include: 'any', exclude: 'trusted' } }, street),
      'applies: the address is in none of the places it excludes',
    ],
    ['everywhere', only({ locations: { include: 'any', exclude: [] } }, unknown), 'applies: it includes every address'],
    ['nowhere', only({ locations: { include: 'any', exclude: 'any' } }), 'does_not_apply: it excludes every address'],
    [
      'a place with the address unknown',
      only({ locations: { include: ['office'], exclude: [] } }, unknown),
      'cannot_tell: nobody knows the address',
    ],
    [
      'a place that leaves nothing',
      only({ locations: { include: ['office'], exclude: 'trusted' } }, unknown),
      'does_not_apply: no address is left by its places',
    ],
    ['off', only({ state: 'off' }), 'applies, watched: it is off: would have asked for a second factor'],
    ['off for others', only({ state: 'off', ...excluding(contractors) }), 'does_not_apply, watched: it is off'],
    [
      'report-only',
      only({ state: 'report_only', grant: 'block' }),
      'applies, watched: report-only: would have blocked',
    ],
    [
      'report-only for others',
      only({ state: 'report_only', ...excluding(contractors) }),
      'does_not_apply, watched: Alice Moreau is in CRM users, which it excludes',
    ],
  ])('%s', (_, said, expected) => expect(said).toBe(expected))
})

function says(s: Attempted): string[] {
  return policyParts(s).map((part) => `${part.is}${part.watched ? ', watched' : ''}: ${filled(part.because, s)}`)
}

function attempted(s: Snapshot): Attempted {
  return s as Attempted
}

function from(s: Attempted, locationIds: readonly string[] | null): Attempted {
  return { ...s, attempt: { ...s.attempt, network: { ip: null, locationIds } } }
}
