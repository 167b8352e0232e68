import { findPasswordHash } from '../../store/credentials.ts'
import { findFormerHashes } from '../../store/password-history.ts'
import type { TenantDb } from '../../store/store.ts'
import { passwordMatches } from '../passwords.ts'
import type { Sentence } from '../words/sentence.ts'

/** The hash of an account's password, and of those it had before. */
export type Hashes = { readonly phc: string | null; readonly former: readonly string[] }

/** Reads them. */
export async function hashesOf(t: TenantDb, accountId: string): Promise<Hashes> {
  return { phc: await findPasswordHash(t, accountId), former: await findFormerHashes(t, accountId) }
}

/** Whether a password is the one somebody has, or one they had. Each is a turn of its own: nobody is kept waiting for all of them at once. */
export async function isUsedBefore(password: string, { phc, former }: Hashes): Promise<boolean> {
  for (const hash of [phc, ...former]) if (await passwordMatches(password, hash)) return true
  return false
}

export const usedBefore = 'Choose a password you have not used before.' satisfies Sentence
