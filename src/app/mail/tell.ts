import type { Change, ContactKind } from '../../core/changes/change.ts'
import type { Instant } from '../../core/snapshot.ts'
import { findAccount } from '../../store/accounts.ts'
import { findContacts } from '../../store/contacts.ts'
import { findInvitation } from '../../store/invitations.ts'
import { endLinks, insertMessages } from '../../store/messages.ts'
import type { TenantDb } from '../../store/store.ts'
import { type News, newsOf } from './news.ts'

/**
 * Has a person be told something by mail, when and only when the transaction commits. It goes to the address that the
 * directory has of them at this moment; who has none is told nothing.
 */
export async function tell(t: TenantDb, accountId: string, { kind, ...facts }: News, at: Instant): Promise<void> {
  await insertMessages(t, [accountId], { kind, facts }, at)
}

/** Tells people that where they are reached is about to change: all of it at the address they have until now. */
export async function tellBefore(t: TenantDb, changes: readonly Change[], at: Instant): Promise<void> {
  for (const change of changes) {
    const contact = await contactChangedBy(t, change)
    if (contact !== null) await tell(t, contact.accountId, { kind: 'contact_changed', contact: contact.kind }, at)
  }
}

async function contactChangedBy(
  t: TenantDb,
  change: Change,
): Promise<{ readonly accountId: string; readonly kind: ContactKind } | null> {
  if (change.do === 'set_contact') {
    const { accountId, contact: kind, value } = change
    const { [kind]: was = null } = await findContacts(t, accountId)
    return was === value ? null : { accountId, kind }
  }
  if (change.do !== 'set_attribute' || change.name !== 'mail') return null
  const was = (await findAccount(t, change.accountId))?.attributes['mail'] ?? null
  return was === change.value ? null : { accountId: change.accountId, kind: 'email' }
}

/** Tells each person what these changes mean for how they prove themselves: the one line wherever changes are carried out. */
export async function tellOfChanges(t: TenantDb, changes: readonly Change[], at: Instant): Promise<void> {
  // Who is new has nothing to be told of what was before.
  const made = new Set(changes.flatMap((change) => (change.do === 'create_account' ? [change.account.id] : [])))
  await tellInvited(t, changes, at)
  const all = changes.flatMap((change) => newsOf(change) ?? []).filter(({ accountId }) => !made.has(accountId))
  for (const [key, group] of Map.groupBy(all, ({ news }) => JSON.stringify(news))) {
    const { kind, ...facts } = JSON.parse(key) as News
    const ids = [...new Set(group.map(({ accountId }) => accountId))]
    // Whoever was helped is not undone by a link of before.
    if (kind === 'password_reset') await endLinks(t, ids, at)
    await insertMessages(t, ids, { kind, facts }, at)
  }
}

/** Sends each invitation to the address it is for, with what whoever invites wrote. */
async function tellInvited(t: TenantDb, changes: readonly Change[], at: Instant): Promise<void> {
  for (const change of changes) {
    if (change.do !== 'invite_guest' || change.letter.is === 'none') continue
    const { nth, inviter: by = null } = (await findInvitation(t, change.accountId)) ?? {}
    const facts = { nth, by, said: change.letter.said }
    await insertMessages(t, [change.accountId], { kind: 'invited', facts }, at, { to: change.address })
  }
}
