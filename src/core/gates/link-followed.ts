import { defineGate, notApplicable } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'
import { mayFollow, resetLinkEndsAt } from '../recovery/reset-link.ts'
import { ownReset } from '../recovery/reset-rules.ts'

const none = notApplicable('nobody had a link to choose a new password sent to them')
const over = notApplicable('the link is over: password-trusted speaks')
const otherwise = notApplicable('who signs in proves it otherwise than by the password')

/** Whom an administrator has sent a link chooses a new password by it; the one there was opens nothing meanwhile. */
export const linkFollowed = defineGate({
  id: 'link-followed',
  question: 'Has the person chosen a new password by the link they were sent?',
  needs: ['account'],
  reads: ['proof', 'tenant', 'now'],
  reasons: {
    // As a temporary password is: what comes next the person does alone.
    waiting: {
      code: 'CRE-LINK',
      number: 50055,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'A link to choose a new password was sent',
      tell: 'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.',
      explain:
        'an administrator had a link to choose a new password sent to {person} on {sentAt}; it is good until {linkUntil}, and the password of before is set aside',
    },
  },

  check(s) {
    const { account, proof, now } = s
    const { resetLink } = account
    if (resetLink === undefined) return none
    if (!isPasswordGiven(proof)) return otherwise
    const { sentAt, isLost } = resetLink
    const linkUntil = resetLinkEndsAt(sentAt)
    if (isLost === true || linkUntil <= now) return over
    const accountId = account.id
    return {
      is: 'stop',
      reason: 'waiting',
      args: { sentAt, linkUntil },
      evidence: [{ at: 'account.resetLink.sentAt', found: sentAt, wanted: 'a password chosen later' }],
      remedies: [
        ...(mayFollow(account, s) ? [{ do: 'follow_reset_link', accountId } as const] : []),
        ...ownReset(account, s),
        { do: 'issue_temporary_password', accountId },
      ],
    }
  },
})
