import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const place = '<!-- figures: npm run bench -->\n<!-- /figures -->\n'

it('every benchmark runs, and its figures stand in the table', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'admit-bench-test-'))
  try {
    const document = join(folder, 'benchmarks.md')
    await writeFile(document, place)
    await run(process.execPath, ['bench/all.ts'], {
      env: { ...process.env, BENCH_TINY: '1', BENCH_DOC: document },
      cwd: new URL('..', import.meta.url),
    })
    const written = await readFile(document, 'utf8')
    expect(written).not.toContain('broke')
    for (const what of [
      'whole decisions with the full trace',
      'a repair found',
      'client credentials',
      'rotating refresh',
      'whole password sign-ins',
      'first page after the first npm start',
      'memory at rest: both',
    ])
      expect(written).toMatch(new RegExp(`\\| ${what}[^|]*\\| [\\d.,]+ ?\\S+ \\|`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
