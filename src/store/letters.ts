import { sql } from 'kysely'
import { addJob } from './messages.ts'
import { json, row, type TenantDb } from './store.ts'

/**
 * Keeps a letter to an address, whoever has it, to be sent before all that nobody waits for: it takes as long whether there is an account
 * or not, for it looks for none.
 */
export async function insertLetter(
  t: TenantDb,
  letter: { readonly kind: string; readonly facts: object; readonly to: string; readonly language: string | null },
  at: number,
): Promise<void> {
  const { kind, facts, to, language } = letter
  await sql`with made as (
      insert into messages (tenant_id, id, kind, facts, recipient, language, made_at, next_at)
      values (${t.tenantId}, gen_random_uuid(), ${kind}, ${json(facts)}, ${to}, ${language}, ${at}, ${at})
      returning id)
    select ${addJob(t, sql`id`, { priority: -10 })} from made`.execute(t.db)
}

/** Forgets what was written to an address that nobody has an account for. */
export async function forgetLetters(t: TenantDb, to: string): Promise<void> {
  await sql`delete from messages where tenant_id = ${t.tenantId} and account_id is null and lower(recipient) = lower(${to})`.execute(
    t.db,
  )
}

/** How many letters of these kinds an address was sent since, however it is written. */
export async function countLetters(t: TenantDb, to: string, kinds: readonly string[], since: number): Promise<number> {
  const found = await row(
    t,
    sql<{
      n: number
    }>`select count(*)::int as n from messages where tenant_id = ${t.tenantId} and made_at > ${since}
      and lower(recipient) = lower(${to}) and kind = any(${kinds}::text[])`,
  )
  return found?.n ?? 0
}
