import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { besideAtLeast, checkNewPassword } from '../passwords/choice.ts'
import { normalisedName } from '../sign-in-name.ts'
import type { Here } from './here.ts'
import type { WantedPerson } from './records.ts'

/** What was said of a password, so that a plan made anew does not look at it again. */
const said = new WeakMap<WantedPerson, string | null>()

/** Why passwords cannot be taken, by the person who would get one. */
export async function weakPasswords(
  admit: Admit,
  people: readonly WantedPerson[],
  here: Here,
): Promise<ReadonlyMap<WantedPerson, string>> {
  const weak = new Map<WantedPerson, string>()
  for (const person of people) {
    if (person.password === undefined) continue
    const known = said.get(person)
    const why = known === undefined ? await weakness(admit, person, person.password, here) : known
    said.set(person, why)
    if (why !== null) weak.set(person, why)
  }
  return weak
}

async function weakness(admit: Admit, wanted: WantedPerson, password: string, here: Here): Promise<string | null> {
  const displayName = wanted.displayName ?? here.byName.get(normalisedName(wanted.signInName))?.displayName ?? ''
  try {
    const person = { signInName: wanted.signInName, displayName }
    // It is temporary: what the person chooses in its place is as long as they need.
    await checkNewPassword(admit, password, { person, organisation: here.tenant, atLeast: besideAtLeast })
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `the password cannot be taken: ${error.message}. ${String(error.details['hint'] ?? '')}`.trim()
  }
}
