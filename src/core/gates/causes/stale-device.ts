import { defineCause, type Stop } from '../../gate.ts'
import { type FailureSource, sourceText } from '../../lockout/lockout.ts'

/** So often the same wrong password comes again before it is a device: people who doubt their typing give up sooner. */
const again = 3

/** The same wrong password came again and again: a device goes on with one that was changed. */
export const staleDevice = defineCause({
  id: 'stale-device',
  question: 'Does a device keep sending an old password?',
  needs: ['account'],
  explains: ['not-locked-out', 'password-correct'],
  reasons: {
    stale: {
      code: 'CRE-STALE',
      number: 1003020,
      effect: 'refuse',
      disclose: 'never',
      title: 'A device keeps sending an old password',
      tell: '',
      explain:
        'a device keeps sending an old password of {person}: {client} sent one that was wrong before {times}, last on {lastAt}',
    },
  },

  check({ account }, stopped) {
    const all = account.failures ?? []
    const counted = all.reduce((sum, { times }) => sum + times, 0)
    // One wrong password, sent again and again, counts once: it locks nobody while others guess. And what was wrong just now is the
    // device's where it came from there.
    const isStale = ({ repeats }: FailureSource) => repeats >= again
    const isKnown = all.some(({ isHere }) => isHere)
    const isCause = ({ times, isHere }: (typeof all)[number]) =>
      stopped === 'not-locked-out' ? times * 2 >= counted : isKnown ? isHere === true : all.every(isStale)
    return all
      .filter((one) => isStale(one) && isCause(one))
      .map(
        (one): Stop => ({
          is: 'stop',
          reason: 'stale',
          args: {
            client: one.client?.slice(0, 80) ?? 'an unknown client',
            times: `${one.repeats} times`,
            lastAt: one.lastAt,
          },
          evidence: [{ at: 'account.failures', found: [sourceText(one)], wanted: 'no wrong password again and again' }],
          remedies: [],
        }),
      )
  },
})
