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
  const last = [...new Map(artifacts.map((one) => [`${one.model} ${one.id}`, one])).values()]
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
  const left = new Set(put.map(({ model, id }) => `${model} ${id}`))
  return artifacts.map(({ model, id }) => left.delete(`${model} ${id}`))
}

export type ArtifactKey = { readonly model: string; readonly id: string }

/** What is kept under each of these ids, in their order; null where it is not there or has expired. */
export async function findArtifactRows(
  t: TenantDb,
  keys: readonly ArtifactKey[],
  now: number,
): Promise<(Granted | null)[]> {
  const found = await rows(
    t,
    sql<Granted & { n: number }>`select k.n - 1 as n, a.payload, a.consumed_at as "consumedAt", g.payload as grant
      from jsonb_array_elements(${json(keys)}) with ordinality k(k, n)
      join artifacts a on a.tenant_id = ${t.tenantId} and a.model = k.k ->> 'model' and a.id = k.k ->> 'id'
      left join artifacts g on g.tenant_id = ${t.tenantId} and g.model = 'Grant' and g.id = a.grant_id
        and (g.expires_at is null or g.expires_at > ${now})
      where a.expires_at is null or a.expires_at > ${now}`,
  )
  const all: (Granted | null)[] = keys.map(() => null)
  for (const { n, ...artifact } of found) all[n] = artifact
  return all
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
    sql<ArtifactKey>`update artifacts a set consumed_at = ${now} from jsonb_array_elements(${json(keys)}) k
      where a.tenant_id = ${t.tenantId} and a.model = k ->> 'model' and a.id = k ->> 'id' and a.consumed_at is null returning a.model, a.id`,
  )
  const left = new Set(marked.map(({ model, id }) => `${model} ${id}`))
  return keys.map(({ model, id }) => left.delete(`${model} ${id}`))
}

/** Removes things. */
export async function deleteArtifacts(t: TenantDb, keys: readonly ArtifactKey[]): Promise<void> {
  await sql`delete from artifacts a using jsonb_array_elements(${json(keys)}) k
    where a.tenant_id = ${t.tenantId} and a.model = k ->> 'model' and a.id = k ->> 'id'`.execute(t.db)
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
