import { cpus } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../errors.ts'

// SEC-05: argon2id with at least 19 MiB, two passes.
// The package's own default is argon2id, and a test reads it off the hash.
export const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// More at once than there are cores only makes every sign-in slower and the memory unbounded.
const atOnce = Math.max(2, cpus().length)
const waiting: (() => void)[] = []
let running = 0

/** The argon2id hash of a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), parameters))
}

/** Whether the password is the one hashed. Without a hash the same work is done against a dummy, and the answer is no (SEC-01). */
export async function passwordMatches(password: string, phc: string | null): Promise<boolean> {
  const against = phc ?? (await dummy())
  const matches = await inTurn(() => verify(against, normalised(password), parameters))
  return matches && phc !== null
}

let dummyHash: Promise<string> | undefined

/** Made once, before the first sign-in asks for it, so that no sign-in pays for making it. */
export function dummy(): Promise<string> {
  dummyHash ??= hashPassword('nobody has this password')
  return dummyHash
}

/** The least characters of a password that nothing else stands beside, and of one with a second factor (SEC-05). */
export const aloneAtLeast = 15
export const besideAtLeast = 8

/** Throws `password.too_weak` or `password.banned` with what is wrong with a password somebody wants to have (SEC-05). */
export function checkNewPassword(
  password: string,
  person: { readonly signInName: string; readonly displayName: string },
  atLeast: number = besideAtLeast,
): void {
  const length = [...normalised(password)].length
  if (length < atLeast)
    throw new AppError('password.too_weak', {
      hint: `Use at least ${atLeast} characters. A few words make a good password.`,
    })
  if (length > 256) throw new AppError('password.too_weak', { hint: 'Use at most 256 characters.' })

  const lower = normalised(password).toLowerCase()
  const own = [person.signInName.split('@')[0] ?? '', ...person.displayName.split(/\s+/)].filter(
    (word) => word.length >= 4,
  )
  if (own.some((word) => lower.includes(word.toLowerCase())))
    throw new AppError('password.banned', { hint: 'Leave your name out of it.' })
  if (common.has(lower) || /^(.)\1+$/u.test(lower) || isRun(lower))
    throw new AppError('password.banned', { hint: 'That password is among the first ones an attacker tries.' })
}

// The heads of the public lists of breached passwords, from eight characters on.
const common = new Set(
  (
    'password password1 password12 password123 passw0rd p@ssw0rd p@ssword p@ssw0rd1 12345678 123456789 1234567890 qwertyui qwertyuiop qwerty123 ' +
    'qwerty12 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx iloveyou sunshine princess football baseball superman trustno1 welcome1 welcome123 letmein1 ' +
    'letmein123 admin123 administrator changeme changeme1 changeme123 abc12345 abcd1234 abc123456 monkey123 dragon123 master123 whatever starwars ' +
    'computer michelle jennifer summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2026 autumn2026 company1 company123 secret123'
  ).split(' '),
)

/** Letters or digits in the order of the alphabet or the keyboard's first row, either way. */
function isRun(word: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm']
  return rows.some((row) => row.includes(word) || [...row].reverse().join('').includes(word))
}

// NIST SP 800-63B-4 §3.1.1.2: one normal form, so that the same keys give the same password on every device.
export const normalised = (password: string) => password.normalize('NFKC')

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
