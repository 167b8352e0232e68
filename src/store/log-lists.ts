import { type RawBuilder, sql } from 'kysely'
import { entitiesNamed, inCategory, kindsApart } from '../core/changes/audit-category.ts'
import { nameKey } from '../core/naming/sign-in-name.ts'
import { entityName, type NamedEntry, nameOf } from './journal.ts'
import type { Column, Value } from './list-conditions.ts'
import type { List } from './lists.ts'
import { type SignInRow, signInColumns } from './sign-ins.ts'

const newest = [{ column: 'seq', field: 'id', direction: 'desc' as const }]
const exact = (value: RawBuilder<unknown>): Column => ({ sql: value, kind: 'exact', isFast: true })

/** The log of sign-ins, the newest first. */
export const signInLogList: List<SignInRow> = {
  from: sql`sign_ins s left join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id left join apps p on p.tenant_id = s.tenant_id and p.id::text = s.app_id`,
  own: (t) => sql`s.tenant_id = ${t.tenantId}`,
  select: sql<SignInRow>`select ${signInColumns}`,
  id: sql`s.reference`,
  columns: {
    own: {
      seq: { sql: sql`s.id`, kind: 'number', isFast: true },
      reference: exact(sql`s.reference`),
      at: { sql: sql`s.at`, kind: 'instant', isFast: true },
      accountId: { sql: sql`s.account_id`, kind: 'id', isFast: true },
      // What else is asked is asked of the newest first, and the log is no longer than it is kept.
      signInName: { sql: sql`lower(s.sign_in_name)`, kind: 'lower', isFast: true },
      appId: exact(sql`s.app_id`),
      // The name that the app has today.
      appName: { sql: sql`lower(p.name)`, kind: 'lower', isFast: true },
      ip: exact(sql`s.ip`),
      outcome: exact(sql`s.outcome`),
      correlationId: exact(sql`s.correlation_id`),
      errorCode: {
        sql: sql`case when s.outcome = 'admit' then 0 else coalesce(s.number, 50000) end`,
        kind: 'number',
        isFast: true,
      },
      code: exact(sql`s.code`),
    },
  },
  sorted: ['seq', 'at'],
  usual: newest,
}

function categoryIs(value: Value): RawBuilder<unknown> {
  const isOf = (column: string, names: readonly string[]) => sql`${sql.ref(`j.${column}`)} = any(${names}::text[])`
  const isApart = isOf('kind', kindsApart)
  if (String(value).toLowerCase() === 'other') return sql`not (${isApart} or ${isOf('entity', entitiesNamed)})`
  const found = inCategory(String(value))
  return 'kinds' in found ? isOf('kind', found.kinds) : sql`(${isOf('entity', found.entities)} and not ${isApart})`
}

/** By the name it has today; what has none, as the command line, is called by its kind. */
function isNamedApp(value: Value): RawBuilder<unknown> {
  const name = String(value).toLowerCase()
  const of = (table: string) =>
    sql`select x.id from ${sql.table(table)} x where x.tenant_id = j.tenant_id and lower(x.name) = ${name}`
  const isNamed = sql`j.actor in (${of('apps')} union all ${of('scim_tokens')})`
  const kind = ['app', 'system', 'command line'].find((one) => one === name)?.replace(' ', '_')
  const named = (table: string) => nameOf(table, sql`j.actor::text`)
  return kind === undefined
    ? sql`(j.actor_kind not in ('person', 'self') and ${isNamed})`
    : sql`(${isNamed} or j.actor_kind = ${kind} and coalesce(${named('apps')}, ${named('scim_tokens')}) is null)`
}

const actorOf = (kind: string) => sql`case when j.actor_kind = ${kind} then j.actor end`

/** An entry of the journal with the names that who did it and what it is about have today. */
export type AuditRow = NamedEntry & {
  readonly actorSignInName: string | null
  readonly entitySignInName: string | null
}

/** The journal as a log of what was done, the newest first. */
export const auditList: List<AuditRow> = {
  from: sql`journal j`,
  own: (t) => sql`j.tenant_id = ${t.tenantId}`,
  select: sql<AuditRow>`select j.seq, j.at, j.actor, j.actor_kind as "actorKind", j.operation_id as "operationId", j.kind, j.entity, j.entity_id as "entityId", j.reason, j.payload,
    coalesce(${nameOf('accounts', sql`j.actor::text`, sql`x.display_name`)}, ${nameOf('apps', sql`j.actor::text`)}, ${nameOf('scim_tokens', sql`j.actor::text`)}) as "actorName",
    ${nameOf('accounts', sql`j.actor::text`, sql`x.sign_in_name`)} as "actorSignInName",
    case j.entity when 'account' then ${nameOf('accounts', sql`j.entity_id`, sql`x.sign_in_name`)} end as "entitySignInName",
    ${entityName} as "entityName"`,
  id: sql`j.seq`,
  columns: {
    own: {
      seq: { sql: sql`j.seq`, kind: 'number', isFast: true },
      at: { sql: sql`j.at`, kind: 'instant', isFast: true },
      kind: exact(sql`j.kind`),
      category: { ...exact(sql`j.entity`), equals: categoryIs },
      result: exact(sql`'success'`),
      correlationId: { sql: sql`j.operation_id`, kind: 'id', isFast: true },
      actorPerson: { sql: sql`j.actor`, kind: 'id', isFast: true },
      actorApp: { sql: actorOf('app'), kind: 'id', isFast: true },
      service: exact(sql`'Core Directory'`),
      actorAppName: {
        ...exact(sql`case when j.actor_kind not in ('person', 'self') then j.actor_kind end`),
        equals: isNamedApp,
      },
      actorName: {
        ...exact(sql`j.actor`),
        equals: (value) =>
          sql`j.actor in (select x.id from accounts x where x.tenant_id = j.tenant_id and x.name_key = ${nameKey(String(value))})`,
      },
    },
    items: {
      targets: {
        from: sql`(select j.entity_id as id, j.entity)`,
        columns: {
          entityId: { sql: sql`i.id`, kind: 'lower' },
          entity: { sql: sql`i.entity`, kind: 'exact' },
        },
        // With every kind of thing named, the index by thing is used.
        found: [
          'entityId',
          (value) => sql`(j.entity = any(${entitiesNamed}::text[]) and j.entity_id = ${String(value).toLowerCase()})`,
        ],
      },
    },
  },
  sorted: ['seq', 'at'],
  usual: newest,
}
