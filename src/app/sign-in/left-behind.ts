import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { within } from './under-way.ts'

/** The sign-in that a browser left for a moment, and the name that was typed in it; null where there is none to go back to. */
export async function leftBehind(
  admit: Admit,
  id: string | undefined,
): Promise<{ readonly signInName: string | null } | null> {
  if (id === undefined || id.length > 256) return null
  try {
    return await within(admit, id, async (_, __, { signInName, admittedSession }) =>
      admittedSession === null ? { signInName } : null,
    )
  } catch (error) {
    if (error instanceof AppError && error.code === 'sign_in.over') return null
    throw error
  }
}
