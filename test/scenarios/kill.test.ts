import { execFile, spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
// Node 24 of the project, whatever runs the tests.
const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))

it('REL-01: every acknowledged change is there after twenty hard kills during writes, and the journal is whole', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'admit-killed-'))
  const tenantId = randomUUID()
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round++) {
    const child = spawn(node, [writer, dataDir, tenantId], { stdio: ['ignore', 'pipe', 'inherit'] })
    const over = once(child, 'exit')
    // Killed by what was written, not by the clock, which a busy machine stretches: a moment after some change.
    let left = randomInt(2, 12)
    for await (const line of createInterface({ input: child.stdout })) {
      if (line !== 'ready') acknowledged.push(line)
      if (left-- === 0) setTimeout(() => child.kill('SIGKILL'), randomInt(0, 15))
    }
    await over
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(40)
  const { stdout } = await promisify(execFile)(node, [writer, dataDir, tenantId, 'check', ...acknowledged])
  expect(JSON.parse(stdout)).toEqual({ ok: true, missing: [] })
  await rm(dataDir, { recursive: true, force: true })
}, 180_000)
