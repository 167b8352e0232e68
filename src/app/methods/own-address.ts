import type { ContactKind } from '../../core/changes/change.ts'
import type { SentKind } from '../../core/methods/methods.ts'
import { AppError } from '../../errors.ts'
import { deleteFlow, insertFlow, loadFlow, saveFlow } from '../../store/flows.ts'
import { listMethods } from '../../store/methods.ts'
import { proveSession } from '../../store/sessions.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { type Destination, readDestination, sendable, usualChannel } from '../codes/destination.ts'
import { sendCode } from '../codes/send-code.ts'
import { isNewest, newestTo, type Sent } from '../codes/sent-code.ts'
import { setOwnContact } from '../recovery/own-contact.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { mustHaveProved } from '../viewer.ts'
import { registerMethod } from './register-method.ts'
import type { Sentence } from '../words/sentence.ts'

/** What an address or a number is to be: where codes for signing in are sent, or a way in which the person is reached. */
export type AddressUse = 'method' | ContactKind

/** An address or a number that somebody signed in gives as theirs, and has yet to show that they read what is sent there. */
type SetUp = Destination & {
  readonly sessionId: string
  /** Left out, a method. */
  readonly use?: AddressUse
  readonly sent: readonly Sent[]
  readonly wrongCodes: number
}

/** As it lies among the sign-ins under way. */
type Row = { readonly kind: 'set_up'; readonly setUp: SetUp }

/** The tenth wrong code ends it (SEC-07). */
const wrongCodesAllowed = 10

const lifetime = 20 * 60_000

/** Where setting one up stands: what it is to be, how the newest code went out, and what is wrong. */
export type Asked = Destination & {
  readonly use: AddressUse
  readonly by: Sent['channel'] | null
  readonly problem: string | null
}

/** The ways in which codes can be sent here. */
export function ownWays(admit: Admit, session: OwnSession): Promise<readonly SentKind[]> {
  return withTenant(admit.store, session.tenantId, (t) => sendable(admit, t))
}

/**
 * Sends the first code to an address or a number that the person typed; gives the secret under which it goes on, in this session alone.
 * Throws `auth.fresh_proof_needed`, and `request.invalid` where nothing can be sent there.
 */
export async function beginAddress(
  admit: Admit,
  session: OwnSession,
  use: AddressUse,
  kind: SentKind,
  typed: string,
): Promise<{ readonly id: string; readonly asked: Asked }> {
  mustHaveProved(viewerIn(session), admit.now())
  const destination = readDestination(kind, typed)
  const id = newSecret(session.tenantId)
  const hash = readSecret(id)?.hash as string
  const asked = await withTenant(admit.store, session.tenantId, async (t) => {
    if (!(await sendable(admit, t)).includes(kind)) throw new AppError('request.invalid', { field: 'kind' })
    await mustBeNew(t, session, use, destination.address)
    const setUp: SetUp = { ...destination, use, sessionId: session.id, sent: [], wrongCodes: 0 }
    await insertFlow(t, hash, { kind: 'set_up', setUp } satisfies Row, admit.now() + lifetime)
    // Where a desk telephone stands no text is read.
    return send(admit, t, session, hash, setUp, use === 'office' ? 'voice' : usualChannel(kind))
  })
  return { id, asked }
}

/** Throws `request.invalid` where it is theirs already, or would be of no use to who cannot sign in. */
async function mustBeNew(t: TenantDb, session: OwnSession, use: AddressUse, address: string): Promise<void> {
  const isSame = (other: string | null | undefined) => other?.toLowerCase() === address.toLowerCase()
  const refused = (hint: Sentence) => new AppError('request.invalid', { field: 'address', hint })
  if (use === 'method') {
    const isTheirs = (await listMethods(t, session.accountId)).some((one) => one.isUsable && isSame(one.address))
    if (isTheirs) throw refused('Codes are sent there already.')
    return
  }
  // What is on file already may be given again: its code shows that it is still right.
  if (use === 'email' && isSame(session.signInName))
    throw refused('Give an address that you read without the password of this account.')
}

