import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { appendJournal, eraseJournal, listJournal, verifyJournal } from './journal.ts'
import { openStore, type Store, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'
import { takeTurn } from './turn.ts'
import { leavesFaults } from '../../test/setup/databases.ts'

const store: Store = openStore(await freshDatabase())
afterAll(() => store.close())
let tenantId: string
const person = randomUUID()

/** Ten entries about a person, each saying something else. */
beforeEach(async () => {
  tenantId = randomUUID()
  await withTenant(store, tenantId, async (t) => {
    await insertTenant(t, { name: 'Meridian', isDemo: false })
    await takeTurn(t)
    for (let i = 1; i <= 10; i++)
      await appendJournal(
        t,
        { actor: null, actorKind: 'system', reason: `reason ${i}`, operationId: randomUUID(), at: i },
        [{ kind: 'set_attribute', entity: 'account', entityId: person, payload: { after: { n: i, city: 'Lyon' } } }],
      )
  })
})

/** Does what only somebody with the keys of the database could do: past the trigger. */
const behindItsBack = (...statements: ReturnType<typeof sql>[]) =>
  withTenant(store, tenantId, async (t) => {
    leavesFaults('entries are altered, to be found')
    await sql`alter table journal disable trigger user`.execute(t.db)
    for (const statement of statements) await statement.execute(t.db)
    await sql`alter table journal enable trigger user`.execute(t.db)
  })
const verify = () => withTenant(store, tenantId, verifyJournal)

describe('SEC-34: the journal', () => {
  it('is whole as it was written', async () => {
    expect(await verify()).toEqual({ ok: true, entries: 10, brokenAt: null })
  })

  it.each<[string, number, () => ReturnType<typeof sql>[]]>([
    ['a payload is altered', 4, () => [sql`update journal set payload = '{"after": {"n": 5}}' where seq = 4`]],
    ['somebody else is made to have done it', 4, () => [sql`update journal set actor = ${randomUUID()} where seq = 4`]],
    ['its reason is altered', 4, () => [sql`update journal set reason = 'another' where seq = 4`]],
    ['its time is altered', 4, () => [sql`update journal set at = 1000 where seq = 4`]],
    ['it is about something else', 4, () => [sql`update journal set entity_id = ${randomUUID()} where seq = 4`]],
    ['an entry is removed', 5, () => [sql`delete from journal where seq = 4`]],
    ['the first is removed', 2, () => [sql`delete from journal where seq = 1`]],
    [
      'a gap is closed again',
      4,
      () => [sql`delete from journal where seq = 4`, sql`update journal set seq = seq - 1 where seq > 4`],
    ],
    [
      'two change places',
      4,
      () => [
        sql`update journal set seq = 99 where seq = 4`,
        sql`update journal set seq = 4 where seq = 5`,
        sql`update journal set seq = 5 where seq = 99`,
      ],
    ],
    ['the last is cut off', 10, () => [sql`delete from journal where seq = 10`]],
    [
      'one is added without its hash',
      11,
      () => [
        sql`insert into journal select tenant_id, 11, at, actor, actor_kind, operation_id, kind, entity, entity_id, reason, salt, payload, payload_digest, prev_hash, hash from journal where seq = 10`,
      ],
    ],
    [
      'the head is set back',
      11,
      () => [sql`update journal_heads set seq = 9, hash = (select hash from journal where seq = 9)`],
    ],
  ])('finds out when %s', async (_, brokenAt, statements) => {
    await behindItsBack(...statements())
    expect(await verify()).toMatchObject({ ok: false, brokenAt })
  })

  it('refuses every statement but the one that erases', async () => {
    const tried = (statement: ReturnType<typeof sql>) => withTenant(store, tenantId, (t) => statement.execute(t.db))
    for (const statement of [
      sql`update journal set payload = '{}'`,
      sql`update journal set payload = null, reason = 'another'`,
      sql`update journal set hash = '\\x00'`,
      sql`delete from journal`,
      sql`truncate journal`,
    ])
      await expect(tried(statement)).rejects.toThrow('append-only')
    expect(await verify()).toMatchObject({ ok: true })
  })

  it('is whole after the payloads about a person are erased, and they are gone', async () => {
    await withTenant(store, tenantId, (t) => eraseJournal(t, 'account', person))
    expect(await verify()).toEqual({ ok: true, entries: 10, brokenAt: null })
    const left = await withTenant(store, tenantId, (t) => listJournal(t, { limit: 20 }))
    expect(left.map(({ payload }) => payload)).toEqual(Array.from({ length: 10 }, () => null))
    expect(left[0]).toMatchObject({ kind: 'set_attribute', entityId: person })
    // What is written after it is chained to it as ever, and what is altered after it is found.
    await behindItsBack(sql`update journal set kind = 'other' where seq = 4`)
    expect(await verify()).toMatchObject({ ok: false, brokenAt: 4 })
  })
})
