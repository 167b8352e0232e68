import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import pg from 'pg'

/**
 * An adapter as anybody writes it from oidc-provider's example: one table, one pool, one statement a call. The database is as
 * durable as ours: it is on the same PostgreSQL.
 */
export async function postgresAdapter(databaseUrl: string): Promise<AdapterFactory> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
  pool.on('error', () => {})
  await pool.query(`create table if not exists payloads (
    type text not null, id text not null, payload jsonb not null, grant_id text, user_code text, uid text,
    expires_at timestamptz, consumed_at timestamptz, primary key (type, id))`)
  await pool.query('create index if not exists payloads_grant on payloads (grant_id)')
  await pool.query('create index if not exists payloads_uid on payloads (uid)')

  return (type: string): Adapter => {
    const find = async (column: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> => {
      const { rows } = await pool.query<{ payload: AdapterPayload; expires_at: Date | null; consumed_at: Date | null }>(
        `select payload, expires_at, consumed_at from payloads where type = $1 and ${column} = $2`,
        [type, value],
      )
      const [row] = rows
      if (row === undefined || (row.expires_at !== null && row.expires_at.getTime() < Date.now())) return undefined
      return row.consumed_at === null ? row.payload : { ...row.payload, consumed: row.consumed_at.getTime() / 1000 }
    }
    return {
      async upsert(id, payload, expiresIn) {
        await pool.query(
          `insert into payloads (type, id, payload, grant_id, user_code, uid, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (type, id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
          [
            type,
            id,
            payload,
            payload.grantId ?? null,
            payload.userCode ?? null,
            payload.uid ?? null,
            expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
          ],
        )
      },
      find: (id) => find('id', id),
      findByUid: (uid) => find('uid', uid),
      findByUserCode: (code) => find('user_code', code),
      async consume(id) {
        await pool.query('update payloads set consumed_at = now() where type = $1 and id = $2', [type, id])
      },
      async destroy(id) {
        await pool.query('delete from payloads where type = $1 and id = $2', [type, id])
      },
      async revokeByGrantId(grantId) {
        await pool.query('delete from payloads where grant_id = $1', [grantId])
      },
    }
  }
}
