import { sql } from 'kysely'
import { type KeptName, keptName, whyUnfit } from '../core/naming/fit.ts'
import { AppError } from '../errors.ts'
import { beginsWith } from './begins-with.ts'
import { row, rows, type TenantDb } from './store.ts'

/**
 * Names are told apart over two tables, which no one index sees. INVARIANT: whoever gives a plain name holds the tenant's names
 * shared, whoever gives an alias or a name that is not its own look holds them alone, until the transaction ends. Two plain
 * names are told apart by the index.
 */
async function holdNames(t: TenantDb, how: 'shared' | 'alone'): Promise<void> {
  if (how === 'shared')
    await sql`select pg_advisory_xact_lock_shared(hashtext('admit: names'), hashtext(${t.tenantId}))`.execute(t.db)
  else await sql`select pg_advisory_xact_lock(hashtext('admit: names'), hashtext(${t.tenantId}))`.execute(t.db)
}

/** A name that is to be one account's. */
export type GivenName = { readonly accountId: string; readonly name: string }

/**
 * The name as it is kept, when it may be given: it is fit, and nobody else has it or one that looks like it. Throws
 * `user.name_unfit`, `user.name_taken` and `user.name_looks_alike`, which name the other holder.
 */
export async function freeName(t: TenantDb, given: GivenName, as: 'name' | 'alias'): Promise<KeptName> {
  const kept = keptName(given.name)
  await holdNames(t, as === 'alias' || kept.look !== null ? 'alone' : 'shared')
  await mustBeFree(t, [given])
  return kept
}

/** The same for many names of accounts at once. */
export async function freeNames(t: TenantDb, given: readonly GivenName[]): Promise<void> {
  if (given.length === 0) return
  await holdNames(t, given.some(({ name }) => keptName(name).look !== null) ? 'alone' : 'shared')
  await mustBeFree(t, given)
}

async function mustBeFree(t: TenantDb, given: readonly GivenName[]): Promise<void> {
  for (const { name } of given) {
    const hint = whyUnfit(name)
    if (hint !== null) throw new AppError('user.name_unfit', { name, hint })
  }
  const kept = given.map(({ name }) => keptName(name))
  // Plain columns, which row-level security always lets an index be asked for.
  const wanted = sql`unnest(${given.map(({ accountId }) => accountId)}::uuid[], ${given.map(({ name }) => name)}::text[],
    ${kept.map(({ key }) => key)}::text[], ${kept.map(({ key, look }) => look ?? key)}::text[]) w(id, name, key, look)`
  type Held = { name: string; key: string; otherKey: string; id: string; holder: string; isDeleted: boolean }
  const [held] = await rows(
    t,
    sql<Held>`select w.name, w.key, h.key as "otherKey", h.id, h.holder, h.deleted as "isDeleted"
      from ${wanted} cross join lateral (
        select a.name_key as key, a.id, a.sign_in_name as holder, a.deleted_at is not null as deleted from accounts a
          where a.tenant_id = ${t.tenantId} and a.name_key = w.look
        union all select a.name_key, a.id, a.sign_in_name, a.deleted_at is not null from accounts a
          where a.tenant_id = ${t.tenantId} and a.name_look = w.look
        union all select n.name_key, a.id, a.sign_in_name, a.deleted_at is not null from account_aliases n
          join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
          where n.tenant_id = ${t.tenantId} and n.name_key = w.look
        union all select n.name_key, a.id, a.sign_in_name, a.deleted_at is not null from account_aliases n
          join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
          where n.tenant_id = ${t.tenantId} and n.name_look = w.look) h
      where h.id <> w.id limit 1`,
  )
  if (held === undefined) return
  const { name, key, otherKey, id: heldBy, holder, isDeleted } = held
  throw new AppError(otherKey === key ? 'user.name_taken' : 'user.name_looks_alike', {
    name,
    heldBy,
    holder,
    isDeleted,
  })
}

/** The account that has this normalised name as an alias, or null. */
export async function findAlias(t: TenantDb, key: string): Promise<string | null> {
  const found = await row(
    t,
    sql<{
      id: string
    }>`select account_id as id from account_aliases where tenant_id = ${t.tenantId} and name_key = ${key}`,
  )
  return found?.id ?? null
}

/** Up to five sign-in names and aliases that begin like this one or share its part before the @; for administrators. */
export async function nearNames(t: TenantDb, name: string): Promise<readonly string[]> {
  const local = name.split('@')[0] ?? ''
  const head = local.slice(0, Math.max(2, local.length - 2))
  const found = await rows(
    t,
    sql<{
      name: string
    }>`select name from (
        (select a.sign_in_name as name, a.name_key as key from accounts a where a.tenant_id = ${t.tenantId} and a.deleted_at is null and ${beginsWith(sql`a.name_key`, head)}
          order by abs(length(a.name_key) - ${name.length}), a.name_key limit 5)
        union all
        (select n.name, n.name_key from account_aliases n join accounts a on a.tenant_id = n.tenant_id and a.id = n.account_id
          where n.tenant_id = ${t.tenantId} and a.deleted_at is null and ${beginsWith(sql`n.name_key`, head)}
          order by abs(length(n.name_key) - ${name.length}), n.name_key limit 5)) near
      order by abs(length(key) - ${name.length}), key limit 5`,
  )
  return found.map((one) => one.name)
}
