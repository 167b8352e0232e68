import { randomUUID } from 'node:crypto'
import { realmId } from '../../core/federation/personal.ts'
import { guestName } from '../../core/guests/invitation.ts'
import { AppError } from '../../errors.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { carryOut } from '../../store/carry-out.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { aloneAtLeast } from '../passwords/choice.ts'
import { problemWith } from '../passwords/problem-with.ts'
import { hashPassword } from '../passwords.ts'
import { type FlowStart, named } from '../sign-in/flow.ts'
import { startFlow } from '../sign-in/live.ts'
import { readSecret } from '../sign-in/session.ts'
import { countTry } from '../sign-in/slow-source.ts'
import { within } from '../sign-in/under-way.ts'
import { normalisedName } from '../sign-in-name.ts'
import { realmDomain, realmName } from './make-realm.ts'
import { ownerOf, withinSignUp } from './sign-up.ts'
import type { Sentence } from '../words/sentence.ts'

const unfit = 'No personal account can be made for this address. Use another one.' satisfies Sentence
const none = { phc: null, former: [] }

/** What somebody says who has shown that the address is theirs. */
export type Details = { readonly name: string; readonly password: string; readonly repeat: string }

/**
 * Makes the account of who has shown that the address is theirs, and signs them in: in the sign-in that their browser has under way at
 * the realm, else in one of `start`. Gives the secret of that sign-in, or null where something is missing. Used once.
 */
export async function finishSignUp(
  admit: Admit,
  id: string,
  details: Details,
  { start, underWay }: { readonly start: FlowStart; readonly underWay: string | undefined },
): Promise<string | null> {
  const { address } = await withinSignUp(admit, id, async (_, __, signUp) => mustBeProved(signUp))
  if ((await ownerOf(admit, address)) !== null) return null
  const displayName = details.name.trim()
  const problem = nameProblem(displayName) ?? (await passwordProblem(admit, details, { address, displayName }))
  const passwordHash = problem === null ? await hashPassword(details.password) : null
  const accountId = await withinSignUp(admit, id, async (t, hash, signUp) => {
    mustBeProved(signUp)
    if (passwordHash === null) {
      await saveFlow(t, hash, { ...signUp, failure: problem })
      return null
    }
    await takeTurn(t)
    // Of two who showed at once that they read the address, the second is told: both read it.
    if ((await findAccountByName(t, normalisedName(address))) !== null) {
      await saveFlow(t, hash, {
        ...signUp,
        failure: 'There is an account for this address by now. Sign in with it.' satisfies Sentence,
      })
      return null
    }
    await deleteFlow(t, hash)
    await countTry(admit, t, { name: normalisedName(address), ip: start.ip, was: 'right' })
    return makePersonalAccount(t, { address, displayName, language: signUp.language }, passwordHash, admit.now())
  }).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || !error.code.startsWith('user.name_')) throw error
    // Whose name it looks like is nobody's affair (SEC-01, SEC-02).
    await withinSignUp(admit, id, (t, hash, signUp) => saveFlow(t, hash, { ...signUp, failure: unfit }))
    return null
  })
  return accountId === null ? null : signedIn(admit, { accountId, address }, start, underWay)
}

/** A personal account is kept as a guest of the realm is: found by the address, with a name of ours behind it. */
export async function makePersonalAccount(
  t: TenantDb,
  person: { readonly address: string; readonly displayName: string; readonly language: string | null },
  passwordHash: string,
  at: number,
  accountId: string = randomUUID(),
): Promise<string> {
  const { address, displayName, language } = person
  const reason = 'signed up'
  const by = { actor: accountId, actorKind: 'self', reason, operationId: randomUUID(), at } as const
  const attributes = { mail: address, ...(language === null ? {} : { preferredLanguage: language }) }
  const signInName = guestName(address, realmDomain)
  const account = { id: accountId, signInName, displayName, userType: 'guest', isEnabled: true, attributes } as const
  await carryOut(t, { do: 'create_account', account }, by)
  await carryOut(t, { do: 'invite_guest', accountId, address, redirectUrl: null, letter: { is: 'none' } }, by)
  await carryOut(t, { do: 'accept_invitation', accountId }, by, { passwordHash })
  return accountId
}

/** The sign-in of who has just chosen a password: they are not asked for it again. */
async function signedIn(
  admit: Admit,
  { accountId, address }: { readonly accountId: string; readonly address: string },
  start: FlowStart,
  underWay: string | undefined,
): Promise<string> {
  const prove = async (flowId: string) => {
    const now = admit.now()
    await within(admit, flowId, (t, hash, flow) => {
      const proof = { accountId, credential: 'verified', credentialAt: now, methods: ['password'] } as const
      return saveFlow(t, hash, { ...named(flow, address), ...proof, place: 'familiar' })
    })
    return flowId
  }
  if (underWay !== undefined && readSecret(underWay)?.tenantId === realmId)
    try {
      return await prove(underWay)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'sign_in.over') throw error
    }
  return prove((await startFlow(admit, realmId, start)).id)
}

function mustBeProved<S extends { readonly proved: 'yes' | 'no' }>(signUp: S): S {
  if (signUp.proved !== 'yes') throw new AppError('realm.sign_up_over')
  return signUp
}

function nameProblem(name: string): string | null {
  if (name === '') return 'Write your name, as others are to see it.'
  return name.length > 64 || /\p{C}/u.test(name) ? 'Write your name in at most 64 characters.' : null
}

function passwordProblem(
  admit: Admit,
  chosen: Details,
  { address: signInName, displayName }: { readonly address: string; readonly displayName: string },
): Promise<string | null> {
  const organisation = { name: realmName, domains: [] }
  return problemWith(admit, chosen, { person: { signInName, displayName }, organisation, atLeast: aloneAtLeast }, none)
}
