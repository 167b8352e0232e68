import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { type Choosing, checkNewPassword } from './choice.ts'
import { type Hashes, isUsedBefore, usedBefore } from './used-before.ts'
import { say } from '../words/say.ts'

/** What is wrong with a password that somebody typed twice to have it from now on; null when nothing is. */
export async function problemWith(
  admit: Admit,
  chosen: { readonly password: string; readonly repeat: string },
  choosing: Choosing,
  hashes: Hashes,
): Promise<string | null> {
  if (chosen.password !== chosen.repeat) return say('The two passwords differ. Type the same one twice.')
  try {
    await checkNewPassword(admit, chosen.password, choosing)
  } catch (error) {
    if (error instanceof AppError) return String(error.details['hint'] ?? error.message)
    throw error
  }
  return (await isUsedBefore(chosen.password, hashes)) ? usedBefore : null
}
