import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people } from '../../../test/support/a-snapshot.ts'
import { anAttempt, referenceFor } from '../../../test/support/policies.ts'
import { reading } from '../explain/reading.ts'
import type { With } from '../gate.ts'
import type { Snapshot } from '../snapshot.ts'
import { conditionsOf } from './conditions.ts'
import { filled } from './words.ts'

describe('conditions of a policy', () => {
  it('hold together exactly where the policy applies', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        for (const policy of s.tenant.policies) {
          const holds = conditionsOf(policy, s)
            .filter(({ of }) => of !== 'state')
            .map(({ holds }) => holds)
          const is = holds.includes('no') ? 'does_not_apply' : holds.includes('unknown') ? 'cannot_tell' : 'applies'
          expect(is).toBe(referenceFor(policy, s))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('name what they read, in words that leave no gap', () => {
    fc.assert(
      fc.property(anAttempt, (s) => {
        for (const policy of s.tenant.policies) {
          const { snapshot, reads } = reading(s)
          for (const { at, because } of conditionsOf(policy, snapshot as With<'account' | 'app'>)) {
            if (at !== 'tenant.policies') expect([...reads()]).toContain(at)
            expect(filled(because, s)).not.toMatch(/[{}]/)
          }
        }
      }),
    )
  })

  it('show each line with what was found and wanted', () => {
    const policy = aPolicy({
      id: 'ledger',
      state: 'report_only',
      users: { include: people({ all: true }), exclude: people({ groupIds: ['crm-users'] }) },
      apps: { include: ['crm'], exclude: ['mail'] },
      locations: { include: 'any', exclude: 'trusted' },
    })
    const s = aSnapshot({ attempt: { network: { ip: null, locationIds: null } } })
    expect(lines(policy, s)).toEqual([
      'state no: it is report-only',
      'people yes: it includes everybody',
      'people_excluded no: Alice Moreau is in CRM users, which it excludes',
      'app yes: it is for CRM',
      'app_excluded yes: it does not exclude CRM',
      'place yes: it includes every address',
      'place_excluded unknown: nobody knows the address',
    ])
    const excluded = conditionsOf(policy, s as With<'account' | 'app'>)[2]
    expect(excluded).toMatchObject({
      at: 'account.memberOf',
      found: ['sales-licences', 'crm-users'],
      wanted: policy.users.exclude,
    })
  })

  it('leave out exclusions that a policy does not have', () => {
    expect(lines(aPolicy({ id: 'plain' }), aSnapshot())).toEqual([
      'state yes: it is on',
      'people yes: it includes everybody',
      'app yes: it is for every app',
    ])
  })
})

function lines(policy: Parameters<typeof conditionsOf>[0], s: Snapshot): string[] {
  const attempted = s as With<'account' | 'app'>
  return conditionsOf(policy, attempted).map(
    ({ of, holds, because }) => `${of} ${holds}: ${filled(because, attempted)}`,
  )
}
