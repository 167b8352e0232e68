import { type JournalEntry, withQuery } from '../api.ts'
import { textsIn } from '../parts/address.ts'
import { all, quoted } from '../parts/odata.ts'

/** What the journal is asked, as its address says it. */
export type JournalQuery = ReturnType<typeof journalQueryIn>

/** Reads the address of the journal. */
export const journalQueryIn = textsIn(['by', 'about', 'kind', 'category', 'from', 'until', 'operation'])

/** What entries are about, by Graph's category. */
export const categories = {
  UserManagement: 'people',
  GroupManagement: 'groups',
  LicenseManagement: 'licences',
  RoleManagement: 'roles',
  AdministrativeUnit: 'units',
  ApplicationManagement: 'apps',
  Policy: 'policies and locations',
  DirectoryManagement: 'the organisation and its domains',
  ProvisioningManagement: 'provisioning',
  KeyManagement: 'signing keys',
} as const

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text)

/** The day's first instant, and that of the next, in the reader's own time. */
const startOf = (day: string, days = 0) => {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  return new Date(y, m - 1, d + days).toISOString()
}

/** The conditions as the API takes them; null for all that was done. */
export function filterOf(query: JournalQuery): string | null {
  return all([
    query.by !== undefined && `initiatedBy/user/id eq ${quoted(query.by)}`,
    query.about !== undefined && `targetResources/any(t:t/id eq ${quoted(query.about)})`,
    query.kind !== undefined && `activityDisplayName eq ${quoted(query.kind)}`,
    query.category !== undefined && `category eq ${quoted(query.category)}`,
    isDay(query.from) && `activityDateTime ge ${startOf(query.from)}`,
    isDay(query.until) && `activityDateTime lt ${startOf(query.until, 1)}`,
    query.operation !== undefined && `correlationId eq ${quoted(query.operation)}`,
  ])
}

/** Where the API has the first page. */
export function journalPath(query: JournalQuery): string {
  return withQuery('auditLogs/directoryAudits', { $filter: filterOf(query), $top: 50 })
}

/** Graph's `directoryAudit`, as far as it is shown. */
export type Audit = {
  readonly id: string
  readonly activityDateTime: string
  readonly activityDisplayName: string
  readonly correlationId: string
  readonly resultReason: string | null
  readonly initiatedBy: {
    readonly user: { readonly id: string | null; readonly displayName: string | null } | null
    readonly app: { readonly appId: string | null; readonly displayName: string | null } | null
  }
  readonly targetResources: readonly {
    readonly id: string
    readonly displayName: string | null
    readonly type: string
    readonly modifiedProperties: readonly {
      readonly displayName: string
      readonly oldValue: string | null
      readonly newValue: string | null
    }[]
  }[]
}

const entities: Readonly<Record<string, string>> = {
  User: 'account',
  Group: 'group',
  ServicePrincipal: 'app',
  Policy: 'policy',
  Directory: 'tenant',
}

/** An audit as an entry of the journal, with what differs before and after. */
export function entryOf(audit: Audit): JournalEntry {
  const [target] = audit.targetResources
  const { user, app } = audit.initiatedBy
  // What is no person and no app is said by its kind, as `command line`.
  const isKind = user === null && app?.appId == null
  const side = (of: 'oldValue' | 'newValue') =>
    Object.fromEntries(
      (target?.modifiedProperties ?? []).flatMap((one) => {
        const value = one[of]
        return value === null ? [] : [[one.displayName, JSON.parse(value) as unknown]]
      }),
    )
  return {
    seq: Number(audit.id),
    at: Date.parse(audit.activityDateTime),
    actor: user?.id ?? app?.appId ?? null,
    actorKind: user !== null ? 'person' : isKind ? (app?.displayName ?? 'system').replaceAll(' ', '_') : 'app',
    actorName: isKind ? null : (user?.displayName ?? app?.displayName ?? null),
    operationId: audit.correlationId,
    kind: audit.activityDisplayName.toLowerCase().replaceAll(' ', '_'),
    entity: entities[target?.type ?? ''] ?? 'other',
    entityId: target?.id ?? '',
    entityName: target?.displayName ?? null,
    reason: audit.resultReason,
    payload: { before: side('oldValue'), after: side('newValue') },
  }
}
