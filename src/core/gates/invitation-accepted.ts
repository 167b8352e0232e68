import type { Change } from '../changes/change.ts'
import { defineGate, type Evidence, notApplicable, type Stop } from '../gate.ts'
import { linkEndsAt } from '../guests/invitation.ts'
import type { Account } from '../snapshot.ts'

const notAsked = notApplicable('nobody invited this account')

/** Whoever was invited shows once that the invited address is theirs: until then nobody comes in as them (SEC-12). */
export const invitationAccepted = defineGate({
  id: 'invitation-accepted',
  question: 'Has the guest accepted the invitation?',
  needs: ['account'],
  reads: ['now'],
  reasons: {
    pending: {
      code: 'ACC-INVITE',
      number: 50020,
      effect: 'refuse',
      disclose: 'never',
      title: 'The invitation is not accepted yet',
      tell: '',
      explain: '{person} was invited at {address} on {sentAt} and has not accepted yet; {link}',
    },
    withdrawn: {
      code: 'ACC-INVITE-WITHDRAWN',
      number: 50020,
      effect: 'refuse',
      disclose: 'never',
      title: 'The invitation was withdrawn',
      tell: '',
      explain: 'the invitation of {person} at {address} was withdrawn on {changedAt}',
    },
  },

  check({ account, now }) {
    const { invitation } = account
    if (invitation === undefined) return notAsked
    const { state, address, sentAt, changedAt } = invitation
    const evidence: Evidence[] = [{ at: 'account.invitation', found: state, wanted: 'accepted' }]
    if (state === 'accepted') return { is: 'pass', evidence }
    if (state === 'withdrawn') return stop('withdrawn', { address, changedAt }, evidence, [inviting(account, address)])

    const isGood = now < linkEndsAt(invitation)
    const link = isGood ? 'the link in the invitation still works' : 'the link in the invitation has ended'
    return stop('pending', { address, sentAt, link }, evidence, [inviting(account, address)])
  },
})

function stop(reason: string, args: Stop['args'], evidence: readonly Evidence[], remedies: readonly Change[]): Stop {
  return { is: 'stop', reason, args, evidence, remedies }
}

function inviting({ id }: Account, address: string): Change {
  return { do: 'invite_guest', accountId: id, address, redirectUrl: null, letter: { is: 'sent', said: null } }
}
