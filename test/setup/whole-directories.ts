import { afterAll } from 'vitest'
import { databases } from './databases.ts'

// Hooks end in the other order than they begin: this one comes after those of the file, which stop what still writes.
afterAll(async () => {
  const urls = databases.all()
  if (urls.length === 0) return
  const { faultsLeft } = await import('./faults-left.ts')
  const faults = (await Promise.all(urls.map(faultsLeft))).flat()
  if (faults.length > 0)
    throw new Error(`These tests leave a directory that is not whole: ${JSON.stringify(faults, null, 2)}`)
})
