import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anOrganisation, type Organisation } from '../../../test/support/organisation.ts'
import { findAccount } from '../../store/accounts.ts'
import { forgetFailures, listFailures } from '../../store/lockouts.ts'
import { findTries } from '../../store/sign-in-sources.ts'
import { rows, type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { forgetOldTries } from '../lockout.ts'
import type { Admit } from '../admit.ts'
import { countWrong } from './count-wrong.ts'
import { placeOf, rememberPlace, sourceOf } from './familiar.ts'
import { withBrowserKnown } from './known-browser.ts'
import { countTry, mustNotWait } from './slow-source.ts'

let org: Organisation
let admit: Admit
let accountId: string
let now = Date.UTC(2030, 0, 15)
const [minute, day] = [60_000, 86_400_000]

beforeAll(async () => {
  org = await anOrganisation()
  admit = { ...org.admit, now: () => now }
  await org.person('helen', 'helpdesk')
})
afterAll(() => org.close())
let made = 0
beforeEach(async () => {
  accountId = await org.person(`person${++made}`)
})

const within = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, org.tenantId, work)
const from = { ip: '203.0.113.9', client: 'Mail/2.0' }
const wrong = (password: string, place: 'familiar' | 'strange' = 'strange') =>
  within((t) => countWrong(admit, t, { accountId, password, place, from }))
const account = () => within((t) => findAccount(t, accountId))

describe('SEC-03: wrong passwords', () => {
  it('are counted one by one, fifty guesses at once, and lock once', async () => {
    // None is lost: each of nine at the same moment counts.
    await Promise.all(Array.from({ length: 9 }, (_, i) => wrong(`at once ${i}`)))
    expect(await account()).toMatchObject({ lockedUntil: null, failedAttempts: 9 })
    await Promise.all(Array.from({ length: 50 }, (_, i) => wrong(`guess ${i}`)))
    expect(await account()).toMatchObject({ lockedUntil: now + minute, failedAttempts: 0 })
    const kept = await within((t) =>
      rows(t, sql<{ locks: number }>`select locks from lockouts where account_id = ${accountId}`),
    )
    expect(kept).toEqual([{ locks: 1 }])
  })

  it('from strange places leave the familiar ones open, and the other way round', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => wrong(`guess ${i}`)))
    await wrong('typo', 'familiar')
    const after = await account()
    expect(after).toMatchObject({ lockedUntil: now + minute, familiarFailedAttempts: 1 })
    expect(after).not.toHaveProperty('familiarLockedUntil')
  })

  it('lock as the organisation says, and by whom it may be said', async () => {
    const set = { do: 'set_lockout', threshold: 5, seconds: 300 } as const
    for (const role of ['helpdesk', 'user-admin', 'policy-admin', 'privileged-auth-admin'])
      expect(await org.tries(await named(role), set), role).toBe('change.forbidden')
    // Within a unit nobody says what holds for all.
    const unitId = org.id('unit')
    await org.done({ do: 'put_unit', unit: { id: unitId, name: 'Lyon', description: null } })
    const inUnit = await org.person('within-lyon')
    await org.done({ do: 'assign_role', accountId: inUnit, role: 'auth-admin', unitId })
    expect(await org.tries('within-lyon', set)).toBe('change.forbidden')
    for (const role of ['auth-admin', 'security-admin'])
      expect(await org.tries(await named(role), set), role).toBe('done')
    expect((await within(loadTenantPart)).lockout).toEqual({ threshold: 5, seconds: 300, growth: 2 })
    for (let i = 0; i < 5; i++) await wrong(`guess ${i}`)
    expect((await account())?.lockedUntil).toBe(now + 5 * minute)
    // How much longer each lasts is theirs to say as well; left out, it stays as it is.
    await org.done({ do: 'set_lockout', threshold: 5, seconds: 300, growth: 3 })
    await org.done({ do: 'set_lockout', threshold: 5, seconds: 60 })
    expect((await within(loadTenantPart)).lockout).toEqual({ threshold: 5, seconds: 60, growth: 3 })
    now += 5 * minute
    await Promise.all(Array.from({ length: 5 }, (_, i) => wrong(`guess again ${i}`)))
    expect((await account())?.lockedUntil).toBe(now + 3 * minute)
    await org.done({ do: 'set_lockout', threshold: 10, seconds: 60, growth: 2 })
  })

  const named = async (role: string) => {
    await org.person(`holder of ${role}`.replaceAll(' ', '-'), role)
    return `holder-of-${role}`
  }

  it('do not count again among the last three, and tell nothing to who reads the database', async () => {
    for (let i = 0; i < 30; i++) await wrong(`old ${i % 3}`)
    expect(await account()).toMatchObject({ failedAttempts: 3, lockedUntil: null })
    const [kept] = await within((t) =>
      rows(
        t,
        sql<{
          all: string
          wrong: string[]
        }>`select to_jsonb(l)::text as all, wrong from lockouts l where account_id = ${accountId}`,
      ),
    )
    expect(kept?.all).not.toContain('old')
    expect(kept?.wrong).toHaveLength(3)
    // The same password of somebody else is kept as something else.
    const before = kept?.wrong ?? []
    accountId = await org.person(`person${++made}`)
    for (let i = 0; i < 3; i++) await wrong(`old ${i}`)
    const [other] = await within((t) =>
      rows(t, sql<{ wrong: string[] }>`select wrong from lockouts where account_id = ${accountId}`),
    )
    expect(other?.wrong.filter((one) => before.includes(one))).toEqual([])
  })

  it('are forgotten after a right password, but a lock that stands is not', async () => {
    await wrong('old')
    await within((t) => forgetFailures(t, accountId, 'strange', now))
    expect(await account()).toMatchObject({ failedAttempts: 0 })
    await wrong('old')
    expect(await account()).toMatchObject({ failedAttempts: 1 })
    for (let i = 0; i < 10; i++) await wrong(`guess ${i}`)
    await within((t) => forgetFailures(t, accountId, 'strange', now))
    expect(await account()).toMatchObject({ lockedUntil: now + minute })
  })

  it('are all forgotten when the help desk unlocks, or gives a temporary password', async () => {
    for (const change of ['unlock_account', 'issue_temporary_password'] as const) {
      for (const place of ['familiar', 'strange'] as const)
        for (let i = 0; i < 11; i++) await wrong(`guess ${i}`, place)
      expect(await account()).toMatchObject({ lockedUntil: now + minute, familiarLockedUntil: now + minute })
      expect(await org.tries('helen', { do: change, accountId })).toBe('done')
      const after = await account()
      expect(after).toMatchObject({ lockedUntil: null, failedAttempts: 0 })
      expect(after).not.toHaveProperty('familiarLockedUntil')
      expect(await within((t) => listFailures(t, accountId))).toEqual([])
    }
  })

  it('go with what is too old to count', async () => {
    await wrong('old')
    now += day + 1
    await wrong('new', 'familiar')
    await forgetOldTries(admit)
    expect(await account()).toMatchObject({ failedAttempts: 0, familiarFailedAttempts: 1 })
  })
})

