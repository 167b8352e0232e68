/**
 * Runs every benchmark, one after the other, and writes their figures into the table of `docs/benchmarks.md`
 * (or of the file in `BENCH_DOC`). A benchmark that breaks is said to have broken; the others are run all the same.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableOf, writeFigures } from './support/document.ts'

const folder = mkdtempSync(join(tmpdir(), 'admit-bench-all-'))
const sections: string[] = []
let broken = 0
for (const name of ['decide', 'repair', 'tokens', 'sign-in', 'start']) {
  const out = join(folder, name)
  const { status } = spawnSync(process.execPath, [`bench/${name}.ts`], {
    env: { ...process.env, BENCH_OUT: out },
    stdio: 'inherit',
    timeout: 240_000,
  })
  if (status !== 0) broken++
  sections.push(
    status === 0 ? tableOf(JSON.parse(readFileSync(out, 'utf8'))) : `### bench:${name}\n\nIt broke in this run.\n`,
  )
}
rmSync(folder, { recursive: true, force: true })

writeFigures('npm run bench', sections)
process.exit(broken === 0 ? 0 : 1)
