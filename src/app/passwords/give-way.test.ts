import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { dummy } from '../passwords.ts'

const threads = (name: (comm: string) => boolean) =>
  readdirSync('/proc/self/task').filter((id) => name(readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim()))

it.runIf(process.platform === 'linux')(
  'REL-06: threads that hash give way, and the one that answers does not',
  async () => {
    await dummy()
    const [hashing, answering] = [threads((name) => name === 'libuv-worker'), String(process.pid)]
    expect(hashing.length).toBeGreaterThan(0)
    for (const id of hashing) expect(getPriority(Number(id))).toBeGreaterThan(getPriority(Number(answering)))
  },
)
