import { changesBetween, operationOf, sentenceOf } from '../../../app/audit-words.ts'
import { auditCategory } from '../../../core/changes/audit-category.ts'
import type { AuditRow } from '../../../store/log-lists.ts'
import type { Noun } from '../collection.ts'
import { type Fields, id, instant, list, object, shown, text } from '../odata/field.ts'
import { iso } from './instant.ts'

const types: Readonly<Record<string, string>> = {
  account: 'User',
  group: 'Group',
  app: 'ServicePrincipal',
  policy: 'Policy',
  tenant: 'Directory',
  unit: 'AdministrativeUnit',
}

const fields: Fields = {
  id: { ...text('seq'), isOnlyShown: true },
  activityDateTime: instant('at'),
  activityDisplayName: text('kind', { wordOf: (given) => given.trim().toLowerCase().replaceAll(' ', '_') }),
  category: text('category'),
  correlationId: id('correlationId'),
  loggedByService: text('service'),
  operationType: shown,
  result: text('result'),
  resultReason: shown,
  initiatedBy: object({
    user: object({ id: id('actorPerson'), userPrincipalName: text('actorName') }),
    app: object({ appId: id('actorApp'), displayName: text('actorAppName'), servicePrincipalId: id('actorApp') }),
  }),
  targetResources: list('targets', { id: text('entityId'), type: text('entity', { words: inverted(types) }) }),
  additionalDetails: shown,
}

/** An entry of the journal as Graph's `directoryAudit`. */
export function auditShape(row: AuditRow): Record<string, unknown> {
  const { change, before, after } = row.payload ?? {}
  const isPerson = row.actorKind === 'person' || row.actorKind === 'self'
  return {
    id: String(row.seq),
    activityDateTime: iso(row.at),
    activityDisplayName: sentenceOf(row.kind),
    category: auditCategory(row),
    correlationId: row.operationId,
    loggedByService: 'Core Directory',
    operationType: operationOf(row.kind),
    result: 'success',
    resultReason: row.reason,
    initiatedBy: {
      user: isPerson
        ? { id: row.actor, displayName: row.actorName, userPrincipalName: row.actorSignInName, ipAddress: null }
        : null,
      app: isPerson
        ? null
        : {
            appId: row.actor,
            displayName: row.actorName ?? row.actorKind.replace('_', ' '),
            servicePrincipalId: row.actor,
            servicePrincipalName: null,
          },
    },
    targetResources: [
      {
        id: row.entityId,
        displayName: row.entityName,
        type: types[row.entity] ?? 'Other',
        userPrincipalName: row.entitySignInName,
        groupType: row.entity === 'group' ? 'azureAD' : null,
        modifiedProperties: changesBetween(before, after).map(({ name, was, is }) => ({
          displayName: name,
          oldValue: was === undefined ? null : JSON.stringify(was),
          newValue: is === undefined ? null : JSON.stringify(is),
        })),
      },
    ],
    additionalDetails: change === undefined ? [] : [{ key: 'change', value: JSON.stringify(change) }],
  }
}

function inverted(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([ours, theirs]) => [theirs.toLowerCase(), ours]))
}

export const auditNoun: Noun<AuditRow> = { name: 'auditLogs/directoryAudits', fields, shape: auditShape }
