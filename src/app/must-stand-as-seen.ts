import { differencesOf, type Overwritten } from '../core/changes/differences.ts'
import { AppError } from '../errors.ts'
import type { JournalEntry } from '../store/journal.ts'
import type { TenantDb } from '../store/store.ts'
import { entriesAround, numberBefore } from '../store/versions.ts'

/**
 * Throws `request.changed_meanwhile` where an operation of this transaction changed a field that others changed since the journal had
 * that number: with what they made of it, and with the number from which it would be overwritten knowingly. Other fields
 * of the same thing are nobody's trouble.
 */
export async function mustStandAsSeen(t: TenantDb, seen: number, operationId: string): Promise<void> {
  const entries = await entriesAround(t, seen, operationId)
  const ours = new Set<string>()
  for (const entry of entries)
    if (entry.operationId === operationId) for (const { key } of written(entry)) ours.add(key)
  const overwritten: Overwritten[] = []
  for (const entry of entries)
    if (entry.operationId !== operationId)
      // Each field once, as the last of them left it.
      for (const { key, is } of written(entry))
        if (ours.delete(key)) {
          const { at, actorName: by, entity, entityId, entityName: name } = entry
          overwritten.push({ at, by, entity, entityId, name, ...is })
        }
  if (overwritten.length > 0)
    throw new AppError('request.changed_meanwhile', {
      seen: await numberBefore(t, seen, operationId),
      since: overwritten.slice(0, 20),
    })
}

type Written = {
  /** What nobody else may have written since. */
  readonly key: string
  readonly is: Pick<Overwritten, 'field' | 'before' | 'after'>
}

/** What people hold is given and taken piece by piece, and follows from much else: nobody writes over it. */
const held: ReadonlySet<string> = new Set(['memberOf', 'licences', 'roles', 'grants'])

/** What an entry wrote, field by field; what came into a list or went from it, each by itself. */
function written({ entity, entityId, payload }: Pick<JournalEntry, 'entity' | 'entityId' | 'payload'>): Written[] {
  const key = (field: string, item: unknown) => JSON.stringify([entity, entityId, field, item])
  return differencesOf(payload?.before, payload?.after).flatMap((one): Written[] => {
    const { field } = one
    if (entity === 'account' && held.has(field)) return []
    if (one.is === 'value')
      return [{ key: key(field, null), is: { field, before: one.before ?? null, after: one.after ?? null } }]
    return [
      ...one.gone.map((item) => ({ key: key(field, item), is: { field, before: item, after: null } })),
      ...one.come.map((item) => ({ key: key(field, item), is: { field, before: null, after: item } })),
    ]
  })
}
