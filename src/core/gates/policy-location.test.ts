import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { applyChange } from '../changes/apply.ts'
import type { Policy, Snapshot } from '../snapshot.ts'
import { policyLocation } from './policy-location.ts'

const locations = {
  street: { id: 'street', name: 'The street', isTrusted: false, ranges: ['203.0.113.0/24'] },
  office: { id: 'office', name: 'Lyon office', isTrusted: true, ranges: ['198.51.100.0/24', '2001:db8:51::/48'] },
  sydney: { id: 'sydney', name: 'Sydney office', isTrusted: true, ranges: ['192.0.2.0/26'] },
}
const away = aPolicy({
  id: 'away',
  name: 'Ledger only from our offices',
  grant: 'block',
  locations: { include: 'any', exclude: 'trusted' },
})
const notFromStreet = aPolicy({
  id: 'not-from-street',
  name: 'Not from the street',
  grant: 'block',
  locations: { include: ['street'], exclude: [] },
})
const onlySydney = aPolicy({ id: 'only-sydney', grant: 'block', locations: { include: 'any', exclude: ['sydney'] } })

const fromOffice = { ip: '198.51.100.7', locationIds: ['office'] }
const fromStreet = { ip: '203.0.113.9', locationIds: ['street'] }
const fromNowhere = { ip: '192.0.2.200', locationIds: [] }
const fromSixth = { ip: '2001:db8:99::7', locationIds: [] }
const unknown = { ip: null, locationIds: null }

function from(network: Snapshot['attempt']['network'], policies: readonly Policy[], edit: SnapshotEdit = {}): Snapshot {
  return aSnapshot({ ...edit, attempt: { network }, tenant: { policies, locations } })
}

describeGate(policyLocation, {
  pass: {
    'from a place the policy leaves out': from(fromOffice, [away]),
    'from a place the policy does not include': from(fromNowhere, [notFromStreet]),
    'whom the policy excludes, from anywhere': from(fromStreet, [
      { ...away, users: { include: people({ all: true }), exclude: people({ accountIds: ['alice'] }) } },
    ]),
    'whom the policy does not include, the address unknown': from(unknown, [
      { ...away, users: { include: people({ groupIds: ['contractors'] }), exclude: people() } },
    ]),
    'the address unknown, where every place the policy includes is also left out': from(unknown, [
      { ...away, locations: { include: ['office'], exclude: 'trusted' } },
    ]),
  },
  notApplicable: {
    'where no policy exists': from(fromStreet, []),
    'where policies that block do not look at the place': from(fromStreet, [aPolicy({ id: 'all', grant: 'block' })]),
    'where the policy is off': from(fromStreet, [{ ...away, state: 'off' }]),
    'where the policy is report-only': from(fromStreet, [{ ...away, state: 'report_only' }]),
  },
  unknown: {
    'the address unknown': from(unknown, [away]),
    'the address unknown, one policy of two settled': from(unknown, [
      away,
      { ...notFromStreet, apps: { include: ['ledger'], exclude: [] } },
    ]),
  },
  stop: {
    'outside every trusted place': ['elsewhere', from(fromNowhere, [away])],
    'an address of the sixth version': ['elsewhere', from(fromSixth, [away])],
    'a place that is blocked': ['elsewhere', from(fromStreet, [notFromStreet])],
    'another office': ['elsewhere', from(fromOffice, [onlySydney])],
    'a place where the address itself is not known': [
      'elsewhere',
      from({ ip: null, locationIds: ['street'] }, [notFromStreet]),
    ],
    'every address, known or not': [
      'elsewhere',
      from(unknown, [{ ...away, locations: { include: 'any', exclude: [] } }]),
    ],
  },
})

describe('policies that block a place', () => {
  it('let in from the first place that is allowed, trusted ones first', () => {
    expect(remedies(from(fromNowhere, [away]))[0]).toEqual({ do: 'sign_in_from', ip: null, locationIds: ['office'] })
    expect(remedies(from(fromStreet, [onlySydney]))[0]).toEqual({
      do: 'sign_in_from',
      ip: null,
      locationIds: ['sydney'],
    })
  })

  it('offer the range of the one address, in the place that lets it in', () => {
    const range = { do: 'add_location_range', locationId: 'office', range: '192.0.2.200/32' }
    expect(remedies(from(fromNowhere, [away]))).toContainEqual(range)
    expect(remedies(from(fromSixth, [away]))).toContainEqual({ ...range, range: '2001:db8:99::7/128' })
    const kinds = remedies(from({ ip: null, locationIds: [] }, [away])).map((change) => change.do)
    expect(kinds).toEqual(['sign_in_from', 'exclude_from_policy', 'set_policy_state'])
  })

  it('never offer a place or a range that would not let in', () => {
    const nowhere = { ...away, locations: { include: 'any' as const, exclude: [] } }
    expect(remedies(from(fromStreet, [nowhere])).map((change) => change.do)).toEqual([
      'exclude_from_policy',
      'set_policy_state',
    ])
    expect(remedies(from(fromStreet, [notFromStreet])).map((change) => change.do)).not.toContain('add_location_range')
  })

  it('look for one place that satisfies two of them', () => {
    const s = from(fromStreet, [away, onlySydney])
    expect(remedies(s)[0]).toEqual({ do: 'sign_in_from', ip: null, locationIds: ['sydney'] })
    expect(policyLocation.check(applyChange(s, remedies(s)[0]!)).is).toBe('pass')
    const exclusions = remedies(s).filter((change) => change.do === 'exclude_from_policy')
    expect(policyLocation.check(applyChange(s, exclusions[0]!)).is).toBe('stop')
    expect(policyLocation.check(exclusions.reduce<Snapshot>((s, change) => applyChange(s, change), s)).is).toBe('pass')
  })

  it('stop for certain where one applies although the address of another is not known', () => {
    const everywhere = { ...away, id: 'everywhere', locations: { include: 'any' as const, exclude: [] } }
    const answer = policyLocation.check(from(unknown, [away, everywhere]))
    expect(answer).toMatchObject({ is: 'stop', parts: [{ is: 'cannot_tell' }, { is: 'applies' }] })
  })
})

function remedies(s: Snapshot) {
  const answer = policyLocation.check(s)
  if (answer.is !== 'stop') throw new Error(`it is ${answer.is}`)
  return answer.remedies
}
