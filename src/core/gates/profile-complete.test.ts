import { aSnapshot, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Detail } from '../profile/details.ts'
import { profileComplete } from './profile-complete.ts'

const { tenant, account } = aSnapshot()
const ofMembers = (...member: readonly Detail[]) => ({ requiredDetails: { member, guest: [] } })
const having = (attributes: Record<string, string | readonly string[]>) => ({
  attributes: { ...account?.attributes, ...attributes },
})
const ruled = (property: string) => ({
  groups: { ...tenant.groups, there: { ...tenant.groups['sales-licences']!, rule: `user.${property} -eq "x"` } },
})

/** Alice, of whom her organisation asks for a city, which she has, and a country, which she has not. */
const asked = (edit: SnapshotEdit = {}) => aSnapshot({ tenant: ofMembers('city', 'country'), ...edit })

describeGate(profileComplete, {
  pass: {
    'who has all that is asked for': asked({ account: having({ country: 'France' }) }),
    'who lacks what the rule of a group reads alone: profile-kept speaks': asked({
      tenant: { ...ofMembers('city', 'country'), ...ruled('Country') },
    }),
    'a list with one that says something': aSnapshot({
      tenant: ofMembers('businessPhones'),
      account: having({ businessPhones: ['+33 4'] }),
    }),
  },
  notApplicable: {
    'where nothing is asked for': aSnapshot(),
    'to members where it is asked of guests': aSnapshot({
      tenant: { requiredDetails: { member: [], guest: ['country'] } },
    }),
    'to an app that goes on by itself': asked({ attempt: { isRefresh: true } }),
    'to an emergency account': asked({ account: { isEmergency: true } }),
  },
  stop: {
    'who has none of it': ['missing', asked()],
    'who has nothing but blanks': ['missing', asked({ account: having({ country: '  ' }) })],
    'an empty list': [
      'missing',
      aSnapshot({ tenant: ofMembers('businessPhones'), account: having({ businessPhones: [''] }) }),
    ],
    'a guest of whom it is asked': [
      'missing',
      aSnapshot({ account: { userType: 'guest' }, tenant: { requiredDetails: { member: [], guest: ['country'] } } }),
    ],
    'what is left beside what a rule reads': [
      'missing',
      asked({
        account: { attributes: { usageLocation: 'FR' } },
        tenant: { ...ofMembers('city', 'country'), ...ruled('city') },
      }),
    ],
  },
})
