import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { emptyDatabase } from './empty-database.ts'
import { databases } from './databases.ts'

/** A migrated database of one's own on the run's PostgreSQL; what the test file leaves in it is checked in the end. */
export async function freshDatabase(): Promise<string> {
  const url = await emptyDatabase(inject('databaseUrl'), `t${randomBytes(6).toString('hex')}`, inject('migrated'))
  databases.add(url)
  return url
}
