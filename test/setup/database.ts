import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'

/** A migrated database of one's own on the run's PostgreSQL. */
export async function freshDatabase(): Promise<string> {
  const base = new URL(inject('databaseUrl'))
  const name = `t${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: base.href })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  base.pathname = `/${name}`
  await migrate(base.href)
  return base.href
}
