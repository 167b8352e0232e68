// Writes src/store/schema.sql from the migrations: `npm run docs:schema`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { describeSchema } from './describe-schema.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'admit-schema-'))
const postgres = await startEmbeddedPostgres({ dataDir })
try {
  await migrate(postgres.url)
  await writeFile('src/store/schema.sql', await describeSchema(postgres.url))
} finally {
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
