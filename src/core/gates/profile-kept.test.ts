import { aSnapshot, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { TenantPart } from '../snapshot.ts'
import { profileKept } from './profile-kept.ts'

const { groups } = aSnapshot().tenant

/** A tenant that asks members for a mobile phone, and whose rules are these. */
const asking = (...rules: readonly string[]): Partial<TenantPart> => ({
  requiredDetails: { member: ['mobilePhone'], guest: [] },
  groups: {
    ...groups,
    ...Object.fromEntries(
      rules.map((rule, i) => [`rule-${i}`, { ...groups['sales-licences']!, id: `rule-${i}`, rule }]),
    ),
  },
})
const read = 'user.mobile -startsWith "+33"'
const ask = (edit: SnapshotEdit = {}) => aSnapshot({ tenant: asking(read), ...edit })

describeGate(profileKept, {
  pass: {
    'who has what a rule reads': ask({ account: { attributes: { mobilePhone: '+33 6' } } }),
    'what no rule reads: the person fills it in': aSnapshot({ tenant: asking('user.city -eq "Lyon"') }),
    'what is no rule': aSnapshot({ tenant: asking('user.mobile -eq') }),
  },
  notApplicable: {
    'where nothing is asked for': aSnapshot({ tenant: { groups: asking(read).groups ?? {} } }),
    'to guests where it is asked of members': ask({ account: { userType: 'guest' } }),
    'to an app that goes on by itself': ask({ attempt: { isRefresh: true } }),
    'to an emergency account': ask({ account: { isEmergency: true } }),
  },
  stop: {
    'what a rule reads by another word': ['missing', ask()],
    'what is read deep within a rule': [
      'missing',
      aSnapshot({
        tenant: asking('user.city -eq "Lyon" -or -not (user.accountEnabled -eq true -and user.MOBILE -eq null)'),
      }),
    ],
  },
})
