import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { isNamed, presentAccounts } from './directory-lists.ts'
import { anyPage, type Asked, type Cursor, type Order, pageOf } from './lists.ts'
import { json, openStore, type Store, withTenant } from './store.ts'
import { insertTenant } from './tenants.ts'

const tenantId = randomUUID()
const names = [
  'Ada Moreau',
  'Alice Moreau',
  'Moritz Adler',
  'Zoë Marie Morel',
  'ÉMILE Mora',
  'Bob Builder',
  'Mo',
  'Mo Molina',
  'Ada Zoll',
]
let store: Store

beforeAll(async () => {
  store = openStore(await freshDatabase())
  await withTenant(store, tenantId, async (t) => {
    await insertTenant(t, { name: 'names', isDemo: false })
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, created_at)
      select ${tenantId}::uuid, gen_random_uuid(), 's' || n || '@x.example', 's' || n || '@x.example', name, 0
      from jsonb_array_elements_text(${json(names)}) with ordinality r(name, n)`.execute(t.db)
  })
})
afterAll(() => store.close())

/** All that is found, page by page of two. */
async function found(search: string, order: readonly Order[] = []): Promise<string[]> {
  const all: string[] = []
  let after: Cursor | null = null
  do {
    const asked: Asked = { ...anyPage, where: isNamed(search), order, after, limit: 2 }
    const page = await withTenant(store, tenantId, (t) => pageOf(t, presentAccounts, asked))
    all.push(...page.items.map((one) => one.displayName))
    after = page.next
  } while (after !== null)
  return all
}

it('finds people by the beginning of their name, then of the second word, of the third, and of the sign-in name; each once', async () => {
  const byWords = ['ÉMILE Mora', 'Ada Moreau', 'Alice Moreau', 'Zoë Marie Morel']
  expect(await found('mor')).toEqual(['Moritz Adler', ...byWords])
  expect(await found('ADA')).toEqual(['Ada Moreau', 'Ada Zoll'])
  expect(await found('mo')).toEqual(['Mo', 'Mo Molina', 'Moritz Adler', ...byWords])
  expect(await found('ada m')).toEqual(['Ada Moreau'])
  expect(await found('émile')).toEqual(['ÉMILE Mora'])
  expect(await found('s6@')).toEqual(['Bob Builder'])
  expect(await found('%')).toEqual([])
})

it('finds them in the order that is asked for', async () => {
  const byName = (direction: 'asc' | 'desc') => [{ column: 'displayName', field: 'displayName', direction }]
  const names = ['Ada Moreau', 'Alice Moreau', 'Moritz Adler', 'Zoë Marie Morel', 'ÉMILE Mora']
  expect(await found('mor', byName('asc'))).toEqual(names)
  expect(await found('mor', byName('desc'))).toEqual(names.toReversed())
})
