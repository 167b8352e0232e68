import { unlocked } from '../lockout/lockout.ts'
import { linkHours, linkObstacle, mayFollow, proofsByLink } from '../recovery/reset-link.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import { onAccount } from './consequences.ts'
import { withOwnPassword } from './credential.ts'
import type { Family } from './family.ts'
import { counted, person } from './names.ts'
import type { ResetLinkChange } from './reset-link-change.ts'

/** A new password by a link that an administrator has sent. */
export const resetLinkChanges: Family<ResetLinkChange['do']> = {
  send_reset_link: {
    title: ({ accountId }, s) => `Send ${person(s, accountId)} a link to choose a new password`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Every session of ${person(s, accountId)} ends, and the password there is stops working at once.`,
      whereTo(s, accountId),
      `The link is good once, for ${counted(linkHours, 'hour')}. One that was sent before ends.`,
      ...(s.account?.id === accountId && proofsByLink(s.account) === 2
        ? ['Beside the link, a code of an authenticator app or one that is sent to the phone is asked for.']
        : []),
    ],
    // Whoever follows it has chosen the password they type, so the proof of one follows, and what is still to be done is said by its own gate.
    apply: (s, { accountId }) => {
      const after = onAccount(s, accountId, (account) => withLink(account, s))
      return after === s ? s : { ...after, proof: { ...after.proof, credential: 'verified' } }
    },
    inverse: () => null,
  },
  follow_reset_link: {
    title: ({ accountId }, s) => `${person(s, accountId)} chooses a new password by the link in the letter`,
    weakens: 0,
    blast: 0,
    isReversible: false,
    by: 'self',
    sideEffects: () => ['Passwords saved on other devices stop working.'],
    apply: (s, { accountId }) => {
      const after = onAccount(s, accountId, (account) =>
        mayFollow(account, s) ? withOwnPassword(unlocked(account), s.now) : account,
      )
      return after === s ? s : { ...after, proof: { ...after.proof, credential: 'verified' } }
    },
    inverse: () => null,
  },
}

/** Where the letter goes, as far as the directory says it to everybody. */
function whereTo({ account }: Snapshot, accountId: string): string {
  if (account?.id !== accountId) return 'A letter with it goes to where they are reached.'
  if (account.hasContactMail === true) return 'A letter with it goes to the e-mail address of their contact info.'
  const mail = String(account.attributes['mail'] ?? '')
  return mail.toLowerCase() === account.signInName.toLowerCase()
    ? `A letter with it goes to ${mail}, which is also what they sign in as: make sure that they can read it without this password.`
    : `A letter with it goes to ${mail === '' ? 'where they are reached' : mail}.`
}

function withLink(account: Account, s: Snapshot): Account {
  const { sentAt, isLost } = account.resetLink ?? {}
  const isSame = sentAt === s.now && isLost !== true
  return isSame || linkObstacle(account, s) !== null ? account : { ...account, resetLink: { sentAt: s.now } }
}
