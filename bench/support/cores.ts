import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'

/** The server's core, and that of the load and of PostgreSQL. */
export const serverCore = 0
const otherCore = 1

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).error === undefined

/** Moves this process, and with it what it starts, to the core of the load; says whether that could be done. */
export function moveToLoadCore(): boolean {
  return canPin && spawnSync('taskset', ['-apc', String(otherCore), String(process.pid)]).status === 0
}

export type Started = {
  readonly child: ChildProcess
  /** The first line of its output that fits; rejects when it ends before. */
  readonly line: (fits: RegExp) => Promise<RegExpExecArray>
  readonly stop: () => Promise<void>
}

/** Starts a Node program on the server's core. */
export function startPinned(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const command = canPin
    ? ['taskset', '-c', String(serverCore), process.execPath, ...args]
    : [process.execPath, ...args]
  const options: SpawnOptions = { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] }
  const child = spawn(command[0] as string, command.slice(1), options)
  const ended = once(child, 'exit')
  const said: string[] = []
  const waiting = new Set<() => void>()
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
    said.push(text)
    for (const look of waiting) look()
  })
  return {
    child,
    line: (fits) =>
      new Promise((found, failed) => {
        const look = () => {
          const match = said.map((text) => fits.exec(text)).find((one) => one !== null)
          if (match == null) return
          waiting.delete(look)
          found(match)
        }
        waiting.add(look)
        ended.then(() => failed(new Error(`${args.join(' ')} ended early:\n${said.join('\n')}`)))
        look()
      }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}
