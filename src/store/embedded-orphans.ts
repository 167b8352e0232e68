import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { platform } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'

const run = promisify(execFile)

/**
 * Ends what a hard kill left running on the cluster, gently first, and removes the traces it left. Only for who holds
 * the folder's lock: then no server on it is anybody's. Throws `database.in_use` when something does not end.
 */
export async function endOrphans(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const postmaster = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  if (!postmaster) return
  const began = Date.now()
  for (let pids = await serversOn(cluster, postmaster); pids.length > 0; pids = await serversOn(cluster, postmaster)) {
    const waited = Date.now() - began
    if (waited > 40_000) throw new AppError('database.in_use', { pid: pids[0] as number })
    // Fast shutdown; without a postmaster, or when that takes too long, at once; then by force. All leave durable data.
    if (pids.includes(postmaster) && waited < 20_000) signal([postmaster], 'SIGINT')
    else signal(pids, waited < 30_000 ? 'SIGQUIT' : 'SIGKILL')
    await sleep(50)
  }
  // PostgreSQL would believe its old number if another program of the same user had it now.
  if (platform() === 'linux') await rm(pidFile, { force: true })
}

/** The processes of a PostgreSQL that runs on the cluster. */
async function serversOn(cluster: string, postmaster: number): Promise<readonly number[]> {
  if (platform() !== 'linux') {
    const command = await run('ps', ['-p', String(postmaster), '-o', 'command=']).catch(() => ({ stdout: '' }))
    return command.stdout.includes(cluster) ? [postmaster] : []
  }
  const place = await realpath(cluster)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const isOurs = async (pid: string): Promise<boolean> => {
    const [cwd, program] = await Promise.all(
      [`/proc/${pid}/cwd`, `/proc/${pid}/exe`].map((link) => readlink(link).catch(() => '')),
    )
    return cwd === place && basename(program as string).startsWith('postgres')
  }
  const found = await Promise.all(pids.map(async (pid) => ((await isOurs(pid)) ? [Number(pid)] : [])))
  return found.flat()
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It ended meanwhile.
    }
  }
}
