import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { personalProviderId } from '../federation/personal.ts'
import { guestsWelcome } from './guests-welcome.ts'

const guest = { userType: 'guest' } as const

describeGate(guestsWelcome, {
  pass: { 'a member at an app for members': aSnapshot({ app: { membersOnly: true } }) },
  notApplicable: {
    'at an app for everybody': aSnapshot({ account: guest }),
    'at one that was opened again': aSnapshot({ account: guest, app: { membersOnly: false } }),
  },
  stop: {
    'a personal account at one': [
      'members_only',
      aSnapshot({
        account: { ...guest, identities: [{ providerId: personalProviderId }] },
        app: { membersOnly: true },
      }),
    ],
    'a guest at an app for members': ['members_only', aSnapshot({ account: guest, app: { membersOnly: true } })],
  },
})
