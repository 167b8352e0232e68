import type { Account } from '../../snapshot.ts'
import { aSnapshot, morning } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { staleDevice } from './stale-device.ts'

type Sent = NonNullable<Account['failures']>[number]
const sent = (repeats: number, client: string | null = 'Mail/2.0'): Sent => ({
  ...{ place: 'familiar', ip: '198.51.100.7', client, times: 1, repeats, lastAt: morning },
})
const locked = (...failures: readonly Sent[]) => aSnapshot({ account: { lockedUntil: morning + 60_000, failures } })
const wrong = (...failures: readonly Sent[]) => aSnapshot({ proof: { credential: 'wrong' }, account: { failures } })

describeCause(staleDevice, {
  finds: {
    'while a device sends the same one again and again': ['password-correct', 'stale', wrong(sent(14))],
    'at the third time that it comes again': ['password-correct', 'stale', wrong(sent(3))],
    'after guesses of somebody else': ['not-locked-out', 'stale', locked(sent(0), sent(5))],
    'for two devices': ['password-correct', ['stale', 'stale'], wrong(sent(4), sent(5, null))],
  },
  silent: {
    'while somebody doubts their typing': ['password-correct', wrong(sent(2))],
    'of a lock that others’ guesses brought': ['not-locked-out', locked({ ...sent(0), times: 11 }, sent(14))],
    'of what was typed elsewhere just now': ['password-correct', wrong({ ...sent(0), isHere: true }, sent(14))],
    'after guesses, each of them another': ['not-locked-out', locked(sent(0))],
    'where nobody looked where they came from': ['password-correct', aSnapshot({ proof: { credential: 'wrong' } })],
  },
})
