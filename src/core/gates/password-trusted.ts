import { defineGate, notApplicable, type Stop, type With } from '../gate.ts'
import { isPasswordGiven } from '../methods/methods.ts'
import { byLink, resetLinkEndsAt } from '../recovery/reset-link.ts'
import { ownReset } from '../recovery/reset-rules.ts'

const otherwise = notApplicable('who signs in proves it otherwise than by the password')
const own = notApplicable('nobody has set the password aside')

/**
 * Whoever reports that something was not them has a password that others may know, and whoever was sent a link to choose a new one has one
 * that an administrator trusts no more: it is good for nothing until there is another.
 */
export const passwordTrusted = defineGate({
  id: 'password-trusted',
  question: 'Does the password still count?',
  needs: ['account'],
  reads: ['proof', 'tenant', 'now'],
  reasons: {
    reported: {
      code: 'CRE-REPORTED',
      number: 50055,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The password is set aside',
      tell: "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.",
      explain:
        'the password of {person} was reported on {passwordReportedAt} to be in other hands, and has not been reset since',
    },
    link_over: {
      code: 'CRE-LINK-OVER',
      number: 50055,
      effect: 'refuse',
      disclose: 'after_password',
      title: 'The link to choose a new password is over',
      tell: 'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.',
      explain:
        'an administrator had a link to choose a new password sent to {person} on {sentAt}; {ended}, and the password of before is still set aside',
    },
  },

  check(s) {
    const { account, proof } = s
    const { passwordReportedAt, resetLink } = account
    if (passwordReportedAt === undefined && resetLink === undefined) return own
    if (!isPasswordGiven(proof)) return otherwise
    if (passwordReportedAt !== undefined)
      return {
        is: 'stop',
        reason: 'reported',
        args: { passwordReportedAt },
        evidence: [{ at: 'account.passwordReportedAt', found: passwordReportedAt, wanted: 'a password set later' }],
        remedies: [...ownReset(account, s), { do: 'issue_temporary_password', accountId: account.id }],
      }
    return ofLink(resetLink as NonNullable<typeof resetLink>, s)
  },
})

/** What is good opens another page, and its own gate says so. */
function ofLink({ sentAt, isLost }: { readonly sentAt: number; readonly isLost?: true }, s: With<'account'>) {
  const { account, now } = s
  const endedAt = resetLinkEndsAt(sentAt)
  const evidence: Stop['evidence'] =
    isLost === true
      ? [{ at: 'account.resetLink.isLost', found: isLost, wanted: 'a letter that reaches them' }]
      : [{ at: 'account.resetLink.sentAt', found: sentAt, wanted: 'a day ago at most' }]
  if (isLost !== true && now < endedAt) return { is: 'pass', evidence } as const
  const ended =
    isLost === true
      ? 'it did not arrive, or went to where they are reached no more'
      : 'it was not followed within its day'
  return {
    is: 'stop',
    reason: 'link_over',
    args: { sentAt, ended },
    evidence,
    remedies: [
      ...ownReset(account, s),
      { do: 'issue_temporary_password', accountId: account.id },
      ...byLink(account, s),
    ],
  } as const
}
