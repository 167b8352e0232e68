import type { Admit } from '../../app/admit.ts'
import { auditPage, signInPage } from '../../app/audits.ts'
import { appList } from '../../app/directory.ts'
import { groupPage, userPage } from '../../app/lists.ts'
import { licencePage, membershipPage } from '../../app/pairs.ts'
import type { Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import type { AppRow } from '../../store/apps.ts'
import type { ListedAccount, ListedGroup } from '../../store/directory-lists.ts'
import type { Condition } from '../../store/list-conditions.ts'
import type { ListedLicence, ListedMembership } from '../../store/pair-lists.ts'
import type { Page } from '../../store/lists.ts'
import type { SignInRow } from '../../store/sign-ins.ts'
import type { Cells } from '../csv-table.ts'
import { auditCells, auditColumns } from './audit-export.ts'
import { type Noun, type PageAsked, pageOf } from './collection.ts'
import { applicationNoun, principalNoun } from './nouns/app.ts'
import { auditNoun } from './nouns/directory-audit.ts'
import { groupNoun } from './nouns/group.ts'
import { iso } from './nouns/instant.ts'
import { signInNoun } from './nouns/sign-in.ts'
import { userNoun } from './nouns/user.ts'
import { type Fields, flag, id, text } from './odata/field.ts'

/** A list as a table: its columns, and the cells of a row, which may fill several lines. */
type Export<Row> = {
  readonly noun: Pick<Noun<Row>, 'fields' | 'search'>
  readonly columns: readonly string[]
  readonly page: (admit: Admit, viewer: Viewer, asked: PageAsked) => Promise<Page<Row>>
  readonly cells: (row: Row) => readonly Cells[]
}

const userColumns = Object.keys(userNoun.fields).filter(
  (name) => userNoun.fields[name]?.isBySelect !== true && name !== 'deletedDateTime',
)
const users: Export<ListedAccount> = {
  noun: userNoun,
  columns: userColumns,
  page: (admit, viewer, asked) => userPage(admit, viewer, 'present', asked),
  cells: (row) => [plainCells(userNoun.shape(row), userColumns)],
}

const deletedUsers: Export<ListedAccount> = {
  ...users,
  columns: [...userColumns, 'deletedDateTime'],
  page: (admit, viewer, asked) => userPage(admit, viewer, 'deleted', asked),
  cells: (row) => [plainCells(userNoun.shape(row), [...userColumns, 'deletedDateTime'])],
}

const groupColumns = [
  ...['id', 'displayName', 'description', 'groupTypes', 'membershipRule', 'membershipRuleProcessingState'],
  ...['isAssignableToRole', 'mailNickname', 'createdDateTime'],
]
const groups: Export<ListedGroup> = {
  noun: groupNoun,
  columns: groupColumns,
  page: groupPage,
  cells: (row) => [plainCells(groupNoun.shape(row), groupColumns)],
}

const membershipFields: Fields = {
  groupId: id('groupId'),
  userId: id('accountId'),
  membership: text('how', { words: { assigned: 'direct', dynamic: 'rule' } }),
}
/** Its first two columns are those that a bulk of members takes. */
const members: Export<ListedMembership> = {
  noun: { fields: membershipFields },
  columns: ['group', 'signInName', 'displayName', 'membership', 'groupId', 'userId'],
  page: membershipPage,
  cells: ({ groupId, groupName, how, accountId, signInName, displayName }) => [
    {
      ...{ group: groupName, signInName, displayName, membership: how === 'direct' ? 'Assigned' : 'Dynamic' },
      ...{ groupId, userId: accountId },
    },
  ],
}

const licenceFields: Fields = {
  userId: id('accountId'),
  skuId: id('productId'),
  state: text('state', { words: { active: 'active', error: 'error' } }),
  error: text('error'),
}
const licences: Export<ListedLicence> = {
  noun: { fields: licenceFields },
  columns: ['signInName', 'product', 'disabledPlans', 'displayName', 'assignedBy', 'state', 'error', 'userId', 'skuId'],
  page: licencePage,
  cells: ({ accountId, productId, productName, groupName, disabledPlans, state, error, signInName, displayName }) => [
    {
      ...{ signInName, product: productName, disabledPlans: disabledPlans.join(';'), displayName },
      ...{ assignedBy: groupName ?? 'Direct', state, error, userId: accountId, skuId: productId },
    },
  ],
}

const appColumns = [
  ...['appId', 'displayName', 'description', 'accountEnabled', 'appRoleAssignmentRequired', 'homepage'],
  ...['identifierUris', 'replyUrls', 'isFallbackPublicClient', 'createdDateTime'],
]
/** An app as it is registered and as this tenant uses it, asked by either, and by whether it is a part of Admit. */
const appNoun: Noun<AppRow> = {
  ...applicationNoun,
  fields: { ...principalNoun.fields, ...applicationNoun.fields, appId: text(), isOwn: flag() },
  shape: (row) => ({ ...principalNoun.shape(row), ...applicationNoun.shape(row), isOwn: row.isOwn }),
}
const apps: Export<AppRow> = {
  noun: appNoun,
  columns: appColumns,
  page: async (admit, viewer, asked) => pageOf(await appList(admit, viewer), appNoun, asked),
  cells: (row) => [plainCells(appNoun.shape(row), appColumns)],
}

const signInColumns = [
  ...['id', 'createdDateTime', 'userPrincipalName', 'userDisplayName', 'appDisplayName', 'ipAddress'],
  ...['outcome', 'errorCode', 'failureReason', 'clientAppUsed', 'isInteractive', 'correlationId', 'userId', 'appId'],
]
/** Graph has no word for what a sign-in came to beside its error. */
const signIns: Export<SignInRow> = {
  noun: { fields: { ...signInNoun.fields, outcome: text('outcome') } },
  columns: signInColumns,
  page: signInPage,
  cells: (row) => {
    const shape = signInNoun.shape(row)
    return [
      plainCells(
        { ...shape, ...(shape['status'] as object), outcome: row.outcome, createdDateTime: iso(row.at) },
        signInColumns,
      ),
    ]
  },
}

const directoryAudits = { noun: auditNoun, columns: auditColumns, page: auditPage, cells: auditCells }

/** Every list that can be exported, by its name in addresses and commands. */
export const exportable = { users, deletedUsers, groups, members, licences, apps, signIns, directoryAudits }

/** The list of this name; throws `export.not_found`. */
export function exportNamed(name: string): Export<unknown> {
  if (!Object.hasOwn(exportable, name))
    throw new AppError('export.not_found', { hint: `one of ${Object.keys(exportable).join(', ')}` })
  return exportable[name as keyof typeof exportable] as unknown as Export<unknown>
}

/** Its lines one after the other, read a page at a time: as many as there may be. */
export async function* exportLines(
  admit: Admit,
  viewer: Viewer,
  { page, cells }: Export<unknown>,
  where: Condition | null,
): AsyncGenerator<Cells> {
  for (let after: PageAsked['after'] = null; ; ) {
    const read = await page(admit, viewer, { where, order: [], after, limit: 500, wantsCount: false })
    for (const row of read.items) yield* cells(row)
    if (read.next === null) return
    after = read.next
  }
}

/** Fields of a shape as cells: several texts with `;` between. */
function plainCells(shape: Readonly<Record<string, unknown>>, columns: readonly string[]): Cells {
  return Object.fromEntries(columns.map((name) => [name, cellOf(shape[name])]))
}

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.join(';') : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
