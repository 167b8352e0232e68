import { readFileSync, writeFileSync } from 'node:fs'
import { type Measured, machine } from './report.ts'

/** Writes what a command measured where `docs/benchmarks.md` (or the file in `BENCH_DOC`) has the place for it. */
export function writeFigures(command: string, tables: readonly string[]): void {
  const document = process.env['BENCH_DOC'] ?? 'docs/benchmarks.md'
  const text = readFileSync(document, 'utf8')
  const begin = `<!-- figures: ${command} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf('<!-- /figures -->', from)
  if (from < 0 || to < from) throw new Error(`${document} has no place for the figures of ${command}`)
  const head = `\`${command}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.\n`
  writeFileSync(document, `${text.slice(0, from)}${begin}\n\n${head}\n${tables.join('\n')}\n${text.slice(to)}`)
}

/** A table of figures, in Markdown. */
export function tableOf({ title, lines }: { readonly title: string; readonly lines: readonly Measured[] }): string {
  const rows = lines.map(({ what, figure, beside, ratio, target, reached }) => {
    const standing = reached === null ? '' : reached ? 'reached' : '**not reached**'
    return `| ${what} | ${figure} | ${beside} | ${ratio} | ${target} | ${standing} |`
  })
  return `### ${title}\n\n| what | Admit | beside | ratio | target | |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}
