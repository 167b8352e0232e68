import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeSchema } from '../scripts/describe-schema.ts'
import { freshDatabase } from './setup/database.ts'
import { root } from './walls.ts'

it('src/store/schema.sql is what the migrations make (npm run docs:schema writes it)', async () => {
  const written = await readFile(join(root, 'src/store/schema.sql'), 'utf8')
  expect(await describeSchema(await freshDatabase())).toBe(written)
})
