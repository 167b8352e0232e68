import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// One PostgreSQL for the whole run, started before the first test and stopped after the last.
const globalSetup = 'test/setup/global.ts'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'bin/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'bench/**'],
    setupFiles: ['test/setup/same-examples.ts', 'test/setup/whole-directories.ts'],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    maxWorkers: 2,
    // What the product is made of is loaded once for all files of a worker: half of the time went there.
    isolate: false,
    testTimeout: 30_000,
    // A page is awaited as long as a busy machine takes to show it.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
})
