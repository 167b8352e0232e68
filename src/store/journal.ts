import { createHash, randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { json, row, rows, type TenantDb } from './store.ts'
import { headHeld } from './turn.ts'

export type ActorKind = 'person' | 'self' | 'app' | 'system' | 'command_line'

/** Who did something and why; entries of one press share an operation. */
export type By = {
  readonly actor: string | null
  readonly actorKind: ActorKind
  readonly reason: string | null
  readonly operationId: string
  readonly at: number
}

/** What was done to what, with what was there before and after. No secret is ever in it (SEC-38). */
export type Done = {
  readonly kind: string
  readonly entity: string
  readonly entityId: string
  readonly payload: object
}

export type JournalEntry = Omit<By, 'reason'> &
  Omit<Done, 'payload'> & {
    readonly seq: number
    readonly reason: string | null
    readonly payload: { readonly change?: unknown; readonly before?: unknown; readonly after?: unknown } | null
  }

/** Appends entries under the tenant's head, which the transaction's turn holds until it ends: one chain, no gaps. Gives the last number. */
export async function appendJournal(t: TenantDb, by: By, done: readonly Done[]): Promise<number> {
  const head = await headHeld(t)
  let { seq, hash } = head
  const entries = done.map((one) => {
    const salt = randomBytes(16)
    const digest = payloadDigest(salt, one.payload)
    const prev = hash
    seq += 1
    hash = entryHash({ prev, seq, digest, ...by, ...one })
    return {
      seq,
      k: one.kind,
      e: one.entity,
      i: one.entityId,
      salt: hex(salt),
      p: one.payload,
      digest: hex(digest),
      prev: hex(prev),
      hash: hex(hash),
    }
  })
  for (let i = 0; i < entries.length; i += 1000)
    await sql`insert into journal (tenant_id, seq, at, actor, actor_kind, operation_id, kind, entity, entity_id, reason, salt, payload, payload_digest, prev_hash, hash)
      select ${t.tenantId}::uuid, (r ->> 'seq')::bigint, ${by.at}::bigint, ${by.actor}::uuid, ${by.actorKind}, ${by.operationId}::uuid, r ->> 'k', r ->> 'e', r ->> 'i', ${by.reason},
        decode(r ->> 'salt', 'hex'), r -> 'p', decode(r ->> 'digest', 'hex'), decode(r ->> 'prev', 'hex'), decode(r ->> 'hash', 'hex')
      from jsonb_array_elements(${json(entries.slice(i, i + 1000))}) r`.execute(t.db)
  await sql`update journal_heads set seq = ${seq}, hash = ${hash} where tenant_id = ${t.tenantId}`.execute(t.db)
  head.seq = seq
  head.hash = hash
  return seq
}

/** Walks the whole chain: whether every entry is the one that was written, in its place, and the head is the last of them. */
export async function verifyJournal(
  t: TenantDb,
): Promise<{ readonly ok: boolean; readonly entries: number; readonly brokenAt: number | null }> {
  let prev: Buffer = Buffer.alloc(0)
  let seq = 0
  for (;;) {
    const batch = await rows(
      t,
      sql<Stored>`select seq, at, actor, actor_kind as "actorKind", operation_id as "operationId", kind, entity, entity_id as "entityId", reason, salt, payload, payload_digest as digest, prev_hash as prev, hash
        from journal where tenant_id = ${t.tenantId} and seq > ${seq} order by seq limit 1000`,
    )
    for (const entry of batch) {
      const isWhole =
        entry.seq === seq + 1 &&
        entry.prev.equals(prev) &&
        (entry.payload === null || payloadDigest(entry.salt, entry.payload).equals(entry.digest)) &&
        entryHash(entry).equals(entry.hash)
      if (!isWhole) return { ok: false, entries: seq, brokenAt: entry.seq }
      prev = entry.hash
      seq = entry.seq
    }
    if (batch.length < 1000) break
  }
  const head = await row(
    t,
    sql<{ seq: number; hash: Buffer }>`select seq, hash from journal_heads where tenant_id = ${t.tenantId}`,
  )
  const isHead = head !== null && head.seq === seq && head.hash.equals(prev)
  return { ok: isHead, entries: seq, brokenAt: isHead ? null : seq + 1 }
}

/** An entry with the names that who did it and what it is about have today; null where they are no more. */
export type NamedEntry = JournalEntry & { readonly actorName: string | null; readonly entityName: string | null }

/** Entries, the newest first; `before` is the number the page before ended with. */
export function listJournal(
  t: TenantDb,
  filter: {
    readonly entity?: string
    readonly entityId?: string
    readonly operationId?: string
    readonly before?: number
    readonly limit: number
  },
): Promise<NamedEntry[]> {
  const where: RawBuilder<unknown>[] = [sql`tenant_id = ${t.tenantId}`]
  if (filter.entity !== undefined) where.push(sql`entity = ${filter.entity}`)
  if (filter.entityId !== undefined) where.push(sql`entity_id = ${filter.entityId}`)
  if (filter.operationId !== undefined) where.push(sql`operation_id::text = ${filter.operationId}`)
  if (filter.before !== undefined) where.push(sql`seq < ${filter.before}`)
  return rows(
    t,
    sql<NamedEntry>`select seq, at, actor, actor_kind as "actorKind", operation_id as "operationId", kind, entity, entity_id as "entityId", reason, payload,
      ${actorName} as "actorName", ${entityName} as "entityName"
      from (select * from journal where ${sql.join(where, sql` and `)} order by seq desc limit ${filter.limit}) j order by seq desc`,
  )
}

/** The name that a row of a table has now, by its id as text, beside an entry of the journal as `j`. */
export const nameOf = (table: string, id: RawBuilder<unknown>, name = sql`x.name`) =>
  sql`(select ${name} from ${sql.table(table)} x
    where x.tenant_id = j.tenant_id and x.id = case when ${id} ~ '^[0-9a-f-]{36}$' then ${id}::uuid end)`

const actor = sql`j.actor::text`

/** The name of who did what an entry of the journal, as `j`, tells, where they are still there. */
export const actorName = sql`coalesce(${nameOf('accounts', actor, sql`x.display_name`)}, ${nameOf('apps', actor)}, ${nameOf('scim_tokens', actor)})`

const id = sql`j.entity_id`

/** The name of what an entry of the journal, as `j`, is about, where that is still there. */
export const entityName = sql`case j.entity when 'account' then ${nameOf('accounts', id, sql`x.display_name`)}
  when 'group' then ${nameOf('groups', id)} when 'app' then ${nameOf('apps', id)} when 'product' then ${nameOf('products', id)}
  when 'policy' then ${nameOf('policies', id, sql`x.body ->> 'name'`)} when 'location' then ${nameOf('named_locations', id)}
  when 'instance' then ${nameOf('instances', id)} when 'scim_token' then ${nameOf('scim_tokens', id)}
  when 'unit' then ${nameOf('units', id)} when 'provider' then ${nameOf('identity_providers', id)} end`

/** Erases the payloads about one entity: what happened stays provable, what was in it is gone (SEC-34). */
export async function eraseJournal(t: TenantDb, entity: string, entityId: string): Promise<void> {
  await sql`update journal set payload = null where tenant_id = ${t.tenantId} and entity = ${entity} and entity_id = ${entityId} and payload is not null`.execute(
    t.db,
  )
}

type Stored = JournalEntry & {
  readonly salt: Buffer
  readonly digest: Buffer
  readonly prev: Buffer
  readonly hash: Buffer
}

function entryHash(
  e: By & Omit<Done, 'payload'> & { readonly seq: number; readonly prev: Buffer; readonly digest: Buffer },
): Buffer {
  const fields = [e.seq, e.at, e.actor, e.actorKind, e.operationId, e.kind, e.entity, e.entityId, e.reason]
  return createHash('sha256').update(e.prev).update(JSON.stringify(fields)).update(e.digest).digest()
}

const hex = (bytes: Buffer) => bytes.toString('hex')

function payloadDigest(salt: Buffer, payload: object): Buffer {
  return createHash('sha256').update(salt).update(canonical(payload)).digest()
}

/** One text for one value, whatever order its keys were written in: jsonb keeps none. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    .join(',')}}`
}
