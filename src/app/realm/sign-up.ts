import { timingSafeEqual } from 'node:crypto'
import { realmId } from '../../core/federation/personal.ts'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import type { Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { deleteFlow, insertFlow, loadFlow, saveFlow } from '../../store/flows.ts'
import { countLetters, insertLetter } from '../../store/letters.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { findTenantByDomain, findTenantRow } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { codeLifetime, sentCode } from '../recovery/reset-code.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { countTry } from '../sign-in/slow-source.ts'
import { normalisedName } from '../sign-in-name.ts'
import { mustBeOn } from './must-be-on.ts'
import type { Sentence } from '../words/sentence.ts'

/** Somebody who is making a personal account. It lives on the server; the browser holds its secret id (SEC-06). */
export type SignUp = {
  readonly kind: 'sign_up'
  readonly startedAt: Instant
  readonly address: string
  /** Whether there was an account when the last letter was written: its reader is told so, and no code is good. */
  readonly has: 'account' | 'none'
  /** Whether a code showed that the address is theirs. */
  readonly proved: 'yes' | 'no'
  /** Letters so far, of which the last counts, and when that was. */
  readonly codes: number
  readonly codeAt: Instant
  readonly wrongCodes: number
  readonly language: string | null
  /** What the last answer was refused with, shown once. */
  readonly failure: string | null
}

/** What the browser that signs up is to show now; `stopped`: the address belongs to an organisation. */
export type SignUpStep = {
  readonly ask: 'code' | 'details' | 'stopped'
  readonly address: string
  readonly organisation: string | null
  readonly failure: string | null
}

/** Letters that one sign-up sends, and that one address is sent in an hour, whoever asks for them. */
const [mostCodes, mostInAnHour] = [3, 5]
/** How long to wait before another letter is sent. */
const pause = 30_000
/** The fifth wrong code ends a sign-up (SEC-07). */
const wrongCodesAllowed = 5
const lifetime = 60 * 60_000
const letters = ['sign_up_code', 'sign_up_known'] as const

/**
 * Begins to make a personal account for an address, and writes there: a code, or that there is an account already. Gives the secret the
 * browser keeps. It does the same and takes as long, whoever has the address (SEC-01). Throws `rate.limited` for a source that comes with
 * the addresses of many.
 */
export async function beginSignUp(
  admit: Admit,
  typed: string,
  from: { readonly ip: string | null; readonly language: string | null },
): Promise<{ readonly id: string }> {
  mustBeOn(admit)
  const address = typed.trim()
  if (!isMailAddress(address))
    throw new AppError('request.invalid', {
      field: 'address',
      hint: 'Write an address like you@mail.example.' satisfies Sentence,
    })
  const id = newSecret(realmId)
  const hash = readSecret(id)?.hash as string
  await withTenant(admit.store, realmId, async (t) => {
    await countTry(admit, t, { name: normalisedName(address), ip: from.ip, was: 'wrong' })
    const now = admit.now()
    const begun: SignUp = {
      ...{ kind: 'sign_up', startedAt: now, address, has: 'none', proved: 'no', codes: 0, codeAt: 0, wrongCodes: 0 },
      ...{ language: from.language, failure: null },
    }
    await insertFlow(t, hash, begun, now + lifetime)
    await write(t, hash, begun, now)
  })
  return { id }
}

/** Where the sign-up stands. Asking changes nothing. */
export async function signUpStep(admit: Admit, id: string): Promise<SignUpStep> {
  const { address, proved, failure } = await withinSignUp(admit, id, async (_, __, signUp) => signUp)
  // Only who has shown that the address is theirs learns whose domain it is.
  const owner = proved === 'yes' ? await ownerOf(admit, address) : null
  if (owner !== null) return { ask: 'stopped', address, organisation: owner, failure }
  return { ask: proved === 'yes' ? 'details' : 'code', address, organisation: null, failure }
}

/** Sends another code, and says the same whoever has the address. */
export function sendAnotherSignUpCode(admit: Admit, id: string): Promise<void> {
  return withinSignUp(admit, id, async (t, hash, signUp) => {
    const now = admit.now()
    if (signUp.proved === 'yes') return
    if (now - signUp.codeAt < pause) {
      const failure = 'A code is on its way. Wait half a minute before you ask for another.' satisfies Sentence
      return saveFlow(t, hash, { ...signUp, failure })
    }
    return write(t, hash, signUp, now)
  })
}

/** Takes the code that was sent to the address. Throws `realm.too_many_codes` at the fifth wrong one. */
export async function submitSignUpCode(admit: Admit, id: string, typed: string): Promise<void> {
  const isOver = await withinSignUp(admit, id, async (t, hash, signUp) => {
    if (signUp.proved === 'yes') return false
    const given = Buffer.from(typed.replace(/\s/g, ''))
    const code = Buffer.from(sentCode(admit, 'sign-up code', t.tenantId, hash, signUp.codes))
    const isRight = given.length === code.length && timingSafeEqual(given, code)
    if (isRight && signUp.has === 'none' && admit.now() - signUp.codeAt <= codeLifetime) {
      await saveFlow(t, hash, { ...signUp, proved: 'yes', failure: null })
      return false
    }
    const wrongCodes = signUp.wrongCodes + 1
    if (wrongCodes >= wrongCodesAllowed) await deleteFlow(t, hash)
    else await saveFlow(t, hash, { ...signUp, wrongCodes, failure: wrong })
    return wrongCodes >= wrongCodesAllowed
  })
  if (isOver) throw new AppError('realm.too_many_codes')
}

const wrong = "That code didn't work. Use the newest one, within fifteen minutes." satisfies Sentence

/** Works on the sign-up this secret belongs to, in one transaction; throws `realm.sign_up_over` when there is none any more. */
export function withinSignUp<T>(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, signUp: SignUp) => Promise<T>,
): Promise<T> {
  mustBeOn(admit)
  const key = readSecret(id)
  if (key === null || key.tenantId !== realmId) throw new AppError('realm.sign_up_over')
  return withTenant(admit.store, realmId, async (t) => {
    const found = await loadFlow<SignUp | { readonly kind: string }>(t, key.hash, admit.now())
    if (found === null || !isSignUp(found)) throw new AppError('realm.sign_up_over')
    return work(t, key.hash, found)
  })
}

