import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user PostgreSQL runs as: ourselves, or somebody without power when we are root, as whom it refuses to run. */
export type Owner = { readonly uid?: number; readonly gid?: number }

/** Finds that user; as root it is `admit`, made on the first start, or `nobody` where none can be made. */
export async function ownerOf(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  const found = await userNamed('admit')
  if (found !== null) return found
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'admit']).catch(() => {})
  return (await userNamed('admit')) ?? (await userNamed('nobody')) ?? { uid: 65_534, gid: 65_534 }
}

async function userNamed(name: string): Promise<Owner | null> {
  const line = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').find((one) => one.startsWith(`${name}:`))
  if (line === undefined) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** A text that names a living process and no later one with the same number; rejects when there is none. */
export async function whoAmI(pid: number): Promise<string> {
  process.kill(pid, 0)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return `${pid} ${startedAt}`
}

/** Whether a process lives and its command holds the word, where the system tells. */
export async function isAlive(pid: number, word: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null || command.includes(word)
}
