import { randomUUID } from 'node:crypto'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { isOutdated } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { findPasswordHash } from '../../src/store/credentials.ts'
import { lockAccount } from '../../src/store/lockouts.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { unusedCode, Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const tenantId = () => served.demo.tenant.id
const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) =>
  withTenant(served.running.admit.store, tenantId(), work)
const hashOf = async (id: string) => (await inTenant((t) => findPasswordHash(t, id))) as string

/** Somebody new, who has no second factor. */
async function newcomer() {
  const account = { id: randomUUID(), signInName: 'newcomer@meridian.example', displayName: 'New here' }
  const rest = { userType: 'member', isEnabled: true, attributes: {} } as const
  const create = { do: 'create_account', account: { ...account, ...rest } } as const
  await applyChanges(served.running.admit, commandLine(tenantId()), [create], null)
  return account
}

/** Somebody whose password came as bcrypt made it of this one, at its least cost. */
async function broughtBy({ id, signInName }: { readonly id: string; readonly signInName: string }, password: string) {
  const kept = await bcrypt(password, 4)
  await inTenant((t) =>
    sql`update accounts set password_hash = ${kept}, password_set_at = coalesce(password_set_at, 0) where tenant_id = ${tenantId()} and id = ${id}`.execute(
      t.db,
    ),
  )
  return { id, signInName, kept }
}

async function signIn(name: string, password: string) {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  return { page: await visitor.send({ password }), visitor }
}

/** Entries that ask the person for a new password. */
const asked = async (id: string) =>
  (
    await inTenant((t) =>
      sql<{ kind: string; reason: string; actor: string }>`select kind, reason, actor_kind as actor from journal
        where tenant_id = ${tenantId()} and entity_id = ${id} and kind = 'require_password_change'`.execute(t.db),
    )
  ).rows

describe('a password of which bcrypt kept the beginning alone', () => {
  const whole = `${'kettle lamp '.repeat(6)}and eight`
  const slip = `${'kettle lamp '.repeat(6)}and nine`

  it('SEC-05: says so and is changed: neither what was typed nor that beginning is kept for ever', async () => {
    expect([...whole].length).toBe(81)
    const { id, signInName, kept } = await broughtBy(await newcomer(), whole)
    const { page, visitor } = await signIn(signInName, slip)
    expect(page.text).toContain('only its first 72 bytes counted')
    // What was typed is nobody's password yet, for it may be a slip.
    expect(await hashOf(id)).toBe(kept)
    expect(visitor.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
    // Nor is it the other way round: whoever comes back meets the same page, and it is asked for once.
    expect((await signIn(signInName, whole)).page.text).toContain('only its first 72 bytes counted')
    expect(await asked(id)).toEqual([
      { kind: 'require_password_change', reason: 'its hash of another system is of 72 bytes at most', actor: 'system' },
    ])

    const chosen = `${'tundra copper '.repeat(6)}x`
    expect((await visitor.send({ password: chosen, repeat: chosen })).text).toContain('My apps')
    expect(isOutdated(await hashOf(id))).toBe(false)
    // From now on the whole of it counts.
    expect((await signIn(signInName, `${chosen}x`)).page.text).toContain("We couldn't sign you in")
    expect((await signIn(signInName, chosen)).page.text).toContain('My apps')
    expect((await signIn(signInName, whole)).page.text).toContain("We couldn't sign you in")
  })

  it('SEC-09: says so after the second factor, where the person has one', async () => {
    const { signInName } = await broughtBy(person('marc'), whole)
    const { page, visitor } = await signIn(signInName, slip)
    expect(page.text).toContain('Enter your code')
    const code = await unusedCode(person('marc').totpSecret as string)
    expect((await visitor.send({ code })).text).toContain('only its first 72 bytes counted')
  })

  it.each([
    ['as long as what bcrypt looks at, which may be the beginning of a longer one', 'olga', 'a'.repeat(72)],
    ['in letters of several bytes', 'sven', 'é'.repeat(36)],
  ])('SEC-05: is one %s', async (_, key, typed) => {
    const { id, signInName, kept } = await broughtBy(person(key), `${typed}and more`)
    const { page, visitor } = await signIn(signInName, typed)
    // Whoever has a second factor proves it first.
    expect(page.text).not.toContain("We couldn't sign you in")
    expect(await hashOf(id)).toBe(kept)
    expect(await asked(id)).toHaveLength(1)
    expect(visitor.cookie(new URL(served.origin).host, '__Host-admit-session')).toBeUndefined()
  })

  it('SEC-05: is not one that is shorter: its hash becomes one of today, and nothing is asked', async () => {
    const { id, signInName } = await broughtBy(person('alice'), 'b'.repeat(71))
    const { page } = await signIn(signInName, 'b'.repeat(71))
    expect(page.text).not.toContain("We couldn't sign you in")
    expect(page.text).not.toContain('72 bytes')
    expect(isOutdated(await hashOf(id))).toBe(false)
    expect(await asked(id)).toEqual([])
  })

  it('SEC-01: is told to nobody whose account is locked, and nothing is asked of it', async () => {
    const { id, signInName } = await broughtBy(person('omar'), whole)
    await inTenant((t) => lockAccount(t, id, Date.now() + 60_000))
    expect((await signIn(signInName, whole)).page.text).toContain("We couldn't sign you in")
    expect((await signIn(signInName, 'c'.repeat(90))).page.text).toContain("We couldn't sign you in")
    expect(await asked(id)).toEqual([])
  })
})
