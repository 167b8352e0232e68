import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

// Each command is a process of its own: a second of work, and ten where the machine is busy.
vi.setConfig({ testTimeout: 120_000 })

export const admitBin = fileURLToPath(new URL('../../bin/admit.ts', import.meta.url))

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

/** The environment of this process without what a terminal or the person running the tests may have set. */
export function plainEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(ADMIT_|DATABASE_URL$|NO_COLOR$|FORCE_COLOR$|COLUMNS$)/.test(name),
  )
  return { ...Object.fromEntries(own), ...more }
}

/** The command line as a process of its own, until it ends. */
export async function admit(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [admitBin, ...args], {
    env: plainEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = async (stream: AsyncIterable<Buffer>) => {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part)
    return Buffer.concat(parts).toString()
  }
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}
