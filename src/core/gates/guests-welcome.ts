import { comesWithPersonal } from '../federation/personal.ts'
import { defineGate, notApplicable, pass } from '../gate.ts'

const open = notApplicable('the app takes members and guests')
const member = pass(
  { at: 'app.membersOnly', found: true, wanted: 'no, or a member' },
  { at: 'account.userType', found: 'member', wanted: 'member' },
)

/** Some apps are kept for members: guests and personal accounts are told so (D11). */
export const guestsWelcome = defineGate({
  id: 'guests-welcome',
  question: 'Does the app take this kind of account?',
  needs: ['account', 'app'],
  reads: [],
  reasons: {
    members_only: {
      code: 'ADR-REALM',
      number: 50020,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The app takes no guests',
      tell: '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.',
      explain: '{person} is {as}, and {app} is kept for members',
    },
  },

  check({ account, app }) {
    if (!app.membersOnly) return open
    if (account.userType === 'member') return member
    return {
      is: 'stop',
      reason: 'members_only',
      args: { as: comesWithPersonal(account) ? 'a guest with a personal account' : 'a guest' },
      evidence: [
        { at: 'app.membersOnly', found: true, wanted: 'no, or a member' },
        { at: 'account.userType', found: 'guest', wanted: 'member' },
      ],
      remedies: [{ do: 'set_app_audience', appId: app.id, audience: 'everybody' }],
    }
  },
})
