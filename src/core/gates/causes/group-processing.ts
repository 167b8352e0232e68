import { defineCause, type Stop } from '../../gate.ts'
import { isIn } from '../../licensing/remedies.ts'
import { personFacts, ruleOfGroup } from '../../licensing/settle.ts'
import { ruleMatches } from '../../membership/evaluate.ts'
import type { Account, Group, Snapshot } from '../../snapshot.ts'
import { explainsMembership, groupsThatOpen } from '../../licensing/granting.ts'

const reason = (code: string, title: string, explain: string) => ({
  code,
  number: 1003014,
  effect: 'refuse' as const,
  disclose: 'never' as const,
  title,
  tell: '',
  explain,
})

/** What would let the person through was decided, and the directory has not got to it yet. */
export const groupProcessing = defineCause({
  id: 'group-processing',
  question: 'Has the directory got to the person?',
  needs: ['account', 'app'],
  explains: explainsMembership,
  reasons: {
    members: reason(
      'GRP-PROC',
      'Membership is still being worked out',
      '{person} meets the rule of {group} and is not in it yet: its members are still being worked out',
    ),
    paused: reason(
      'GRP-PAUSED',
      'The rule is paused',
      '{person} meets the rule of {group}, which is paused, so nobody joins it',
    ),
    licences: reason(
      'LIC-PROC',
      'Licences are still being handed out',
      '{person} is in {group}, whose licences are still being handed out',
    ),
  },

  check(s, stopped) {
    return groupsThatOpen(s, stopped).flatMap((group): Stop[] => {
      const why = whatWaits(s, group, stopped)
      if (why === null) return []
      const evidence = [
        {
          at: 'tenant.groups',
          found: { name: group.name, processing: group.processing ?? null, licences: group.licencesProcessing ?? null },
          wanted: 'up to date',
        },
      ]
      const args = { group: group.name, groupId: group.id }
      const remedy =
        why === 'paused'
          ? { do: 'set_group_processing' as const, groupId: group.id, state: 'on' as const }
          : { do: 'reprocess_account' as const, accountId: s.account.id }
      return [{ is: 'stop', reason: why, args, evidence, remedies: [remedy] }]
    })
  },
})

function whatWaits(
  s: Snapshot & { readonly account: Account },
  group: Group,
  stopped: string,
): 'members' | 'paused' | 'licences' | null {
  if (!isIn(s.account, group)) {
    const rule = ruleOfGroup(group)
    if (rule === null || ruleMatches(rule, personFacts(s.account, s.tenant, s.now)) !== true) return null
    return group.processing === 'paused' ? 'paused' : 'members'
  }
  if (stopped === 'app-assigned') return null
  const has = (productId: string) =>
    s.account.licences.some((path) => path.groupId === group.id && path.productId === productId)
  return group.licences.every((one) => has(one.productId)) ? null : 'licences'
}
