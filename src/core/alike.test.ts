import { describe, expect, it } from 'vitest'
import { alice, aSnapshot } from '../../test/support/a-snapshot.ts'
import { alike } from './alike.ts'

const { groups } = aSnapshot().tenant
const another = () => structuredClone({ ...alice, id: 'another' })

describe('what accounts say alike', () => {
  it('says the same as before', () => expect(alike(another(), groups)).toEqual(another()))

  it('is one object for all of a tenant, and not for two', () => {
    const [one, other] = [alike(another(), groups), alike(another(), groups)]
    for (const list of ['memberOf', 'licences', 'consents', 'instanceUsers'] as const) {
      expect(one[list].length, list).toBeGreaterThan(0)
      for (const [i, item] of one[list].entries()) expect(other[list][i]).toBe(item)
      expect(alike(another(), { ...groups })[list][0]).not.toBe(one[list][0])
    }
  })

  it('is not one object where anything differs', () => {
    const [path] = alice.licences
    const off = alike({ ...another(), licences: [{ ...path!, disabledPlans: ['crm'] }] }, groups)
    expect(off.licences).toEqual([{ ...path, disabledPlans: ['crm'] }])
    const [user] = alice.instanceUsers
    const roles = alike({ ...another(), instanceUsers: [{ ...user!, roles: ['a b'] }] }, groups)
    expect(alike({ ...another(), instanceUsers: [{ ...user!, roles: ['a', 'b'] }] }, groups).instanceUsers).not.toEqual(
      roles.instanceUsers,
    )
  })
})
