import { readdirSync, readFileSync } from 'node:fs'

/** Megabytes of a process and of all it started: their own, and their share of what they have in common with others (PSS). */
export function memoryOf(pid: number): number {
  const kilobytes = (one: number): number => {
    try {
      return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It has ended meanwhile, as workers of PostgreSQL do.
      return 0
    }
  }
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + kilobytes(one), 0) / 1000
}

/** The process of PostgreSQL that keeps a data folder's cluster. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(`${dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[0])
}

function childrenOf(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid
    } catch {
      return false
    }
  })
  return children.flatMap((child) => [Number(child), ...childrenOf(Number(child))])
}
