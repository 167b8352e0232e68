/**
 * From the command to the first sign-in page, on an empty data folder and on one that is there; and the memory at rest.
 * It is `npm start` after the installation, with the console built: what `prestart` checks is part of it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf, postmasterOf } from './support/memory.ts'
import { freePort } from './support/product.ts'
import { report, rounded, sized } from './support/report.ts'

// Where it is only tried, nothing is to be installed.
const command: readonly [string, ...string[]] =
  process.env['BENCH_TINY'] === '1' ? [process.execPath, 'src/main.ts'] : ['npm', 'start']
const rounds = sized(3, 1)
const first: number[] = []
const second: number[] = []
const folders: string[] = []
let memory = { server: 0, postgres: 0 }
for (let round = 0; round < rounds; round++) {
  const folder = await mkdtemp(join(tmpdir(), 'admit-bench-start-'))
  try {
    first.push((await started(folder)).seconds)
    const again = await started(folder, sized(10_000, 200))
    second.push(again.seconds)
    memory = again.memory
  } finally {
    // Not now: on ext4 the next folder would be slower to fill for what has been deleted just before it.
    folders.push(folder)
  }
}
for (const folder of folders) await rm(folder, { recursive: true, force: true })
const [slowFirst, slowSecond] = [Math.min(...first), Math.min(...second)]
const sum = memory.server + memory.postgres
report('Start and memory', [
  line('first page after the first npm start', `${rounded(slowFirst)} s`, '< 5 s', slowFirst < 5),
  line('first page after a second npm start', `${rounded(slowSecond)} s`, '', null),
  line('memory at rest: the server', `${rounded(memory.server)} MB`, '', null),
  line('memory at rest: PostgreSQL', `${rounded(memory.postgres)} MB`, '', null),
  line('memory at rest: both', `${rounded(sum)} MB`, '< 250 MB', sum < 250),
])

function line(what: string, figure: string, target: string, reached: boolean | null) {
  return { what, figure, beside: '', ratio: '', target, reached }
}

/** Starts it on the folder, waits for the page and then `rest` milliseconds, reads the memory, and stops it. */
async function started(
  folder: string,
  rest = 0,
): Promise<{ readonly seconds: number; readonly memory: { readonly server: number; readonly postgres: number } }> {
  const port = await freePort()
  const dataDir = join(folder, 'data')
  const env = {
    ...process.env,
    ADMIT_DATA: dataDir,
    ADMIT_PORT: String(port),
    ADMIT_TLS_PORT: '0',
    ADMIT_CRM_PORT: String(await freePort()),
  }
  const from = performance.now()
  const npm = spawn(command[0], command.slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'], detached: true })
  const ended = once(npm, 'exit')
  try {
    while (!(await hasPage(port))) {
      if (npm.exitCode !== null || performance.now() - from > 60_000) throw new Error('it did not start')
      await sleep(5)
    }
    const seconds = (performance.now() - from) / 1000
    await sleep(rest)
    const pid = Number((await readFile(join(dataDir, 'server.pid'), 'utf8')).split(' ')[0])
    // PostgreSQL is a child of the server.
    const postgres = memoryOf(postmasterOf(dataDir))
    const memory = { server: memoryOf(pid) - postgres, postgres }
    process.kill(pid, 'SIGTERM')
    await ended
    return { seconds, memory }
  } catch (error) {
    if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGKILL')
    throw error
  }
}

/** Whether the sign-in page is answered now; a server that is only about to be there may keep us waiting for a second. */
function hasPage(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const asked = get({ host: 'localhost', port, path: '/signin', timeout: 1000, agent: false }, (response) => {
      response.resume()
      response.on('end', () => answer(response.statusCode === 200))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => answer(false))
  })
}
