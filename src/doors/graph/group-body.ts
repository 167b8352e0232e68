import { z } from 'zod'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import type { ListedGroup } from '../../store/directory-lists.ts'
import { mailNickname, name, text, visibility } from './fields.ts'
import { idIn, memberAddress, userAddress } from './references.ts'

const rule = z.string().max(3072).nullable()
/** At most so many members in one request, as in Graph. */
const members = z.array(memberAddress).max(20).default([])

/** What Graph's clients say of the kind of a group: `Unified` is a Microsoft 365 group, and has mail. */
const kind = {
  securityEnabled: z.boolean().optional(),
  visibility: visibility.nullable().optional(),
  mailEnabled: z.boolean().optional(),
  mailNickname: mailNickname.optional(),
  isAssignableToRole: z.boolean().optional(),
  groupTypes: z
    .array(z.enum(['DynamicMembership', 'Unified']))
    .max(2)
    .optional(),
}
const processing = z.enum(['On', 'Paused']).nullable().optional()

export const newGroup = z
  .strictObject({
    displayName: name,
    description: text.nullable().default(null),
    membershipRule: rule.default(null),
    membershipRuleProcessingState: processing,
    'members@odata.bind': members,
    'owners@odata.bind': z.array(userAddress).max(20).default([]),
    ...kind,
  })
  .refine(({ groupTypes, mailEnabled, securityEnabled }) => {
    const isUnified = groupTypes?.includes('Unified') === true
    return isUnified ? mailEnabled !== false : mailEnabled !== true && securityEnabled !== false
  }, 'a security group, or a Unified one with mail, is wanted')
  .refine(
    ({ groupTypes, membershipRule }) => groupTypes?.includes('DynamicMembership') !== true || membershipRule !== null,
    { message: 'a group with DynamicMembership needs a rule', path: ['membershipRule'] },
  )

export const groupChanges = z.strictObject({
  displayName: name.optional(),
  description: text.nullable().optional(),
  membershipRule: rule.optional(),
  membershipRuleProcessingState: processing,
  mailNickname: mailNickname.optional(),
  securityEnabled: kind.securityEnabled,
  visibility: visibility.optional(),
  groupTypes: kind.groupTypes,
  'members@odata.bind': members,
})

/** The group to be made. */
export function groupIn(id: string, body: z.infer<typeof newGroup>) {
  const isUnified = body.groupTypes?.includes('Unified') === true
  return {
    ...{ id, name: body.displayName, description: body.description, rule: body.membershipRule },
    ...(isUnified ? { kind: 'microsoft365' as const, ...said(body) } : {}),
    ...(isUnified || body.visibility != null ? { visibility: body.visibility ?? ('Public' as const) } : {}),
    ...(isUnified || body.mailNickname !== undefined ? { mailNickname: body.mailNickname ?? null } : {}),
    ...(body.isAssignableToRole ? { isRoleAssignable: 'yes' as const } : {}),
  }
}

const said = ({ securityEnabled: isSecurity }: z.infer<typeof newGroup>) =>
  isSecurity === undefined ? {} : { isSecurity }

/** The ids that addresses end in, each once. */
export function boundIds(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.map(idIn))]
}

/**
 * The changes that a patch of a group amounts to, without its members. What `groupTypes` says has to be what the rule and the
 * group as it is come to: without `DynamicMembership` the rule goes, and no group becomes one of another kind.
 */
export function groupEdits(
  groupId: string,
  body: z.infer<typeof groupChanges>,
  now: Pick<ListedGroup, 'kind' | 'rule'>,
): readonly Change[] {
  const { displayName, description, mailNickname, securityEnabled, visibility } = body
  const { membershipRule, membershipRuleProcessingState: state } = body
  const set = {
    ...(displayName === undefined ? {} : { name: displayName }),
    ...(description === undefined ? {} : { description }),
    ...(mailNickname === undefined ? {} : { mailNickname }),
    ...(securityEnabled === undefined ? {} : { isSecurity: securityEnabled }),
    ...(visibility === undefined ? {} : { visibility }),
  }
  const rule = ruleAfter(body, now)
  const changes: Change[] = []
  if (Object.keys(set).length > 0) changes.push({ do: 'update_group', groupId, set })
  if (membershipRule !== undefined || rule !== now.rule) changes.push({ do: 'edit_rule', groupId, rule })
  if (state != null) changes.push({ do: 'set_group_processing', groupId, state: state === 'On' ? 'on' : 'paused' })
  return changes
}

function ruleAfter(
  { groupTypes, membershipRule }: z.infer<typeof groupChanges>,
  now: Pick<ListedGroup, 'kind' | 'rule'>,
) {
  const rule = membershipRule === undefined ? now.rule : membershipRule
  if (groupTypes === undefined) return rule
  const refused = (hint: string) => new AppError('request.invalid', { field: 'groupTypes', hint })
  if (groupTypes.includes('Unified') !== (now.kind === 'microsoft365'))
    throw refused('a group stays a security group, or a Unified one')
  if (groupTypes.includes('DynamicMembership')) {
    if (rule === null) throw refused('a group with DynamicMembership needs a membershipRule')
    return rule
  }
  if (membershipRule != null) throw refused('a group with a membershipRule has DynamicMembership')
  return null
}
