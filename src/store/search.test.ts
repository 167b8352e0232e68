import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { listAccounts } from './accounts.ts'
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
async function found(search: string): Promise<string[]> {
  const all: string[] = []
  for (let after: readonly [string, string] | null | undefined; after !== null; ) {
    const page = await withTenant(store, tenantId, (t) =>
      listAccounts(t, { search, limit: 2, ...(after ? { after } : {}) }),
    )
    all.push(...page.items.map((one) => one.displayName))
    after = page.next
  }
  return all
}

it('finds people by the beginning of their name, of a word of it, and of the sign-in name, each once and in order', async () => {
  expect(await found('mor')).toEqual(['Ada Moreau', 'Alice Moreau', 'Moritz Adler', 'Zoë Marie Morel', 'ÉMILE Mora'])
  expect(await found('ADA')).toEqual(['Ada Moreau', 'Ada Zoll'])
  expect(await found('ada m')).toEqual(['Ada Moreau'])
  expect(await found('émile')).toEqual(['ÉMILE Mora'])
  expect(await found('s6@')).toEqual(['Bob Builder'])
  expect(await found('%')).toEqual([])
})
