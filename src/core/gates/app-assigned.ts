import type { Change } from '../changes/change.ts'
import { defineGate, notApplicable, passBy } from '../gate.ts'
import { isIn, joining } from '../licensing/remedies.ts'

const member = passBy('account.memberOf', 'a direct member of an assigned group')
const everybody = notApplicable('the app is open to everybody')

/** Where an app requires assignment, only people assigned to it and direct members of assigned groups get in. */
export const appAssigned = defineGate({
  id: 'app-assigned',
  question: 'Is the person assigned to the app?',
  needs: ['account', 'app'],
  reads: ['tenant', 'now'],
  reasons: {
    not_assigned: {
      code: 'APP-ASSIGN',
      number: 50105,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Not assigned to the app',
      tell: "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.",
      explain: '{person} is not assigned to {app}',
    },
  },

  glance({ account, app }) {
    if (!app.assignmentRequired || account.assignedApps.includes(app.id)) return true
    for (const one of account.memberOf)
      if (one.how !== 'nested' && app.assignedGroupIds.includes(one.groupId)) return true
    return 'not_assigned'
  },

  check(s) {
    if (!s.app.assignmentRequired) return everybody
    const { assignedGroupIds } = s.app
    if (s.account.assignedApps.includes(s.app.id))
      return { is: 'pass', evidence: [{ at: 'account.assignedApps', found: s.app.id, wanted: s.app.id }] }
    for (const one of s.account.memberOf)
      if (one.how !== 'nested' && assignedGroupIds.includes(one.groupId)) return member(one)

    const groups = assignedGroupIds
      .flatMap((id) => s.tenant.groups[id] ?? [])
      .filter((group) => !isIn(s.account, group))
    const byGroup = groups.flatMap((group) => joining(s, group))
    const remedies: readonly Change[] = [
      ...byGroup,
      { do: 'assign_app', appId: s.app.id, accountId: s.account.id },
      { do: 'require_assignment', appId: s.app.id, required: 'no' },
    ]
    return {
      is: 'stop',
      reason: 'not_assigned',
      args: {},
      evidence: [
        { at: 'app.assignmentRequired', found: true, wanted: false },
        { at: 'account.assignedApps', found: s.account.assignedApps, wanted: s.app.id },
        { at: 'account.memberOf', found: s.account.memberOf, wanted: assignedGroupIds },
      ],
      remedies,
    }
  },
})
