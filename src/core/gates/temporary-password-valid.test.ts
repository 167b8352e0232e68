import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { temporaryPasswordValid } from './temporary-password-valid.ts'

const until = Date.UTC(2030, 0, 8)
const at = (now: number) => aSnapshot({ now, account: { temporaryUntil: until, mustChangePassword: true } })

describeGate(temporaryPasswordValid, {
  pass: { 'a moment before its end: password-own asks for another': at(until - 1) },
  notApplicable: {
    'a password the person chose': aSnapshot(),
    'who was sent a link since': aSnapshot({
      now: until,
      account: { temporaryUntil: until, mustChangePassword: true, resetLink: { sentAt: until } },
    }),
    'who was let in by a pass': aSnapshot({
      now: until,
      account: { temporaryUntil: until, mustChangePassword: true },
      proof: { methods: ['temporary_pass'] },
    }),
    'one that is to be changed and was no temporary one': aSnapshot({ account: { mustChangePassword: true } }),
  },
  stop: {
    'at its end': ['over', at(until)],
    'years later': ['over', at(Date.UTC(2035, 0, 1))],
    'of somebody who is written to': [
      'over',
      aSnapshot({ now: until, account: { temporaryUntil: until, mustChangePassword: true, hasContactMail: true } }),
    ],
  },
})
