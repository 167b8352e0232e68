/**
 * Runs every benchmark, one after the other, and writes their figures into the table of `docs/benchmarks.md`
 * (or of the file in `BENCH_DOC`). A benchmark that breaks is said to have broken; the others are run all the same.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, machine } from './support/report.ts'

const document = process.env['BENCH_DOC'] ?? 'docs/benchmarks.md'
const [begin, end] = ['<!-- figures: npm run bench -->', '<!-- /figures -->']
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
  sections.push(status === 0 ? table(readFileSync(out, 'utf8')) : `### bench:${name}\n\nIt broke in this run.\n`)
}
rmSync(folder, { recursive: true, force: true })

const text = readFileSync(document, 'utf8')
const [from, to] = [text.indexOf(begin), text.indexOf(end)]
if (from < 0 || to < from) throw new Error(`${document} has no place for the figures`)
const head = `\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.\n`
writeFileSync(document, `${text.slice(0, from)}${begin}\n\n${head}\n${sections.join('\n')}\n${text.slice(to)}`)
process.exit(broken === 0 ? 0 : 1)

function table(json: string): string {
  const { title, lines } = JSON.parse(json) as { readonly title: string; readonly lines: readonly Measured[] }
  const rows = lines.map(({ what, figure, beside, ratio, target, reached }) => {
    const standing = reached === null ? '' : reached ? 'reached' : '**not reached**'
    return `| ${what} | ${figure} | ${beside} | ${ratio} | ${target} | ${standing} |`
  })
  return `### ${title}\n\n| what | Admit | beside | ratio | target | |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}
