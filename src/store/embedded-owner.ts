import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user PostgreSQL runs as: ourselves, or somebody without power when we are root, as whom it refuses to run. */
export type Owner = { readonly uid?: number; readonly gid?: number }

/**
 * Finds that user. For root it is whom the cluster belongs to already, else `admit`, made on the first start, or `nobody`
 * where none can be made. Throws when the cluster belongs to somebody we cannot become.
 */
export async function ownerOf(cluster: string): Promise<Owner> {
  const found = await stat(cluster).catch(() => null)
  if (process.getuid?.() !== 0) {
    if (found !== null && process.getuid !== undefined && found.uid !== process.getuid())
      throw new Error(`the database in ${cluster} belongs to user ${found.uid}: start as that user, or as root`)
    return {}
  }
  if (found !== null && found.uid !== 0) return { uid: found.uid, gid: found.gid }
  const owner = await withoutPower()
  // Root copied it here, from a backup perhaps.
  if (found !== null) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, cluster])
  return owner
}

async function withoutPower(): Promise<Owner> {
  const found = await userNamed('admit')
  if (found !== null) return found
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'admit']).catch(() => {})
  return (await userNamed('admit')) ?? (await userNamed('nobody')) ?? { uid: 65_534, gid: 65_534 }
}

async function userNamed(name: string): Promise<Owner | null> {
  const line = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .find((one) => one.startsWith(`${name}:`))
  if (line === undefined) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
