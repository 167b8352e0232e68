import { providerOf, providerOfName } from '../../core/federation/identity-provider.ts'
import type { ResetMethod } from '../../core/recovery/reset-methods.ts'
import { isResetOpen, mayReset } from '../../core/recovery/reset-rules.ts'
import type { Account, Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { insertFlow, saveFlow } from '../../store/flows.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { countTry } from '../sign-in/slow-source.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { normalisedName } from '../sign-in-name.ts'
import { type From, placeOf } from '../sign-in/familiar.ts'
import { nobody, sendResetCode } from './send-reset-code.ts'
import { type Reset, resetLifetime, waysOn, withinReset } from './under-way.ts'
import { say } from '../words/say.ts'

/** Codes that one reset sends, wherever to. */
const mostCodes = 4

/** How long to wait before another code is sent the same way. */
const pause = 30_000

/**
 * Begins to reset the password of a name, and writes to the person: a code, or that they may not and who helps. Gives the secret the
 * browser keeps. It does the same, and takes as long, whatever the name (SEC-01). Throws `user.is_federated` for every name of a domain
 * whose people another provider looks after, `reset.not_open` for every name of an organisation where nobody may, and `rate.limited` for
 * an address that comes with the names of many (SEC-40).
 */
export async function startReset(
  admit: Admit,
  tenantId: string,
  typed: string,
  from: Pick<From, 'ip' | 'kept'>,
): Promise<{ readonly id: string }> {
  const id = newSecret(tenantId)
  const hash = readSecret(id)?.hash
  if (hash === undefined) throw new AppError('tenant.not_found')
  const now = admit.now()
  await withTenant(admit.store, tenantId, async (t) => {
    const signInName = normalisedName(typed)
    const [tenant, found] = [await loadTenantPart(t), await findAccountByName(t, signInName)]
    // By the domain, whoever has the name: it shows nothing but who looks after its people (SEC-01).
    const provider = providerOfName(tenant, signInName)
    if (provider !== null)
      throw new AppError('user.is_federated', {
        hint: say('The passwords of this domain are looked after by {provider}. Reset yours there.', {
          provider: provider.name,
        }),
      })
    if (!isResetOpen(tenant, now)) throw new AppError('reset.not_open')
    // Whom an administrator keeps out is not let back in by a code.
    const isThere = found?.isEnabled === true && found.deletedAt === null && isTheirTime(found, now)
    // Nor is who was invited and has not accepted.
    const account = isThere && (found.invitation?.state ?? 'accepted') === 'accepted' ? found : null
    // Nor where the name is another one of somebody whom a provider looks after.
    const may = account === null || providerOf(tenant, account) !== null ? null : mayReset(account, { tenant, now })
    const { place, by } = await placeOf(admit, t, account?.id ?? nobody, from)
    // Who holds the very browser is nobody who goes through a list of names; a name that signs in afterwards is forgiven (SEC-40).
    if (by !== 'browser') await countTry(admit, t, { name: found?.id ?? signInName, ip: from.ip, was: 'wrong' })
    const reset: Reset = {
      ...{ kind: 'reset', startedAt: now, signInName, accountId: account?.id ?? null, place },
      ...(may?.is === 'yes'
        ? { methods: reached(may.methods, account), due: may.proofs, proofs: may.proofs }
        : { methods: null, due: 1 }),
      ...{ hasProved: false, asked: null, codes: 0, codeAt: now, code: null, wrongCodes: 0, failure: null },
    }
    await insertFlow(t, hash, await sendResetCode(t, hash, reset, null, now), now + resetLifetime)
  })
  return { id }
}

/** Whether it is a time at which they may sign in at all. */
const isTheirTime = ({ accessFrom = 0, accessUntil = Number.POSITIVE_INFINITY }: Account, now: Instant) =>
  accessFrom <= now && now < accessUntil

/** The mailbox last from which letters came back. */
function reached(methods: readonly ResetMethod[], account: Account | null): readonly ResetMethod[] {
  if (account?.mailUndeliverableAt === undefined) return methods
  return methods.toSorted((a, b) => Number(a === 'email') - Number(b === 'email'))
}

/**
 * Sends another code for a reset under way, by the way that is asked for, and says the same whether or not there is anybody to send
 * it to; or has the authenticator app be asked for, where that is due.
 */
export function sendAnotherCode(admit: Admit, id: string, way: string | null): Promise<void> {
  return withinReset(admit, id, async (t, hash, reset) => {
    const now = admit.now()
    if (reset.due === 0) return
    const ways = waysOn(reset, await loadTenantPart(t))
    const asked = ways.find((one) => one === way) ?? reset.asked
    if (asked === 'totp') return saveFlow(t, hash, { ...reset, asked, failure: null })
    const problem =
      reset.codes >= mostCodes
        ? 'No more codes are sent for this. Start again, or ask one of those who can help.'
        : asked === reset.asked && now - reset.codeAt < pause
          ? 'A code is on its way. Wait half a minute before you ask for another.'
          : null
    if (problem === null) return saveFlow(t, hash, await sendResetCode(t, hash, reset, asked, now))
    await saveFlow(t, hash, { ...reset, failure: problem })
  })
}
