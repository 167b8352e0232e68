import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './embedded-binaries.ts'
import type { Owner } from './embedded-owner.ts'

/**
 * How the server is told of file 3, 4… that it inherits from us. Another user than ourselves may be unable to walk to our
 * folder, which stays closed to others; through a file we opened it gets there.
 */
export function asSeenBy(owner: Owner, fd: number, path: string): string {
  return owner.uid !== undefined && platform() === 'linux' ? `/proc/self/fd/${fd}` : path
}

/**
 * Makes the cluster beside its place and moves it there whole: a kill in the middle leaves nothing half done. Calls `atWork` when
 * there is nothing to do but to wait.
 */
export async function makeCluster(
  cluster: string,
  binaries: Binaries,
  password: string,
  owner: Owner,
  atWork: () => void,
): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version?.trim() === binaries.major) return
  if (version !== null)
    throw new Error(
      `${cluster} was made by PostgreSQL ${version.trim()}; this is ${binaries.major}, which cannot read it`,
    )

  await removeHalfMade(cluster)
  // A name of its own: an initdb that outlived a hard kill of us may still be writing to the one before.
  const beside = await mkdtemp(`${cluster}.new-`)
  const passwordFile = `${beside}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner.uid !== undefined && owner.gid !== undefined) {
    await chown(beside, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  const [folder, secret] = [await open(beside), await open(passwordFile)]
  try {
    const made = initdb(
      binaries.initdb,
      owner,
      [folder.fd, secret.fd],
      [
        ...['-D', asSeenBy(owner, 3, beside), `--pwfile=${asSeenBy(owner, 4, passwordFile)}`],
        ...['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--no-instructions'],
        // One call for the whole file system, in place of one for each of a thousand files.
        ...(platform() === 'linux' ? ['--sync-method=syncfs'] : []),
        // PostgreSQL's own Unicode: the same on every machine, and lower() knows more than ASCII.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
    )
    atWork()
    await made
  } finally {
    await Promise.all([folder.close(), secret.close()])
    await rm(passwordFile, { force: true })
  }
  await rename(beside, cluster)
  await synced(dirname(cluster))
}

async function removeHalfMade(cluster: string): Promise<void> {
  const names = (await readdir(dirname(cluster))).filter((name) => name.startsWith(`${basename(cluster)}.new-`))
  for (const name of names) await rm(join(dirname(cluster), name), { recursive: true, force: true }).catch(() => {})
}

async function initdb(program: string, owner: Owner, fds: readonly number[], args: readonly string[]): Promise<void> {
  const made = spawn(program, args, { ...owner, stdio: ['ignore', 'pipe', 'pipe', ...fds], cwd: '/' })
  let said = ''
  for (const stream of [made.stdout, made.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
  const [code] = (await once(made, 'close')) as [number | null]
  if (code !== 0) throw new Error(`initdb failed:\n${said}`)
}

/** A random word kept in a file that only we can read; made on the first call. */
export async function keptSecret(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null && kept.length >= 32) return kept
  const made = randomBytes(24).toString('hex')
  await rm(`${path}.new`, { force: true })
  await writeFile(`${path}.new`, made, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  await synced(dirname(path))
  return made
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
