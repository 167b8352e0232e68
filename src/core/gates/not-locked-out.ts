import { waitingUntil } from '../changes/waiting.ts'
import { defineGate, type Evidence, notApplicable, pass } from '../gate.ts'
import { isUnguessable } from '../methods/methods.ts'
import { lockedFor, sourceText } from '../lockout/lockout.ts'
import { ownReset } from '../recovery/reset-rules.ts'
import type { Account, Place } from '../snapshot.ts'

const unguessable = notApplicable('who signs in proves it with what nobody guesses at')
const free = pass({ at: 'account.lockedUntil', found: null, wanted: 'none, or past' })

/**
 * After too many wrong passwords an account waits; the lock ends by itself at the instant named. Places where the person has
 * signed in before are counted apart, so that a stranger's guesses do not lock them out of their own (SEC-03).
 */
export const notLockedOut = defineGate({
  id: 'not-locked-out',
  question: 'Is the account free of a lock?',
  needs: ['account'],
  reads: ['place', 'proof', 'tenant', 'now'],
  reasons: {
    locked: {
      code: 'ACC-LOCK',
      number: 50053,
      effect: 'refuse',
      disclose: 'never',
      title: 'Locked out after wrong passwords',
      tell: '',
      explain: '{person} is locked out until {lockedUntil} after too many wrong passwords{where}',
    },
  },

  check({ account, attempt: { place }, proof, tenant, now }) {
    if (isUnguessable(proof)) return unguessable
    const lockedUntil = lockedFor(account, place)
    if (lockedUntil === null) return free
    const at = isOfStrange(account, place) ? 'account.lockedUntil' : 'account.familiarLockedUntil'
    const lock = { at, found: lockedUntil, wanted: 'none, or past' }
    if (lockedUntil <= now) return pass(lock)
    return {
      is: 'stop',
      reason: 'locked',
      args: { lockedUntil, where: whereLocked(account, now) },
      evidence: [lock, ...placeRead(place), ...failuresRead(account)],
      remedies: [
        { do: 'unlock_account', accountId: account.id },
        ...waitingUntil(lockedUntil, now),
        ...ownReset(account, { tenant, now }),
      ],
    }
  },
})

/** Whether it is the lock of strange places that holds, or would. */
function isOfStrange(account: Account, place: Place | undefined): boolean {
  if (place !== undefined) return place === 'strange'
  return (account.lockedUntil ?? 0) >= (account.familiarLockedUntil ?? 0)
}

/** From where nobody gets in, when from elsewhere they do. */
function whereLocked(account: Account, now: number): string {
  const [strange, familiar] = [(account.lockedUntil ?? 0) > now, (account.familiarLockedUntil ?? 0) > now]
  if (strange && familiar) return ''
  return strange
    ? ' from places where they had not signed in before; where they had, they still get in'
    : ' from where they usually sign in'
}

function placeRead(place: Place | undefined): readonly Evidence[] {
  return place === undefined ? [] : [{ at: 'attempt.place', found: place, wanted: 'a place without a lock' }]
}

function failuresRead({ failures }: Account): readonly Evidence[] {
  return failures === undefined ? [] : [{ at: 'account.failures', found: failures.map(sourceText), wanted: 'none' }]
}
