import { defineCause, type Stop } from '../../gate.ts'
import { explainsMembership, groupsThatOpen, membership } from '../../licensing/granting.ts'

/** An assigned group would have let the person through, and nobody put them in; or only a group inside it holds them. */
export const groupStatic = defineCause({
  id: 'group-static',
  question: 'Is the person a direct member of the group?',
  needs: ['account', 'app'],
  explains: explainsMembership,
  reasons: {
    not_member: {
      code: 'GRP-STATIC',
      number: 1003011,
      effect: 'refuse',
      disclose: 'never',
      title: 'Not in the group',
      tell: '',
      explain: '{person} is not in {group}',
    },
    nested: {
      code: 'GRP-NEST',
      number: 1003012,
      effect: 'refuse',
      disclose: 'never',
      title: 'Only a nested member of the group',
      tell: '',
      explain: '{person} is in {group} only through another group, and only direct members count',
    },
  },

  check(s, stopped) {
    const found: Stop[] = []
    for (const group of groupsThatOpen(s, stopped)) {
      const how = membership(s.account, group.id)
      if (group.rule !== null || how === 'direct' || how === 'rule') continue
      found.push({
        is: 'stop',
        reason: how === 'nested' ? 'nested' : 'not_member',
        args: { group: group.name, groupId: group.id },
        evidence: [{ at: 'account.memberOf', found: s.account.memberOf, wanted: group.id }],
        remedies: [{ do: 'add_to_group', accountId: s.account.id, groupId: group.id }],
      })
    }
    // Who is nearly in comes first.
    return found.sort((a, b) => Number(b.reason === 'nested') - Number(a.reason === 'nested'))
  },
})
