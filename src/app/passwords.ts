import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { hashingGivesWay } from './passwords/give-way.ts'
import { newTurns } from './passwords/turns.ts'

// SEC-05: argon2id with at least 19 MiB, two passes.
// The package's own default is argon2id, and a test reads it off the hash.
export const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// More at once than there are cores only makes every sign-in slower and the memory unbounded; and one of libuv's threads is left
// to what else needs one, such as the signature of a token, which would wait for a whole hash otherwise.
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4)
const atOnce = Math.max(1, Math.min(availableParallelism(), threads - 1))

// Some read and write what belongs to them meanwhile, so that the cores are never without work; and no more of them than that, so
// that the database has connections left for everybody else.
const line = newTurns({ atOnce: 2 * atOnce, longestWait: 5_000 })
const cores = newTurns({ atOnce, longestWait: Infinity })

/** Whether a password is being hashed at this moment. */
export const isHashing = (): boolean => cores.isBusy()

/** Who waits for a hash: a person at a page, who is refused with `server.busy` where it takes too long, or nobody. */
export type Turn = 'soon' | 'whenever'

/**
 * Waits in the one line of all who give a password, whatever their name is (SEC-01), and works when the turn comes. Throws
 * `server.busy` before anything is done where that would take more than five seconds. Inside, only `isPassword` is asked.
 */
export const inLine = line.soon

/** The argon2id hash of a password, in PHC form. */
export function hashPassword(password: string, turn: Turn = 'soon'): Promise<string> {
  return line[turn](() => cores.whenever(() => hash(normalised(password), parameters)))
}

/** Whether the password is the one hashed. Without a hash the same work is done against a dummy, and the answer is no (SEC-01). */
export function passwordMatches(password: string, phc: string | null): Promise<boolean> {
  return inLine(() => isPassword(password, phc))
}

/** The same for whoever is in line. */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  const against = phc ?? (await dummy())
  // Nothing is nobody's password, whatever another system made a hash of; it takes as long to say so.
  return (await cores.whenever(() => isHashed(password, against))) && phc !== null && normalised(password) !== ''
}

async function isHashed(password: string, phc: string): Promise<boolean> {
  if (ours.test(phc)) return verify(phc, normalised(password))
  const { matchesImported } = await import('./passwords/imported.ts')
  // What another system made of characters that can be written in two ways, nobody knows: as they were typed, or in our normal form.
  const typed = [...new Set([password, normalised(password)])]
  for (const one of typed) if (await matchesImported(one, phc)) return true
  return false
}

const bytesOfBcrypt = 72

/** Whether a password is as long as what bcrypt looks at, so that its hash may be that of a longer one, or holds the NUL that it ends at. */
export const reachesBcryptEnd = (password: string): boolean =>
  [password, normalised(password)].some((one) => Buffer.byteLength(one) >= bytesOfBcrypt) || password.includes('\0')

/** Whether a password that matches a hash may still be another than the one that was hashed: bcrypt says nothing of what follows. */
export const isCutShort = (password: string, phc: string | null): boolean =>
  phc !== null && /^\$2[aby]\$/.test(phc) && reachesBcryptEnd(password)

const ours = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/

/** Whether a hash is another system's, or made with less memory or fewer passes than one of today. */
export function isOutdated(phc: string): boolean {
  const [, memory, passes] = ours.exec(phc) ?? []
  return !(Number(memory) >= parameters.memoryCost && Number(passes) >= parameters.timeCost)
}

/** What is kept of a hash that another system wrote, when nobody waits for it. */
export function keepImported(text: string): Promise<string> {
  return line.whenever(() =>
    cores.whenever(async () => (await import('./passwords/imported.ts')).keptImported(text, parameters)),
  )
}

let dummyHash: Promise<string> | undefined

/** Made once, before the first sign-in asks for it, so that no sign-in pays for making it. */
export function dummy(): Promise<string> {
  dummyHash ??= hash('nobody has this password', parameters).finally(hashingGivesWay)
  return dummyHash
}

// NIST SP 800-63B-4 §3.1.1.2: one normal form, so that the same keys give the same password on every device.
export const normalised = (password: string): string => password.normalize('NFKC')
