import type { Change } from '../../changes/change.ts'
import { isContact } from '../../changes/contact.ts'
import { grantsOf } from '../../changes/held-roles.ts'
import { listed, moment } from '../../changes/names.ts'
import { defineCause, type Stop, type With } from '../../gate.ts'
import {
  heldOf,
  isSentMethod,
  kindsOf,
  methodsOf,
  openMethods,
  openTo,
  resetKindName,
  resetMethodName,
  resetMethods,
} from '../../recovery/reset-methods.ts'
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
      reported: [{ at: 'account.passwordReportedAt', found: account.passwordReportedAt, wanted: 'never' }],
      no_code: [
        { at: 'account.hasContactMail', found: account.hasContactMail ?? false, wanted: true },
        ...phones(s),
        ...proving(rules, tenant),
      ],
      no_second: [
        { at: 'account.methods', found: account.methods, wanted: 'an authenticator app' },
        ...phones(s),
        ...proving(rules, tenant),
      ],
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

const phones = ({ account, tenant }: With<'account'>): Stop['evidence'] =>
  kindsOf(openMethods(tenant)).includes('phone')
    ? [{ at: 'account.contactPhones', found: account.contactPhones ?? [], wanted: 'a number' }]
    : []

/** What proves, where that is not all. */
const proving = (rules: ResetRules, tenant: Snapshot['tenant']): Stop['evidence'] =>
  openMethods(tenant).length === resetMethods.length
    ? []
    : [{ at: 'tenant.selfServiceReset', found: methodsOf(rules), wanted: 'what the person has' }]

type Obstacle = Exclude<ReturnType<typeof resetObstacle>, 'kept_out' | null>

/** `no a`, `neither a nor b`: names that begin with `a` or `an`. */
const neither = (names: readonly string[]): string =>
  names.length === 1 ? (names[0] ?? '').replace(/^an? /, 'no ') : `neither ${names.join(' nor ')}`

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
    case 'reported':
      return 'somebody else has had the account, and may have changed how the person is reached'
    case 'no_code': {
      const open = kindsOf(openTo(account, tenant).filter(isSentMethod))
      return open.length === 0
        ? 'nothing that proves here is a code that can be sent to them'
        : `${neither(open.map((kind) => resetKindName[kind]))} is on file`
    }
    case 'no_second': {
      const why = grantsOf(account).length > 0 ? 'whoever administers gives two proofs' : 'two proofs are asked for'
      const held = kindsOf(heldOf(account, tenant))
      const missing = kindsOf(openTo(account, tenant)).filter((kind) => !held.includes(kind))
      return missing.length === 0
        ? `${why}, and only ${listed(openTo(account, tenant).map((one) => resetMethodName[one]))} proves here`
        : `${why}, and there is ${neither(missing.map((kind) => resetKindName[kind]))}`
    }
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
    case 'no_code':
    case 'no_second':
    case 'undeliverable':
      return known(s).filter((change) => resetObstacle(given(account, change), s) === null)
    default:
      return []
  }
}

type Known = Extract<Change, { readonly do: 'set_contact' }>

/** What the directory has besides: whether it is still theirs, whoever writes it asks. */
function known({
  account: { id, attributes, hasContactMail, mailUndeliverableAt },
}: With<'account'>): readonly Known[] {
  const { otherMails, mobilePhone } = attributes
  const [mail] = Array.isArray(otherMails) ? (otherMails as readonly string[]) : []
  const isWanted = hasContactMail !== true || mailUndeliverableAt !== undefined
  const to = (contact: 'email' | 'mobile', value: string): Known[] =>
    isContact(contact, value) ? [{ do: 'set_contact', accountId: id, contact, value }] : []
  return [
    ...(typeof mail === 'string' && isWanted ? to('email', mail) : []),
    ...(typeof mobilePhone === 'string' ? to('mobile', mobilePhone) : []),
  ]
}

/** The person with it in the contact info. */
function given({ mailUndeliverableAt, ...account }: Account, { contact }: Known): Account {
  if (contact === 'email') return { ...account, hasContactMail: true }
  const { contactPhones = [] } = account
  const isOut = mailUndeliverableAt === undefined ? {} : { mailUndeliverableAt }
  return {
    ...account,
    ...isOut,
    contactPhones: contactPhones.includes('mobile') ? contactPhones : ['mobile', ...contactPhones],
  }
}
