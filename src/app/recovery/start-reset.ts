import { providerOf, providerOfName } from '../../core/federation/identity-provider.ts'
import { mayReset } from '../../core/recovery/reset-rules.ts'
import { AppError } from '../../errors.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { insertFlow, saveFlow } from '../../store/flows.ts'
import { countMessages, insertMessages } from '../../store/messages.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { mustNotWait } from '../sign-in/slow-source.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { normalisedName } from '../sign-in-name.ts'
import { helpersOf } from '../who-can-help.ts'
import { type Reset, resetLifetime, withinReset } from './under-way.ts'

/** Nobody: what is done for a name that nobody has is done for this id, so that it takes as long (SEC-01). */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Messages about resets that one person gets in an hour, whoever asks for them. */
const mostInAnHour = 5

/** Codes that one reset sends. */
const mostCodes = 3

/** How long to wait before another code is sent. */
const pause = 30_000

/**
 * Begins to reset the password of a name, and writes to the person: a code, or that they may not and who helps. Gives the secret the
 * browser keeps. It does the same, and takes as long, whatever the name (SEC-01). Throws
 * `user.is_federated` for every name of a domain whose people another provider looks after.
 */
export async function startReset(
  admit: Admit,
  tenantId: string,
  typed: string,
  from: { readonly ip: string | null },
): Promise<{ readonly id: string }> {
  const id = newSecret(tenantId)
  const hash = readSecret(id)?.hash
  if (hash === undefined) throw new AppError('tenant.not_found')
  const now = admit.now()
  await withTenant(admit.store, tenantId, async (t) => {
    await mustNotWait(admit, t, from.ip)
    const signInName = normalisedName(typed)
    const [tenant, found] = [await loadTenantPart(t), await findAccountByName(t, signInName)]
    // By the domain, whoever has the name: it shows nothing but who looks after its people (SEC-01).
    const provider = providerOfName(tenant, signInName)
    if (provider !== null)
      throw new AppError('user.is_federated', {
        hint: `The passwords of this domain are looked after by ${provider.name}. Reset yours there.`,
      })
    // Whom an administrator keeps out is not let back in by a code.
    const isThere = found?.isEnabled === true && found.deletedAt === null
    // Nor is who was invited and has not accepted.
    const account = isThere && (found.invitation?.state ?? 'accepted') === 'accepted' ? found : null
    // Nor where the name is another one of somebody whom a provider looks after.
    const may = account === null || providerOf(tenant, account) !== null ? null : mayReset(account, { tenant, now })
    const reset: Reset = {
      ...{ kind: 'reset', startedAt: now, signInName, accountId: account?.id ?? null },
      due: may?.is === 'yes' ? may.proofs : null,
      ...{ codes: 1, codeAt: now, wrongCodes: 0, failure: null },
    }
    await insertFlow(t, hash, reset, now + resetLifetime)
    await write(t, hash, reset, now)
  })
  return { id }
}

/** Sends another code for a reset under way, and says the same whether or not there is anybody to send it to. */
export function sendAnotherCode(admit: Admit, id: string): Promise<void> {
  return withinReset(admit, id, async (t, hash, reset) => {
    const now = admit.now()
    if (reset.due !== null && reset.due[0] !== 'email') return
    const problem =
      reset.codes >= mostCodes
        ? 'No more codes are sent for this. Start again, or ask one of those who can help.'
        : now - reset.codeAt < pause
          ? 'A code is on its way. Wait half a minute before you ask for another.'
          : null
    const next = problem === null ? { ...reset, codes: reset.codes + 1, codeAt: now, failure: null } : null
    await saveFlow(t, hash, next ?? { ...reset, failure: problem })
    if (next !== null) await write(t, hash, next, now)
  })
}

async function write(t: TenantDb, hash: string, { accountId, due, codes }: Reset, now: number): Promise<void> {
  const kinds = ['reset_code', 'reset_not_open'] as const
  const recent = await countMessages(t, accountId ?? nobody, kinds, now - 3_600_000)
  const helpers = (await helpersOf(t)).map(({ name, mail }) => `${name}, ${mail}`)
  const to = recent < mostInAnHour ? (accountId ?? nobody) : nobody
  const message =
    due === null ? { kind: kinds[1], facts: { helpers } } : { kind: kinds[0], facts: { reset: hash, nth: codes } }
  await insertMessages(t, [to], message, now)
}
