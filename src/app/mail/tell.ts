import type { Change } from '../../core/changes/change.ts'
import type { Instant } from '../../core/snapshot.ts'
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

/** Tells each person what these changes mean for how they prove themselves: the one line wherever changes are carried out. */
export async function tellOfChanges(t: TenantDb, changes: readonly Change[], at: Instant): Promise<void> {
  // Who is new has nothing to be told of what was before.
  const made = new Set(changes.flatMap((change) => (change.do === 'create_account' ? [change.account.id] : [])))
  const all = changes.flatMap((change) => newsOf(change) ?? []).filter(({ accountId }) => !made.has(accountId))
  for (const [key, group] of Map.groupBy(all, ({ news }) => JSON.stringify(news))) {
    const { kind, ...facts } = JSON.parse(key) as News
    const ids = [...new Set(group.map(({ accountId }) => accountId))]
    // Whoever was helped is not undone by a link of before.
    if (kind === 'password_reset') await endLinks(t, ids, at)
    await insertMessages(t, ids, { kind, facts }, at)
  }
}
