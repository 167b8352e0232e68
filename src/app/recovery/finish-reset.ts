import type { Change } from '../../core/changes/change.ts'
import { grantsOf } from '../../core/changes/held-roles.ts'
import { proofsByLink } from '../../core/recovery/reset-link.ts'
import { mayReset } from '../../core/recovery/reset-rules.ts'
import type { Account, Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccount, listRoleHolders } from '../../store/accounts.ts'
import { carryOut, type Secrets } from '../../store/carry-out.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import { useResetLink } from '../../store/reset-links.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { tell, tellOfChanges } from '../mail/tell.ts'
import { leastFor } from '../passwords/choice.ts'
import { problemWith } from '../passwords/problem-with.ts'
import { hashesOf } from '../passwords/used-before.ts'
import { hashPassword } from '../passwords.ts'
import { linked } from './by-link.ts'
import { isLocked } from './reset-step.ts'
import { type Reset, withinReset } from './under-way.ts'

/** What came of a reset: done, or the page again with what is wrong with the password. */
export type Finished = 'done' | 'asked_again'

/**
 * Takes the password that the person chose, after all that was due is proved. Every session ends; nobody is signed in by it: who
 * has a second factor gives it at the sign-in that follows (SEC-11). Used once.
 */
export async function finishReset(
  admit: Admit,
  id: string,
  chosen: { readonly password: string; readonly repeat: string },
): Promise<Finished> {
  const choosing = await withinReset(admit, id, async (t, _, reset) => {
    const account = await provedAccount(t, reset, admit.now())
    const organisation = await loadTenantPart(t)
    const atLeast = leastFor(account, organisation)
    return { person: account, organisation, atLeast, hashes: await hashesOf(t, account.id) }
  })
  const problem = await problemWith(admit, chosen, choosing, choosing.hashes)
  const passwordHash = problem === null ? await hashPassword(chosen.password) : null
  return withinReset(admit, id, async (t, hash, reset) => {
    const account = await provedAccount(t, reset, admit.now())
    if (passwordHash === null) {
      await saveFlow(t, hash, { ...reset, failure: problem })
      return 'asked_again'
    }
    const change = { do: reset.link === undefined ? 'reset_own_password' : 'follow_reset_link' } as const
    await done(admit, t, hash, { ...change, accountId: account.id }, { passwordHash }, reset.link)
    await tellAdministrators(t, account, admit.now())
    return 'done'
  })
}

/** Lets the person in again with the password they have, after all that was due is proved. */
export function unlockOwn(admit: Admit, id: string): Promise<Finished> {
  return withinReset(admit, id, async (t, hash, reset) => {
    const account = await provedAccount(t, reset, admit.now())
    // Of who was sent a link, the password there was is set aside.
    if (reset.link !== undefined || !isLocked(account, admit.now())) return 'asked_again'
    await done(admit, t, hash, { do: 'unlock_account', accountId: account.id }, {})
    return 'done'
  })
}

/**
 * Whose reset it is, once everything due is proved; throws where it is not, or where they were kept out meanwhile, or would have to prove
 * more by now.
 */
async function provedAccount(t: TenantDb, reset: Reset, now: Instant): Promise<Account> {
  const { due, accountId, proofs = 1, link } = reset
  if (link !== undefined) {
    const { account } = await linked(t, link, now)
    if (due > 0 || account.id !== accountId || proofsByLink(account) > proofs) throw new AppError('reset_link.over')
    return account
  }
  const account = due === 0 && accountId !== null ? await findAccount(t, accountId) : null
  if (account === null || !account.isEnabled || account.deletedAt !== null) throw new AppError('reset.over')
  const may = mayReset(account, { tenant: await loadTenantPart(t), now })
  if (may.is === 'no' || may.proofs > proofs) throw new AppError('reset.over')
  return account
}

async function done(
  admit: Admit,
  t: TenantDb,
  hash: string,
  change: Extract<Change, { readonly accountId: string }>,
  secrets: Secrets,
  link?: string,
): Promise<void> {
  const at = admit.now()
  await takeOwnTurn(t)
  // Of two browsers that followed it, the second finds it used (SEC-06).
  if (link !== undefined && !(await useResetLink(t, link, at))) throw new AppError('reset_link.over')
  const by = {
    actor: change.accountId,
    actorKind: 'self',
    reason: link === undefined ? 'self-service reset' : 'by the link that was sent',
    operationId: null,
    at,
  } as const
  await carryOut(t, change, by, secrets)
  await tellOfChanges(t, [change], at)
  await deleteFlow(t, hash)
}

/** Of a reset by one who administers, those who administer everything hear (semantics: *notify all administrators*). */
async function tellAdministrators(t: TenantDb, account: Account, at: number): Promise<void> {
  if (grantsOf(account).length === 0) return
  for (const { id } of await listRoleHolders(t, ['global-admin']))
    if (id !== account.id) await tell(t, id, { kind: 'administrator_reset', name: account.displayName }, at)
}
