import type { AuditRow } from '../../store/log-lists.ts'
import type { Cells } from '../csv-table.ts'
import { auditShape } from './nouns/directory-audit.ts'

/** The columns of the journal as a table. */
export const auditColumns = [
  ...['number', 'time', 'activity', 'category', 'by', 'byId'],
  ...['target', 'targetId', 'reason', 'field', 'before', 'after'],
]

/** An entry of the journal as lines, one for each field that changed. */
export function auditCells(row: AuditRow): readonly Cells[] {
  const shape = auditShape(row) as Shape
  const [target] = shape.targetResources
  const by = shape.initiatedBy.user ?? shape.initiatedBy.app
  const whole = {
    ...{
      number: shape.id,
      time: shape.activityDateTime,
      activity: shape.activityDisplayName,
      category: shape.category,
    },
    ...{ by: by?.displayName ?? null, byId: row.actor, target: target?.displayName ?? null, targetId: row.entityId },
    reason: row.reason,
  }
  const fields = target?.modifiedProperties ?? []
  if (fields.length === 0) return [{ ...whole, field: null, before: null, after: null }]
  return fields.map((field) => ({ ...whole, field: field.displayName, before: field.oldValue, after: field.newValue }))
}

type Shape = {
  readonly id: string
  readonly activityDateTime: string
  readonly activityDisplayName: string
  readonly category: string
  readonly initiatedBy: {
    readonly user: { readonly displayName: string | null } | null
    readonly app: { readonly displayName: string | null } | null
  }
  readonly targetResources: readonly {
    readonly displayName: string | null
    readonly modifiedProperties: readonly {
      readonly displayName: string
      readonly oldValue: string | null
      readonly newValue: string | null
    }[]
  }[]
}
