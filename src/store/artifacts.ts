import { sql } from 'kysely'
import { json, row, rows, type TenantDb } from './store.ts'

export type Artifact = { readonly payload: Record<string, unknown>; readonly consumedAt: number | null }

/** A code or token with the grant it came of, where that stands. */
export type Granted = Artifact & { readonly grant: Record<string, unknown> | null }

export type NewArtifact = {
  readonly model: string
  readonly id: string
  readonly payload: object
  readonly grantId: string | null
  readonly uid: string | null
  readonly userCode: string | null
  readonly expiresAt: number | null
}

/** Keeps things of the OpenID Connect provider until they expire; of two with the same id the later one. */
export async function upsertArtifacts(t: TenantDb, artifacts: readonly NewArtifact[]): Promise<void> {
  const last = [...new Map(artifacts.map((one) => [nameOf(one), one])).values()]
  await sql`insert into artifacts (tenant_id, model, id, payload, grant_id, uid, user_code, expires_at)
    select ${t.tenantId}::uuid, a ->> 'model', a ->> 'id', a -> 'payload', a ->> 'grantId', a ->> 'uid', a ->> 'userCode', (a ->> 'expiresAt')::bigint
    from jsonb_array_elements(${json(last)}) a
    on conflict (tenant_id, model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`.execute(
    t.db,
  )
}

/** Keeps things that may be there once. Says of each whether it was this call that put it there: of equal ones one, whoever else puts them. */
export async function insertArtifactsOnce(t: TenantDb, artifacts: readonly NewArtifact[]): Promise<readonly boolean[]> {
  const put = await rows(
    t,
    sql<ArtifactKey>`insert into artifacts (tenant_id, model, id, payload, expires_at)
      select ${t.tenantId}::uuid, a ->> 'model', a ->> 'id', a -> 'payload', (a ->> 'expiresAt')::bigint
      from jsonb_array_elements(${json(artifacts)}) a order by a ->> 'model', a ->> 'id'
      on conflict do nothing returning model, id`,
  )
  const left = new Set(put.map(nameOf))
  return artifacts.map((one) => left.delete(nameOf(one)))
}

export type ArtifactKey = { readonly model: string; readonly id: string }

/**
 * The artifacts `a` with these keys. That each is looked up is said by two lists: of pairs alone PostgreSQL may think that
 * reading all of the tenant costs less, as long as it has not counted how many these are.
 */
function areOf(t: TenantDb, keys: readonly ArtifactKey[]) {
  const models = sql`${keys.map(({ model }) => model)}::text[]`
  const ids = sql`${keys.map(({ id }) => id)}::text[]`
  return sql`a.tenant_id = ${t.tenantId} and a.model = any(${models}) and a.id = any(${ids})
    and (a.model, a.id) in (select * from unnest(${models}, ${ids}))`
}

const nameOf = ({ model, id }: ArtifactKey) => `${model} ${id}`

/** What is kept under each of these ids, in their order; null where it is not there or has expired. */
export async function findArtifactRows(
  t: TenantDb,
  keys: readonly ArtifactKey[],
  now: number,
): Promise<(Granted | null)[]> {
  const found = await rows(
    t,
    sql<Granted & ArtifactKey>`select a.model, a.id, a.payload, a.consumed_at as "consumedAt",
      (select g.payload from artifacts g where g.tenant_id = a.tenant_id and g.model = 'Grant' and g.id = a.grant_id
        and (g.expires_at is null or g.expires_at > ${now})) as grant
      from artifacts a where ${areOf(t, keys)} and (a.expires_at is null or a.expires_at > ${now})`,
  )
  const byName = new Map(found.map(({ model, id, ...artifact }) => [nameOf({ model, id }), artifact]))
  return keys.map((key) => byName.get(nameOf(key)) ?? null)
}

/** What is kept under this uid or user code, and under which id; null when it is not there or has expired. */
export function findArtifactRow(
  t: TenantDb,
  model: string,
  by: { readonly uid: string } | { readonly userCode: string },
  now: number,
): Promise<(Artifact & { readonly id: string }) | null> {
  const key = 'uid' in by ? sql`uid = ${by.uid}` : sql`user_code = ${by.userCode}`
  return row(
    t,
    sql<
      Artifact & { id: string }
    >`select id, payload, consumed_at as "consumedAt" from artifacts where tenant_id = ${t.tenantId} and model = ${model} and ${key} and (expires_at is null or expires_at > ${now})`,
  )
}

/** Marks things as used; the mark is set once. Says of each whether it was this call that did it: of equal keys one. */
export async function consumeArtifactRows(
  t: TenantDb,
  keys: readonly ArtifactKey[],
  now: number,
): Promise<readonly boolean[]> {
  const marked = await rows(
    t,
    sql<ArtifactKey>`update artifacts a set consumed_at = ${now} where ${areOf(t, keys)} and a.consumed_at is null returning a.model, a.id`,
  )
  const left = new Set(marked.map(nameOf))
  return keys.map((key) => left.delete(nameOf(key)))
}

/** Removes things. */
export async function deleteArtifacts(t: TenantDb, keys: readonly ArtifactKey[]): Promise<void> {
  await sql`delete from artifacts a where ${areOf(t, keys)}`.execute(t.db)
}

/** Removes everything that came of a grant. */
export async function deleteByGrant(t: TenantDb, grantId: string): Promise<void> {
  await sql`delete from artifacts where tenant_id = ${t.tenantId} and (grant_id = ${grantId} or (model = 'Grant' and id = ${grantId}))`.execute(
    t.db,
  )
}

/** Removes what has expired. */
export async function deleteExpired(t: TenantDb, now: number): Promise<void> {
  await sql`delete from artifacts where tenant_id = ${t.tenantId} and expires_at < ${now}`.execute(t.db)
  await sql`delete from sign_in_flows where tenant_id = ${t.tenantId} and expires_at < ${now}`.execute(t.db)
}
