import { defineCause, type Stop } from '../../gate.ts'
import { mayProve } from '../../methods/allowed.ts'

/** A passkey is of the address it was made for (WebAuthn 3 §5.1.2): where the server's became another, it is none here. */
export const passkeyElsewhere = defineCause({
  id: 'passkey-elsewhere',
  question: 'Was the passkey made for this address?',
  needs: ['account'],
  explains: ['mfa-registered'],
  reasons: {
    elsewhere: {
      code: 'CRE-PASSKEY-HOST',
      number: 1003036,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'The passkey was made for another address',
      tell: 'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.',
      explain: 'the passkey of {person} was made for {madeFor}, which is not the address of this server',
    },
  },

  check({ account, tenant }) {
    return account.methods.flatMap((one): Stop[] => {
      if (one.madeFor === undefined) return []
      return [
        {
          is: 'stop',
          reason: 'elsewhere',
          args: { madeFor: one.madeFor },
          evidence: [{ at: 'account.methods', found: [one], wanted: 'one made for this address' }],
          remedies: mayProve('passkey', account, tenant)
            ? [{ do: 'register_method', accountId: account.id, kind: 'passkey' }]
            : [],
        },
      ]
    })
  },
})
