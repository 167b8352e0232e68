import type { Change } from '../../changes/change.ts'
import { grantsOf } from '../../changes/held-roles.ts'
import { moment } from '../../changes/names.ts'
import { defineCause, type Stop, type With } from '../../gate.ts'
import { closedReset, resetObstacle, type ResetRules } from '../../recovery/reset-rules.ts'
import type { Account, Snapshot } from '../../snapshot.ts'

/** Whoever does not know the password could choose another one by themselves, and may not, or cannot here. */
export const ownReset = defineCause({
  id: 'own-reset',
  question: 'Can the person reset their own password?',
  needs: ['account'],
  explains: ['password-correct', 'password-trusted', 'temporary-password-valid', 'password-fresh'],
  stands: 'beside',
  reasons: {
    shut: {
      code: 'CRE-SSPR',
      number: 1003040,
      effect: 'refuse',
      disclose: 'never',
      title: 'The person cannot reset their own password',
      tell: '',
      explain: '{person} cannot reset the password alone: {why}',
    },
  },

  check(s, stopped) {
    const { account, tenant, proof } = s
    // Before a password is given there is nothing to forget, and who has just given theirs changes it with it.
    const isForgotten = proof.credential === 'wrong' && proof.pass === undefined
    if (!isForgotten && stopped !== 'password-trusted' && stopped !== 'temporary-password-valid') return []
    const obstacle = resetObstacle(account, s)
    if (obstacle === null || obstacle === 'kept_out') return []
    const rules = tenant.selfServiceReset ?? closedReset
    const read: Record<typeof obstacle, Stop['evidence']> = {
      not_included: [{ at: 'tenant.products', found: Object.keys(tenant.products), wanted: 'one that includes it' }],
      closed: [{ at: 'tenant.selfServiceReset', found: rules.who, wanted: 'everybody, or a group' }],
      not_in_group: [{ at: 'account.memberOf', found: account.memberOf, wanted: rules.groupId }],
      emergency: [{ at: 'account.isEmergency', found: account.isEmergency, wanted: false }],
      no_address: [{ at: 'account.hasContactMail', found: account.hasContactMail ?? false, wanted: true }],
      no_authenticator: [{ at: 'account.methods', found: account.methods, wanted: 'an authenticator app' }],
      undeliverable: [
        { at: 'account.mailUndeliverableAt', found: account.mailUndeliverableAt, wanted: 'an address that is reached' },
      ],
    }
    return [
      {
        is: 'stop',
        reason: 'shut',
        args: { why: whyNot(obstacle, s, rules) },
        evidence: read[obstacle],
        remedies: opening(obstacle, s, rules),
      },
    ]
  },
})

type Obstacle = Exclude<ReturnType<typeof resetObstacle>, 'kept_out' | null>

function whyNot(obstacle: Obstacle, { account, tenant }: With<'account'>, rules: ResetRules): string {
  const group = tenant.groups[rules.groupId ?? '']?.name ?? 'a group that is gone'
  switch (obstacle) {
    case 'not_included':
      return 'no subscription here includes it'
    case 'closed':
      return 'it is open to nobody here'
    case 'not_in_group':
      return `it is open to ${group} alone`
    case 'emergency':
      return 'an emergency account is never reset'
    case 'no_address':
      return 'no e-mail address is on file that is read without the password'
    case 'no_authenticator':
      return grantsOf(account).length > 0
        ? 'whoever administers gives two proofs, and there is no authenticator app that counts'
        : 'two proofs are asked for, and there is no authenticator app that counts'
    case 'undeliverable':
      return `what was sent to the address on file on ${moment(account.mailUndeliverableAt ?? 0)} did not arrive`
  }
}

/** What opens it for sure: not where something else would still be missing then. */
function opening(obstacle: Obstacle, s: With<'account'>, rules: ResetRules): readonly Change[] {
  const { account, tenant } = s
  const opens = (edit: Partial<Account>, part: Partial<Snapshot['tenant']> = {}) =>
    resetObstacle({ ...account, ...edit }, { ...s, tenant: { ...tenant, ...part } }) === null
  switch (obstacle) {
    case 'closed': {
      const open: ResetRules = { ...rules, who: 'everybody', groupId: null }
      return opens({}, { selfServiceReset: open }) ? [{ do: 'set_self_service_reset', rules: open }] : []
    }
    case 'not_in_group': {
      const group = tenant.groups[rules.groupId ?? '']
      // Whom a rule takes in is a matter of what the directory says of them.
      if (group === undefined || group.rule !== null) return []
      const memberOf = [...account.memberOf, { groupId: group.id, how: 'direct' as const }]
      return opens({ memberOf }) ? [{ do: 'add_to_group', accountId: account.id, groupId: group.id }] : []
    }
    case 'no_address':
    case 'undeliverable': {
      const other = otherMail(account)
      const { mailUndeliverableAt: _, ...reached } = account
      const isOpen = resetObstacle({ ...reached, hasContactMail: true }, s) === null
      return other !== null && isOpen
        ? [{ do: 'set_contact', accountId: account.id, contact: 'email', value: other }]
        : []
    }
    default:
      return []
  }
}

/** An address that the directory has besides: whether it is still theirs, whoever writes it asks. */
function otherMail({ attributes: { otherMails } }: Account): string | null {
  const [first] = Array.isArray(otherMails) ? (otherMails as readonly string[]) : []
  return first === undefined || first === '' ? null : first
}
