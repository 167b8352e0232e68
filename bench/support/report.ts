import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** One line of the table in `docs/benchmarks.md`. */
export type Measured = {
  readonly what: string
  readonly figure: string
  /** What was measured beside it in the same run, and how our figure stands to it. */
  readonly beside: string
  readonly ratio: string
  readonly target: string
  /** Whether the target is reached; null where there is none. */
  readonly reached: boolean | null
}

/** Prints the lines, and keeps them for `bench/all.ts` where it asks for them. */
export function report(title: string, lines: readonly Measured[]): void {
  console.log(`${title} · ${machine()}`)
  for (const line of lines) {
    const end = line.reached === null ? '' : line.reached ? '  reached' : '  NOT REACHED'
    const beside = line.beside === '' ? '' : `  beside ${line.beside}: ${line.ratio}`
    console.log(`  ${line.what.padEnd(52)} ${line.figure.padStart(14)}${beside}  target ${line.target || 'none'}${end}`)
  }
  const out = process.env['BENCH_OUT']
  if (out !== undefined) writeFileSync(out, JSON.stringify({ title, lines }))
}

/** The processor and the version of Node that figures belong to. */
export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`
}

/** A number as people read it, with three digits that mean something. */
export function rounded(n: number): string {
  return n >= 100 ? Math.round(n).toLocaleString('en') : String(Number(n.toPrecision(3)))
}

/** Sizes for a run that only shows that everything still runs (`BENCH_TINY=1`). */
export function sized(whole: number, tiny: number): number {
  return process.env['BENCH_TINY'] === '1' ? tiny : whole
}

/** The value below which this share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
