import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../test/support/a-snapshot.ts'
import { applyChange } from './changes/apply.ts'
import type { Change } from './changes/change.ts'
import { administratorsLeft, impact, lockoutOf } from './impact.ts'
import type { Snapshot } from './snapshot.ts'

function named(id: string, edit: SnapshotEdit = {}): Snapshot {
  const account = { id, displayName: `The ${id}`, signInName: `${id}@meridian.example`, ...edit.account }
  return aSnapshot({ ...edit, account })
}

/** What a change does for these people. */
function of(change: Change, before: readonly Snapshot[], names?: number) {
  const after = before.map((s) => applyChange(s, change))
  const pairs = before.map((s, i) => ({ before: s, after: after[i] as Snapshot }))
  const [was, is] = [before[0]?.tenant, after[0]?.tenant]
  if (was === undefined || is === undefined) throw new Error('nobody is asked about')
  return impact(was, is, pairs, names === undefined ? {} : { names })
}

const contractors = people({ groupIds: ['contractors'] })
const keepOut = aPolicy({ id: 'out', grant: 'block', users: { include: contractors, exclude: people() } })
const inContractors = {
  account: { memberOf: [...(aSnapshot().account?.memberOf ?? []), { groupId: 'contractors', how: 'direct' as const }] },
}

describe('the impact of a change', () => {
  it('names those who lose, and why', () => {
    const found = of({ do: 'put_policy', policy: keepOut }, [named('ann', inContractors), named('bob')])
    expect(found).toMatchObject({ looked: 2, gains: { count: 0 }, loses: { count: 1 } })
    expect(found.loses.people).toEqual([
      {
        accountId: 'ann',
        name: 'The ann',
        signInName: 'ann@meridian.example',
        appId: 'crm',
        app: 'CRM',
        before: 'admit',
        after: 'refuse',
        because: expect.stringContaining('policy'),
      },
    ])
  })

  it('names those who gain', () => {
    const under = { ...inContractors, tenant: { policies: [keepOut] } }
    const found = of({ do: 'delete_policy', policyId: 'out' }, [
      named('ann', under),
      named('bob', { tenant: under.tenant }),
    ])
    expect(found).toMatchObject({
      gains: { count: 1, people: [{ accountId: 'ann', because: null }] },
      loses: { count: 0 },
    })
  })

  it('tells those who are newly asked from those who are kept out, and from those who are asked no more', () => {
    const proof = { secondFactor: 'not_presented' } as const
    const mfa = { do: 'put_policy', policy: aPolicy({ id: 'mfa' }) } as const
    expect(of(mfa, [named('ann', { proof }), named('bob')])).toMatchObject({
      newlyChallenged: { count: 1, people: [{ accountId: 'ann', after: 'challenge' }] },
      loses: { count: 0 },
    })
    const asked = named('ann', { proof, tenant: { policies: [aPolicy({ id: 'mfa' })] } })
    expect(of({ do: 'delete_policy', policyId: 'mfa' }, [asked]).noLongerChallenged.count).toBe(1)
  })

  it('takes nobody for let in who is only asked for something before they are refused', () => {
    const closed = { app: { isEnabled: false } }
    const asked: Change = { do: 'require_password_change', accountId: 'ann' }
    const none = { gains: { count: 0 }, loses: { count: 0 }, newlyChallenged: { count: 0 } }
    expect(of(asked, [named('ann', closed)])).toMatchObject(none)
    expect(of(asked, [named('ann')])).toMatchObject({ ...none, newlyChallenged: { count: 1 } })
    // And who is asked first loses all the same what a change closes behind that.
    const must = { account: { mustChangePassword: true } }
    const lost = of({ do: 'put_policy', policy: keepOut }, [
      named('ann', { account: { ...inContractors.account, ...must.account } }),
    ])
    expect(lost).toMatchObject({
      loses: { count: 1, people: [{ after: 'refuse', because: expect.stringContaining('policy') }] },
    })
  })

  it('counts those for whom it hangs on what nobody knows', () => {
    const away = aPolicy({ id: 'away', grant: 'block', locations: { include: 'any', exclude: 'trusted' } })
    const nowhere = { attempt: { network: { ip: null, locationIds: null } } }
    expect(of({ do: 'put_policy', policy: away }, [named('ann', nowhere)]).newlyUnknown.count).toBe(1)
  })

  it('keeps the whole number, and names up to a limit', () => {
    const many = Array.from({ length: 30 }, (_, i) => named(`p${i}`, inContractors))
    const { loses } = of({ do: 'put_policy', policy: keepOut }, many, 5)
    expect([loses.count, loses.people.length]).toEqual([30, 5])
  })

  it('shows the seats that move', () => {
    const before = aSnapshot().tenant
    const product = { ...before.products['sales-pro'], seatsUsed: 12 } as (typeof before.products)[string]
    const after = { ...before, products: { ...before.products, 'sales-pro': product } }
    expect(impact(before, after, []).seats).toEqual([
      { productId: 'sales-pro', name: 'Meridian Sales Professional', before: 10, after: 12, of: 25 },
    ])
  })
})

const roles = ['global-admin']

describe('administrators', () => {
  it('count once, when some attempt of theirs is let in or asked for what they can give', () => {
    const blocked = { account: { roles, isEnabled: false } }
    const asked = { account: { roles, mustChangePassword: true } }
    const left = administratorsLeft([
      named('ann', { account: { roles } }),
      named('ann', { account: { roles } }),
      named('bob', blocked),
      named('carol', asked),
      named('dora'),
    ])
    expect(left.map(({ accountId }) => accountId)).toEqual(['ann', 'carol'])
  })

  it('do not count where it hangs on what nobody knows', () => {
    const away = aPolicy({ id: 'away', grant: 'block', locations: { include: 'any', exclude: 'trusted' } })
    const at = (locationIds: readonly string[] | null) =>
      named('ann', {
        account: { roles },
        attempt: { network: { ip: null, locationIds } },
        tenant: { policies: [away] },
      })
    expect(administratorsLeft([at(null)])).toEqual([])
    expect(administratorsLeft([at(null), at(['office'])])).toHaveLength(1)
  })

  const many = (n: number) => Array.from({ length: n }, (_, i) => named(`admin${i}`, { account: { roles } }))
  const without = (all: readonly Snapshot[], n: number) =>
    all.map((s, i) => (i < n ? applyChange(s, { do: 'block_account', accountId: `admin${i}` }) : s))

  it.each([
    ['two of four', 4, 2, false],
    ['one of two', 2, 1, true],
    ['both', 2, 2, true],
    ['the only one', 1, 1, true],
    ['nobody, where there is one only', 1, 0, false],
    ['nobody, where there is none', 0, 0, false],
  ])('losing %s', (_, all, gone, isRefused) => {
    const before = many(all)
    const found = lockoutOf(before, without(before, gone))
    expect(found.isRefused).toBe(isRefused)
    expect(found.lost).toHaveLength(gone)
    expect(found.left).toHaveLength(all - gone)
  })

  it('are locked out by a policy without an exception for emergency accounts', () => {
    const all = many(4)
    const block = { do: 'put_policy', policy: aPolicy({ id: 'all', grant: 'block' }) } as const
    expect(
      lockoutOf(
        all,
        all.map((s) => applyChange(s, block)),
      ),
    ).toMatchObject({ isRefused: true, left: [] })
  })
})
