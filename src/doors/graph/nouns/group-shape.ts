import { processingProblem } from '../../../app/groups.ts'
import type { ListedGroup } from '../../../store/directory-lists.ts'
import { bySelect, type Fields, flag, id, instant, list, shown, text } from '../odata/field.ts'
import { iso } from './instant.ts'

/** The fields of a group. */
export const groupFields: Fields = {
  id: id('id'),
  displayName: text('name'),
  description: text('description'),
  securityEnabled: flag('isSecurity'),
  mailEnabled: flag('isUnified'),
  mail: shown,
  mailNickname: text('mailNickname'),
  groupTypes: list('kinds', { '': text('kind') }),
  membershipRule: text('rule'),
  membershipRuleProcessingState: text('processing'),
  membershipRuleProcessingStatus: { ...shown, isBySelect: true },
  assignedLicenses: list('licences', { skuId: id('productId') }),
  licenseProcessingState: { ...shown, isBySelect: true },
  isAssignableToRole: flag('isRoleAssignable'),
  hasMembersWithLicenseErrors: flag('hasLicenceErrors', { isBySelect: true }),
  // Beyond Graph: how many people are in it.
  memberCount: bySelect,
  visibility: shown,
  createdDateTime: instant('createdAt'),
}

const statuses = {
  not_started: 'NotStarted',
  updating: 'Running',
  up_to_date: 'Succeeded',
  paused: 'Paused',
  error: 'Failed',
} as const

/** A group as Graph's `group`. */
export function groupShape(row: ListedGroup): Record<string, unknown> {
  return {
    id: row.id,
    displayName: row.name,
    description: row.description,
    securityEnabled: row.isSecurity,
    mailEnabled: row.kind === 'microsoft365',
    mail: null,
    mailNickname: row.mailNickname,
    groupTypes: [
      ...(row.kind === 'microsoft365' ? ['Unified'] : []),
      ...(row.rule === null ? [] : ['DynamicMembership']),
    ],
    membershipRule: row.rule,
    membershipRuleProcessingState: row.rule === null ? null : row.processing === 'paused' ? 'Paused' : 'On',
    membershipRuleProcessingStatus:
      row.rule === null
        ? null
        : {
            status: statuses[row.processing],
            lastMembershipUpdated: iso(row.processedAt),
            errorMessage: processingProblem(row)?.message ?? null,
          },
    assignedLicenses: row.licences.map((licence) => ({
      skuId: licence.productId,
      disabledPlans: licence.disabledPlans,
    })),
    licenseProcessingState: {
      state: { updating: 'ProcessingInProgress', up_to_date: 'ProcessingComplete', error: 'ProcessingFailed' }[
        row.licencesProcessing
      ],
    },
    isAssignableToRole: row.isRoleAssignable,
    visibility: row.visibility,
    createdDateTime: iso(row.createdAt),
  }
}
