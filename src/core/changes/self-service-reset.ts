import {
  areEnough,
  kindsOf,
  methodsOf,
  openMethods,
  type ResetMethod,
  resetMethodName,
  resetMethods,
} from '../recovery/reset-methods.ts'
import { closedReset, includesReset, isSameReset, reconfirmDaysOf, resetPart } from '../recovery/reset-rules.ts'
import type { Family } from './family.ts'
import { counted, groupName, listed } from './names.ts'

/** Who may reset their own password, by what, and how what that needs is kept up to date. */
export const selfServiceReset: Family<'set_self_service_reset'>['set_self_service_reset'] = {
  title: ({ rules }, s) =>
    rules.who === 'nobody'
      ? 'Let nobody reset their own password'
      : `Let ${rules.who === 'everybody' ? 'everybody' : groupName(s, rules.groupId as string)} reset their own password by ${counted(rules.proofs, 'proof')}${among(methodsOf(rules))}`,
  weakens: ({ rules }, { tenant: { selfServiceReset: was = closedReset } }) =>
    rules.who !== 'nobody' &&
    (rules.who !== was.who ||
      rules.groupId !== was.groupId ||
      rules.proofs < was.proofs ||
      methodsOf(rules).some((one) => !methodsOf(was).includes(one)))
      ? 1
      : 0,
  blast: ({ rules }) => (rules.who === 'group' ? 2 : 4),
  isReversible: true,
  by: 'press',
  sideEffects: ({ rules }, { tenant, now }) => {
    if (rules.who === 'nobody') return ['Whoever forgets their password asks an administrator for a new one.']
    const days = reconfirmDaysOf(rules)
    const open = openMethods({ ...tenant, selfServiceReset: rules })
    const kinds = kindsOf(open)
    return [
      ...(kinds.includes('email')
        ? ['Whoever reads the mail of a person can begin to reset their password: the address on file has to be right.']
        : []),
      ...(kinds.includes('phone')
        ? ['Whoever gets hold of the phone number of a person can begin to reset their password: numbers can be moved.']
        : []),
      ...(kinds.length < 2
        ? ['Whoever administers gives two proofs of different kinds, and there is one: none of them resets their own.']
        : []),
      ...(methodsOf(rules).some((one) => one === 'sms' || one === 'voice') && tenant.unsent?.includes('phone') === true
        ? ['Nothing here sends texts or calls: phones prove nothing until a gateway is set up.']
        : []),
      ...(rules.registration === 'off'
        ? []
        : ['Whoever has too little on file for it is asked for that after signing in, and may put it off.']),
      ...(days === 0 ? [] : [`People are asked every ${counted(days, 'day')} whether what is on file still holds.`]),
      ...(includesReset(tenant, now) ? [] : ['No subscription includes it: nobody can until one does.']),
    ]
  },
  apply: (s, { rules }) => {
    const { selfServiceReset: was = closedReset, ...tenant } = s.tenant
    const isKnown = rules.who === 'group' ? s.tenant.groups[rules.groupId ?? ''] !== undefined : rules.groupId === null
    if (!isKnown || !areEnough(methodsOf(rules), rules.proofs) || isSameReset(rules, was)) return s
    return { ...s, tenant: { ...tenant, ...resetPart(rules) } }
  },
  inverse: ({ rules }, { tenant: { selfServiceReset: was = closedReset } }) =>
    isSameReset(rules, was) ? null : { do: 'set_self_service_reset', rules: was },
}

/** What proves, where that is not all. */
const among = (methods: readonly ResetMethod[]): string =>
  methods.length === resetMethods.length ? '' : `: ${listed(methods.map((one) => resetMethodName[one]))}`
