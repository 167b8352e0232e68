import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { emptyDatabase } from './empty-database.ts'

/** A migrated database of one's own on the run's PostgreSQL. */
export function freshDatabase(): Promise<string> {
  return emptyDatabase(inject('databaseUrl'), `t${randomBytes(6).toString('hex')}`, inject('migrated'))
}
