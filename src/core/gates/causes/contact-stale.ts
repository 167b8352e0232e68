import { defineCause, type Stop } from '../../gate.ts'
import { isSent, type Method } from '../../methods/methods.ts'
import { passRemedy } from '../../methods/temporary-pass.ts'

/** What is sent to the person does not arrive: the address or number is out of date, and no code comes. */
export const contactStale = defineCause({
  id: 'contact-stale',
  question: 'Does what is sent to the person arrive?',
  needs: ['account'],
  explains: ['mfa-done', 'mfa-registered', 'mfa-state', 'policy-mfa'],
  reasons: {
    stale: {
      code: 'MFA-CONTACT',
      number: 1003027,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'What is sent to the person does not arrive',
      tell: 'Your {way} on file may be out of date. Use another way, or ask your administrator.',
      explain: 'the {way} on file of {person} may be out of date: what was sent there on {lastAt} did not arrive',
    },
  },

  check(s, stopped) {
    const { account } = s
    const { methods } = account
    // Who has something else at hand is not kept out by this, and a wrong code is no code that never came.
    if (stopped !== 'mfa-registered' && methods.some(isAtHand)) return []
    return methods.flatMap((one): Stop[] => {
      if (!isSent(one.kind) || one.undeliverableAt === undefined) return []
      return [
        {
          is: 'stop',
          reason: 'stale',
          args: { way: one.kind === 'email' ? 'e-mail address' : 'phone number', lastAt: one.undeliverableAt },
          evidence: [{ at: 'account.methods', found: [one], wanted: 'one that is reached' }],
          // Only who knows the new address can write it: the person sets it up, once they are in.
          remedies: [...passRemedy(s), { do: 'remove_method', accountId: account.id, methodId: one.id }],
        },
      ]
    })
  },
})

const isAtHand = ({ kind, isUsable, undeliverableAt }: Method) =>
  isUsable && kind !== 'recovery_codes' && undeliverableAt === undefined
