import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { AppError } from '../errors.ts'

export type Lock = { readonly release: () => Promise<void> }

/**
 * Holds the file for as long as this process lives, however it ends; throws `database.in_use` while another one does.
 * The file is never removed: who waits for a removed file and who makes a new one would both hold it.
 */
export async function takeLock(path: string): Promise<Lock> {
  const file = await open(path, 'a+', 0o600)
  try {
    const said = await readFile(path, 'utf8')
    const isFree = await lockedByKernel(file).catch(async () => !(await isHolder(said)))
    if (!isFree) throw new AppError('database.in_use', { pid: Number(said.split(' ')[0]) })
    await file.truncate()
    await file.writeFile(await holder(process.pid))
  } catch (error) {
    await file.close()
    throw error
  }
  return {
    async release() {
      await file.truncate()
      await file.close()
    },
  }
}

/**
 * Node has no flock(2), but the lock belongs to the open file, which we share with a program that has. The kernel drops
 * it with our last breath and knows it across containers. Rejects where there is no such program.
 */
async function lockedByKernel(file: FileHandle): Promise<boolean> {
  const child = spawn('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0 && code !== 1) throw new Error(`flock ended with ${code}`)
  return code === 0
}

/** A text that names a living process and, where the system tells when it began, no later one with the same number. */
async function holder(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`
}

async function isHolder(said: string): Promise<boolean> {
  const pid = Number(said.split(' ')[0])
  if (!pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return (await holder(pid)) === said
}