/** Sends another code, as a text or in a call where the person wants one, or says why none is sent. */
export function sendAddressAnother(
  admit: Admit,
  session: OwnSession,
  id: string,
  how: 'again' | 'voice',
): Promise<Asked> {
  return withinSetUp(admit, session, id, (t, hash, setUp) => {
    const last = setUp.sent.at(-1)?.channel ?? usualChannel(setUp.kind)
    return send(admit, t, session, hash, setUp, setUp.kind === 'phone' && how === 'voice' ? 'voice' : last)
  })
}

/** Takes the code that was sent there; the address or number is the person's from then on, and the code used up. Who is reached elsewhere from now on is told where they were reached before. */
export async function confirmAddress(
  admit: Admit,
  session: OwnSession,
  id: string,
  given: { readonly code: string; readonly name: string | null },
): Promise<{ readonly is: 'added'; readonly use: AddressUse } | { readonly is: 'wrong'; readonly asked: Asked }> {
  const done = await withinSetUp(admit, session, id, async (t, hash, setUp) => {
    const { kind, address, sent } = setUp
    if (isNewest(admit, t.tenantId, { of: hash, sent, to: address }, given.code)) {
      await deleteFlow(t, hash)
      if (setUp.use !== undefined && setUp.use !== 'method') {
        await setOwnContact(admit, t, session, setUp.use, address)
        return { is: 'added', use: setUp.use } as const
      }
      const named = given.name === null ? {} : { name: given.name }
      const by = { at: admit.now(), reason: null } as const
      await registerMethod(t, { accountId: session.accountId, kind, ...named }, { address }, by)
      // Its code is a proof: who has a second factor from now on has just given it.
      await proveSession(t, session.id, admit.now(), [...new Set([...session.methods, kind])])
      return { is: 'added', use: 'method' } as const
    }
    const wrongCodes = setUp.wrongCodes + 1
    if (wrongCodes >= wrongCodesAllowed) await deleteFlow(t, hash)
    else await saveFlow(t, hash, { kind: 'set_up', setUp: { ...setUp, wrongCodes } } satisfies Row)
    return wrongCodes >= wrongCodesAllowed ? null : ({ is: 'wrong', asked: askedOf(setUp, wrong) } as const)
  })
  // Thrown outside of the transaction, which would undo the end.
  if (done === null) throw new AppError('sign_in.too_many_codes')
  return done
}

const wrong = "That code didn't work. Use the newest one that was sent to you, within ten minutes." satisfies Sentence

async function send(
  admit: Admit,
  t: TenantDb,
  { accountId }: OwnSession,
  of: string,
  setUp: SetUp,
  channel: Sent['channel'],
): Promise<Asked> {
  const { address, sent: before } = setUp
  const order = {
    kind: 'set_up_code',
    accountId,
    of,
    sent: before,
    to: address,
    methodId: null,
    address,
    channel,
  } as const
  const { sent, problem } = await sendCode(admit, t, order)
  const next = { ...setUp, sent }
  await saveFlow(t, of, { kind: 'set_up', setUp: next } satisfies Row)
  return askedOf(next, problem)
}

function askedOf({ kind, address, sent, use = 'method' }: SetUp, problem: string | null): Asked {
  return { kind, address, use, by: sent[newestTo(sent, address)]?.channel ?? null, problem }
}

const isSetUp = (found: Row | { readonly kind: string }): found is Row => found.kind === 'set_up'

/** Works on what this secret belongs to, of this session, in one transaction; throws `method.set_up_over` where there is none any more. */
async function withinSetUp<T>(
  admit: Admit,
  session: OwnSession,
  id: string,
  work: (t: TenantDb, hash: string, setUp: SetUp) => Promise<T>,
): Promise<T> {
  mustHaveProved(viewerIn(session), admit.now())
  const hash = readSecret(id)?.hash
  return withTenant(admit.store, session.tenantId, async (t) => {
    const found = hash === undefined ? null : await loadFlow<Row | { readonly kind: string }>(t, hash, admit.now())
    if (hash === undefined || found === null || !isSetUp(found) || found.setUp.sessionId !== session.id)
      throw new AppError('method.set_up_over')
    return work(t, hash, found.setUp)
  })
}
