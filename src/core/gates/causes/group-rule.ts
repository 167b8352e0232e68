import type { Change } from '../../changes/change.ts'
import { defineCause, type Evidence, type Stop } from '../../gate.ts'
import { spoken } from '../../changes/names.ts'
import { joining } from '../../licensing/remedies.ts'
import { personFacts, ruleOfGroup, standsIn } from '../../licensing/settle.ts'
import { evaluateRule, ruleMatches } from '../../membership/evaluate.ts'
import { attributeOf } from '../../membership/kept-as.ts'
import { type NearMiss, nearMisses } from '../../membership/near-misses.ts'
import type { Account } from '../../snapshot.ts'
import { explainsMembership, groupsThatOpen, membership } from '../../licensing/granting.ts'

/** A dynamic group would have let the person through, and its rule does not match them: by which comparison, and by how little. */
export const groupRule = defineCause({
  id: 'group-rule',
  question: 'Does the rule of the group match the person?',
  needs: ['account', 'app'],
  explains: explainsMembership,
  reasons: {
    near_miss: {
      code: 'GRP-RULE',
      number: 1003010,
      effect: 'refuse',
      disclose: 'never',
      title: 'One value keeps the person out of the group',
      tell: '',
      explain: '{group} takes people whose {property} is {wanted}, and that of {person} is {found}',
    },
    no_match: {
      code: 'GRP-RULE-FAR',
      number: 1003010,
      effect: 'refuse',
      disclose: 'never',
      title: "The group's rule does not match",
      tell: '',
      explain: 'the rule of {group} does not match {person}: {rule}',
    },
    broken: {
      code: 'GRP-RULE-BROKEN',
      number: 1003010,
      effect: 'refuse',
      disclose: 'never',
      title: "The group's rule cannot be read",
      tell: '',
      explain: 'the rule of {group} cannot be read: {rule}',
    },
  },

  check(s, stopped) {
    const facts = personFacts(s.account, s.tenant, s.now)
    const found: { readonly stop: Stop; readonly distance: number }[] = []
    for (const group of groupsThatOpen(s, stopped)) {
      if (group.rule === null || membership(s.account, group.id) === 'rule') continue
      const rule = ruleOfGroup(group)
      const args = { group: group.name, groupId: group.id, rule: group.rule }
      const read = { at: 'account.attributes', found: s.account.attributes, wanted: group.rule }
      if (rule === null) {
        found.push({
          distance: 1000,
          stop: {
            is: 'stop',
            reason: 'broken',
            args,
            evidence: [{ at: 'tenant.groups', found: group.rule, wanted: 'a rule' }],
            remedies: [],
          },
        })
        continue
      }
      // Who meets the rule and is not in the group waits for it: that is another cause.
      if (ruleMatches(rule, facts) === true) continue
      const [near] = nearMisses(rule, facts)
      const remedies: readonly Change[] = joining(s, group)
      if (near === undefined)
        found.push({
          distance: 100,
          stop: {
            is: 'stop',
            reason: 'no_match',
            args,
            evidence: [{ ...read, found: evaluateRule(rule, facts) }],
            remedies,
          },
        })
      else
        found.push({
          distance: near.distance,
          stop: {
            is: 'stop',
            reason: 'near_miss',
            args: {
              ...args,
              property: spoken(near.property),
              wanted: text(near.fix),
              found: near.actual === null ? 'not set' : text(near.actual),
            },
            evidence: [factOf(s.account, near), { ...read, found: evaluateRule(rule, facts) }],
            remedies,
          },
        })
    }
    return found.sort((a, b) => a.distance - b.distance).map(({ stop }) => stop)
  },
})

/** The fact by which the person misses the group, read where it stands. */
function factOf(account: Account, { property, fix: wanted }: NearMiss): Evidence {
  const field = standsIn(property)
  const kept = attributeOf(property)
  return field === null
    ? { at: `account.attributes.${kept}`, found: account.attributes[kept] ?? null, wanted }
    : { at: `account.${field}`, found: account[field], wanted }
}

const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
