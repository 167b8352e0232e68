import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { migrateJobs } from './job-runner.ts'

const folder = new URL('./migrations/', import.meta.url)

type Due = { readonly name: string; readonly text: string; readonly digest: string }

/** Brings the database to the newest schema: plain SQL files, forward only, each once, in one transaction under a lock. */
export async function migrate(databaseUrl: string): Promise<{ readonly applied: readonly string[] }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'admit migrate' })
  await client.connect()
  try {
    await client.query('begin')
    // Of several servers that start together one migrates and the others wait.
    await client.query('select pg_advisory_xact_lock(7238194551)')
    await client.query(
      'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    )
    const known = new Map(
      (await client.query<{ name: string; digest: string }>('select name, digest from migrations')).rows.map((row) => [
        row.name,
        row.digest,
      ]),
    )
    const due: Due[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const digest = createHash('sha256').update(text).digest('hex')
      const before = known.get(name)
      if (before !== undefined && before !== digest)
        throw new Error(`migration ${name} was changed after it had been applied`)
      if (before === undefined) due.push({ name, text, digest })
    }
    const queue = await client.query<{ at: string | null }>(`select to_regclass('graphile_worker._private_jobs') as at`)
    // The queue has a schema of its own, which is made meanwhile.
    const jobs = due.length > 0 || queue.rows[0]?.at === null ? migrateJobs(databaseUrl) : null
    const [ours] = await Promise.allSettled([apply(client, due), jobs])
    if (ours.status === 'rejected') throw ours.reason
    await jobs
    await client.query('commit')
    return { applied: due.map(({ name }) => name) }
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, due: readonly Due[]): Promise<void> {
  for (const { name, text, digest } of due) {
    await client.query(text)
    await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest])
  }
}
