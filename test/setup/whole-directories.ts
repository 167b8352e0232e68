import { afterAll, afterEach, beforeEach } from 'vitest'
import { databases } from './databases.ts'
import type { Watched } from './faults-left.ts'

databases.fileBegins()

const watched = new Map<string, Watched>()

// Hooks end in the other order than they begin: these come after those of the file.
beforeEach(databases.testBegins)
afterEach(() => look(databases.mayBeBroken() ? 'every' : 'changed', 'This test leaves'))

// What still wrote is stopped by now, and what no journal tells of is found as well.
afterAll(async () => {
  databases.testBegins()
  try {
    await look('every', 'What comes after the tests leaves')
  } finally {
    await Promise.all([...watched.values()].map((one) => one.end()))
  }
})

async function look(which: 'changed' | 'every', who: string): Promise<void> {
  const urls = databases.all()
  if (urls.length === 0) return
  const { watchDirectories } = await import('./faults-left.ts')
  for (const url of urls) if (!watched.has(url)) watched.set(url, watchDirectories(url))
  const faults = (await Promise.all([...watched.values()].map((one) => one.newFaults(which)))).flat()
  if (faults.length > 0 && !databases.mayBeBroken())
    throw new Error(`${who} a directory that is not whole: ${JSON.stringify(faults, null, 2)}`)
}
