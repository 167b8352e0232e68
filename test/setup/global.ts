import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { emptyDatabase } from './empty-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    migrated: string
  }
}

/** One PostgreSQL for the whole run; every test file takes a database of its own from it, a copy of a migrated one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await server()
  const migrated = `migrated_${randomUUID().slice(0, 8)}`
  await migrate(await emptyDatabase(url, migrated))
  project.provide('databaseUrl', url)
  project.provide('migrated', migrated)
  return stop
}

/** The embedded one, or another that is given, by a role that may make databases: they stay there. */
async function server(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const given = process.env['ADMIT_TEST_DATABASE_URL']
  if (given !== undefined) return { url: given, stop: async () => {} }
  const dataDir = await mkdtemp(join(tmpdir(), `admit-test-${randomUUID().slice(0, 8)}-`))
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: 'no' })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
