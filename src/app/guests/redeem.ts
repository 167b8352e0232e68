import { timingSafeEqual } from 'node:crypto'
import { masked } from '../../core/changes/contact.ts'
import { isSameAddress } from '../../core/changes/guest.ts'
import { linkEndsAt } from '../../core/guests/invitation.ts'
import { AppError } from '../../errors.ts'
import { deleteFlow, insertFlow, saveFlow } from '../../store/flows.ts'
import { countMessages, insertMessages } from '../../store/messages.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { codeLifetime, sentCode } from '../recovery/reset-code.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { mustNotWait } from '../sign-in/slow-source.ts'
import { invitationUrl, withLink } from './link.ts'
import { type Redemption, redemptionLifetime, withinRedemption } from './redemption.ts'
import type { Sentence } from '../words/sentence.ts'

/** Codes that one redemption sends, and that one person is sent in an hour, whoever asks for them. */
const [mostCodes, mostInAnHour] = [3, 5]
/** How long to wait before another code is sent. */
const pause = 30_000
/** The fifth wrong code ends a redemption (SEC-07). */
const wrongCodesAllowed = 5

/** Who invites to what, as the page of the link says it before anything is done. The address is shown only to be recognised. */
export type Offer = {
  readonly organisation: string
  readonly inviter: string | null
  readonly address: string
  readonly until: number
}

/** What the browser that accepts an invitation is to show now. */
export type RedemptionStep = {
  /** `agree`: a provider said that the address is theirs; `stopped`: it did not, and the link is opened again. */
  readonly ask: 'code' | 'password' | 'agree' | 'stopped'
  readonly provider: string | null
  /** Where the link leads, for who is stopped. */
  readonly again: string
  readonly organisation: string
  readonly address: string
  readonly displayName: string
  readonly failure: string | null
}

/** What the link is about; throws `invitation.over`. Asking changes nothing: mail is looked through by machines. */
export function offerOf(admit: Admit, link: string): Promise<Offer> {
  return withLink(admit, link, async (t, invitation) => ({
    organisation: (await loadTenantPart(t)).name,
    inviter: invitation.inviter,
    address: masked(invitation.address),
    until: linkEndsAt(invitation),
  }))
}

/**
 * Begins to accept for who names the invited address, and sends a code there; gives the secret that the browser keeps. Whoever comes
 * with another address is told so (D11), and it is linked to nothing (SEC-12).
 */
export async function beginRedemption(
  admit: Admit,
  link: string,
  typed: string,
  from: { readonly ip: string | null },
): Promise<{ readonly is: 'begun'; readonly id: string } | { readonly is: 'other_address' | 'too_many_codes' }> {
  return withLink(admit, link, async (t, { accountId, address, nth }) => {
    await mustNotWait(admit, t, from.ip)
    if (!isSameAddress(address, typed)) return { is: 'other_address' }
    const now = admit.now()
    if (!(await mayWrite(t, accountId, now))) return { is: 'too_many_codes' }
    const id = newSecret(t.tenantId)
    const hash = readSecret(id)?.hash as string
    const redemption: Redemption = {
      ...{ kind: 'redemption', startedAt: now, accountId, nth, proved: 'no' },
      ...{ codes: 1, codeAt: now, wrongCodes: 0, failure: null },
    }
    await insertFlow(t, hash, redemption, now + redemptionLifetime)
    await write(t, hash, redemption, address, now)
    return { is: 'begun', id }
  })
}

/** Where the redemption stands. Asking changes nothing. */
export function redemptionStep(admit: Admit, id: string): Promise<RedemptionStep> {
  return withinRedemption(
    admit,
    id,
    async (t, _, { proved, failure, by, codes, ...which }, { address, displayName }) => {
      const { name: organisation } = await loadTenantPart(t)
      // Where no code was sent, a provider was asked in its place.
      const ask = proved === 'yes' ? (by === undefined ? 'password' : 'agree') : codes === 0 ? 'stopped' : 'code'
      const again = invitationUrl(admit, t.tenantId, which)
      return { ask, organisation, address, displayName, failure, provider: by?.name ?? null, again }
    },
  )
}

/** Sends another code. */
export function sendAnotherInvitationCode(admit: Admit, id: string): Promise<void> {
  return withinRedemption(admit, id, async (t, hash, redemption, { address }) => {
    const now = admit.now()
    if (redemption.proved === 'yes' || redemption.codes === 0) return
    const problem =
      redemption.codes >= mostCodes || !(await mayWrite(t, redemption.accountId, now))
        ? 'No more codes are sent for this now. Open the link in your invitation again in an hour.'
        : now - redemption.codeAt < pause
          ? 'A code is on its way. Wait half a minute before you ask for another.'
          : null
    const next = { ...redemption, codes: redemption.codes + 1, codeAt: now, failure: null }
    await saveFlow(t, hash, problem === null ? next : { ...redemption, failure: problem })
    if (problem === null) await write(t, hash, next, address, now)
  })
}

/** Takes the code that was sent to the address. Throws `invitation.too_many_codes` at the fifth wrong one. */
export async function submitInvitationCode(admit: Admit, id: string, typed: string): Promise<void> {
  const isOver = await withinRedemption(admit, id, async (t, hash, redemption) => {
    if (redemption.proved === 'yes' || redemption.codes === 0) return false
    const given = Buffer.from(typed.replace(/\s/g, ''))
    const code = Buffer.from(sentCode(admit, 'invitation code', t.tenantId, hash, redemption.codes))
    const isInTime = admit.now() - redemption.codeAt <= codeLifetime
    if (given.length === code.length && timingSafeEqual(given, code) && isInTime) {
      await saveFlow(t, hash, { ...redemption, proved: 'yes', failure: null })
      return false
    }
    const wrongCodes = redemption.wrongCodes + 1
    if (wrongCodes >= wrongCodesAllowed) await deleteFlow(t, hash)
    else await saveFlow(t, hash, { ...redemption, wrongCodes, failure: wrong })
    return wrongCodes >= wrongCodesAllowed
  })
  if (isOver) throw new AppError('invitation.too_many_codes')
}

const wrong = "That code didn't work. Use the newest one, within fifteen minutes." satisfies Sentence

async function mayWrite(t: TenantDb, accountId: string, now: number): Promise<boolean> {
  return (await countMessages(t, accountId, ['invitation_code'], now - 3_600_000)) < mostInAnHour
}

/** To the invited address itself, whatever else the directory has of the person. */
async function write(t: TenantDb, hash: string, { accountId, codes }: Redemption, address: string, now: number) {
  const facts = { redemption: hash, nth: codes }
  await insertMessages(t, [accountId], { kind: 'invitation_code', facts }, now, { to: address })
}
