import type { Sentence } from '../words/sentence.ts'
import { isRegistered } from '../../core/methods/allowed.ts'
import { holds, isMadeOf } from '../../core/passwords/banned-words.ts'
import { readingOf } from '../../core/passwords/look.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { normalised } from '../passwords.ts'
import { isBreached } from './breached.ts'
import { strengthOf } from './strength.ts'
import { say } from '../words/say.ts'

/** Who chooses a password, and where. */
export type Choosing = {
  readonly person: { readonly signInName: string; readonly displayName: string }
  readonly organisation: Pick<TenantPart, 'name' | 'bannedWords'> & {
    readonly domains: readonly { readonly name: string }[]
  }
  /** The least characters, which `leastFor` gives. */
  readonly atLeast: number
}

/** The least characters of a password that nothing else stands beside, and of one with a second factor (SEC-05). */
export const aloneAtLeast = 15
export const besideAtLeast = 8

/** The least characters of a password that a person chooses as they stand: a method that is good for every day counts, and recovery codes alone do not. */
export const leastFor = (account: Account, tenant: TenantPart): number =>
  isRegistered(account, tenant) ? besideAtLeast : aloneAtLeast

/** Guesses a password has to withstand, as a power of ten. Online, the lockout allows a few a day; offline, argon2id some dozens a second. */
const guessesNeeded = 9

/** Fewer guesses than these, and anybody who tries passwords at all has tried it. */
const triedFirst = 4

/**
 * Throws `password.too_weak` or `password.banned` with what is wrong with a password somebody wants to have, and what to do instead
 * (SEC-05). Every place where a password is chosen asks this; what is said never holds the password.
 */
export async function checkNewPassword(admit: Admit, password: string, choosing: Choosing): Promise<void> {
  const { person, organisation, atLeast } = choosing
  const text = normalised(password)
  const length = [...text].length
  if (length < atLeast) weak(say('Use at least {atLeast} characters. A few words make a good password.', { atLeast }))
  if (length > 256) weak(say('Use at most 256 characters.'))

  const [ofPerson, ofOrganisation] = [namesOf(person), namesOfOrganisation(organisation)]
  if (holds(text, read(ofPerson))) banned(say('Leave your name out of it.'))
  if (holds(text, read(ofOrganisation))) banned(say('Leave the name of your organisation out of it.'))
  const { bannedWords = [] } = organisation
  if (isMadeOf(text, readOf(bannedWords)))
    banned(say('It is little more than words that everybody here would try. Use others, or more of them.'))

  const { guesses, isStolen } = await strengthOf(text, [...ofPerson, ...ofOrganisation, ...bannedWords])
  if (guesses < triedFirst) banned(say('That password is among the first ones an attacker tries.'))
  if (isStolen) banned(say(stolenElsewhere))
  if (guesses < guessesNeeded)
    weak(say('It would soon be guessed. Add a word or two that have nothing to do with the rest.'))
  if (await isInOwnList(admit, text)) banned(say(stolenElsewhere))
}

const stolenElsewhere =
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.' satisfies Sentence

/** The words of a name that are long enough to tell anything. */
function namesOf({ signInName, displayName }: Choosing['person']): readonly string[] {
  const local = signInName.split('@')[0] ?? ''
  return [local, ...local.split(/[._-]/), ...displayName.split(/\s+/)].filter((word) => word.length >= 4)
}

/** Its whole name, and what its domains begin with. */
function namesOfOrganisation({ name, domains }: Choosing['organisation']): readonly string[] {
  return [name, ...domains.map((domain) => domain.name.split('.')[0] ?? '')]
    .map((one) => one.replaceAll(/[\s._-]/g, ''))
    .filter((word) => word.length >= 4)
}

const read = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(readingOf))

const known = new WeakMap<readonly string[], ReadonlySet<string>>()

/** The same, kept as long as the list of the organisation is this one. */
function readOf(words: readonly string[]): ReadonlySet<string> {
  const there = known.get(words) ?? read(words)
  known.set(words, there)
  return there
}

/**
 * Whether it stands in the list of whoever runs the server, as it is, in small letters or without blanks. A list that cannot be read keeps
 * nobody from choosing a password: it is told in the log.
 */
async function isInOwnList(admit: Admit, password: string): Promise<boolean> {
  const { breachedPasswords } = admit.config
  if (breachedPasswords === null) return false
  const forms = [password, password.toLowerCase()].flatMap((one) => [one, one.replaceAll(/\s/g, '')])
  try {
    for (const form of new Set(forms)) if (await isBreached(form, breachedPasswords)) return true
    return false
  } catch (error) {
    admit.log.error({ path: breachedPasswords, error: String(error) }, 'the list of stolen passwords cannot be used')
    return false
  }
}

function weak(hint: string): never {
  throw new AppError('password.too_weak', { hint })
}

function banned(hint: string): never {
  throw new AppError('password.banned', { hint })
}