/** The name of the organisation here that owns the domain of an address: its people are that organisation's. */
export async function ownerOf(admit: Admit, address: string): Promise<string | null> {
  const domain = normalisedName(address).split('@').at(-1) as string
  const tenantId = await findTenantByDomain(admit.store, domain)
  return tenantId === null ? null : ((await findTenantRow(admit.store, tenantId))?.name ?? null)
}

// Sign-ins and resets under way lie in the same table; none is taken for another.
const isSignUp = (found: SignUp | { readonly kind: string }): found is SignUp => found.kind === 'sign_up'

/** Writes to the address, where it has not been written to too often, and keeps what was written; the page is the same (SEC-01). */
async function write(t: TenantDb, hash: string, signUp: SignUp, now: Instant): Promise<void> {
  const { address, language } = signUp
  const isKnown = (await findAccountByName(t, normalisedName(address))) !== null
  const isTooMuch =
    signUp.codes >= mostCodes || (await countLetters(t, address, letters, now - 3_600_000)) >= mostInAnHour
  if (isTooMuch) {
    const failure = 'No more codes are sent to this address now. Try again in an hour.' satisfies Sentence
    await saveFlow(t, hash, { ...signUp, failure })
    return
  }
  const nth = signUp.codes + 1
  await saveFlow(t, hash, { ...signUp, has: isKnown ? 'account' : 'none', codes: nth, codeAt: now, failure: null })
  const kind = isKnown ? 'sign_up_known' : 'sign_up_code'
  // What stands in both is the same, so that neither takes longer.
  await insertLetter(t, { kind, facts: { signUp: hash, nth }, to: address, language }, now)
}
