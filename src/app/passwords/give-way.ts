import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** As for work in the background: less than half of what others get who want the core, and all of it where nobody does. */
const niceness = 5

/**
 * Has the threads that hash passwords give way to the one that answers, so that in a storm of sign-ins pages and tokens stay quick and
 * only passwords wait (REL-06). Once there are such threads; where the system does not tell them apart, all stays as it is.
 */
export function hashingGivesWay(): void {
  try {
    for (const thread of readdirSync('/proc/self/task'))
      if (readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim() === 'libuv-worker')
        setPriority(Number(thread), niceness)
  } catch {
    // Not Linux, or a thread that ended meanwhile.
  }
}