describe('a familiar place', () => {
  it('is the browser, or an address the person signed in from within 90 days', async () => {
    const place = (ip: string | null, kept: string | null = null) =>
      within((t) => placeOf(admit, t, accountId, { ip, kept }))
    const kept = withBrowserKnown(admit, null, { tenantId: org.tenantId, accountId })
    expect(await place('198.51.100.7')).toEqual({ place: 'strange', by: null })
    expect(await place('192.0.2.1', kept)).toEqual({ place: 'familiar', by: 'browser' })
    await within((t) => rememberPlace(t, accountId, '::ffff:198.51.100.7', now))
    await within((t) => rememberPlace(t, accountId, '2001:db8:1:2:3:4:5:6', now))
    expect(await place('198.51.100.7')).toEqual({ place: 'familiar', by: 'address' })
    expect(await place('2001:db8:1:2:ffff::1')).toEqual({ place: 'familiar', by: 'address' })
    for (const ip of ['2001:db8:1:3::1', '198.51.100.8', 'nonsense', null])
      expect(await place(ip), String(ip)).toEqual({ place: 'strange', by: null })
    now += 90 * day
    expect((await place('198.51.100.7')).by).toBe('address')
    now += 1
    await forgetOldTries(admit)
    expect((await place('198.51.100.7')).by).toBeNull()
  })

  it('is told by the whole of an IPv4 address and the first half of an IPv6 one', () => {
    expect(['198.51.100.7', '::ffff:198.51.100.7', '2001:DB8:1:2:3::4', '', 'x', null].map(sourceOf)).toEqual([
      ...['198.51.100.7', '198.51.100.7', '2001:db8:1:2::/64', null, null, null],
    ])
  })
})

describe('SEC-04: many names from one address', () => {
  let nth = 0
  const tryFrom = (ip: string, name: string, was: 'right' | 'wrong' = 'wrong') =>
    within((t) => countTry(admit, t, { name, ip, was })).then(
      () => 'taken',
      (error: { code?: string }) => error.code,
    )

  it('wait, two hundred at once: no more than some are taken, and who comes from elsewhere does not', async () => {
    const ip = `192.0.2.${++nth}`
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => tryFrom(ip, `name ${i}`)))
    expect(all.filter((one) => one === 'taken').length).toBe(21)
    expect(new Set(all)).toEqual(new Set(['taken', 'rate.limited']))
    // A right password says no more than a wrong one.
    expect(await tryFrom(ip, 'another', 'right')).toBe('rate.limited')
    expect(await tryFrom(ip, 'name 1', 'right')).toBe('rate.limited')
    await expect(within((t) => mustNotWait(admit, t, ip))).rejects.toMatchObject({ details: { retryAfter: 5 } })
    await within((t) => mustNotWait(admit, t, `192.0.2.${++nth}`))
    now += 5000
    expect(await tryFrom(ip, 'one more')).toBe('taken')
    await expect(within((t) => mustNotWait(admit, t, ip))).rejects.toMatchObject({ details: { retryAfter: 10 } })
  })

  it('are counted by the half of an IPv6 address that is one household’s', async () => {
    for (let i = 0; i < 21; i++) await tryFrom(`2001:db8:9:9::${i}`, `name ${i}`)
    expect(await tryFrom('2001:db8:9:9:ffff::1', 'x')).toBe('rate.limited')
    expect(await tryFrom('2001:db8:9:a::1', 'x')).toBe('taken')
  })

  it('are kept as nothing that names anybody, and not for ever', async () => {
    const ip = `192.0.2.${++nth}`
    await tryFrom(ip, 'somebody@contoso.example')
    const tries = await within((t) => findTries(t, ip))
    expect(JSON.stringify(tries)).not.toContain('somebody')
    now += day + 1
    await forgetOldTries(admit)
    expect((await within((t) => findTries(t, ip))).failed).toEqual([])
  })
})
