import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps secrets that must be readable again (second-factor seeds, signing keys) unreadable in the database (SEC-25). */
export type Vault = {
  /** AES-256-GCM; `label` binds the result to its place, so that it cannot be moved to another row. */
  readonly seal: (plain: Uint8Array, label: string) => Buffer
  /** What was sealed under this label; throws when it was altered or belongs elsewhere. */
  readonly open: (sealed: Uint8Array, label: string) => Buffer
  /** A key of 32 bytes for one purpose, always the same; a signature by its bytes would cost six times as much. */
  readonly keyFor: (purpose: string) => KeyObject
}

/** The vault whose master key lies in the data folder; the key is made on the first call, readable by its owner only. */
export async function openVault(dataDir: string): Promise<Vault> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return vaultOf(await masterKey(join(dataDir, 'master.key')))
}

/** A vault over a given master key of 32 bytes. */
export function vaultOf(master: Uint8Array): Vault {
  // Every token and every form asks for one of the few there are.
  const keys = new Map<string, KeyObject>()
  const keyFor = (purpose: string) => {
    const made =
      keys.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync('sha256', master, new Uint8Array(), purpose, 32)))
    keys.set(purpose, made)
    return made
  }
  const key = keyFor('seal')
  return {
    keyFor,
    seal(plain, label) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed, label) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(label))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
  }
}

async function masterKey(path: string): Promise<Buffer> {
  try {
    // Exclusive creation: of two servers starting together, one makes the key and the other reads it.
    const file = await open(path, 'wx', 0o600)
    const key = randomBytes(32)
    await file.writeFile(key)
    await file.sync()
    await file.close()
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = await readFile(path)
  if (key.length !== 32) throw new Error(`${path} is not a master key of 32 bytes`)
  return key
}
