import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Keeps what Node compiles from here on beside what npm installed, for the next start; where that cannot be written, it is compiled each
 * time. What is imported statically is compiled before: import the rest dynamically, after.
 */
export function keepCompiled(): void {
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)))
}
