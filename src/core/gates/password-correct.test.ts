import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { PassProblem, TemporaryPass } from '../methods/temporary-pass.ts'
import type { Proof } from '../snapshot.ts'
import { passwordCorrect } from './password-correct.ts'

const gave = (credential: Proof['credential'], account = {}) => aSnapshot({ proof: { credential }, account })
const noPassword = { passwordSetAt: null }
const reached = { hasContactMail: true } as const
const lasting: TemporaryPass = { startsAt: morning - 60_000, endsAt: morning + 1, uses: 'one' }
const byPass = (pass: TemporaryPass | undefined, account = {}) =>
  aSnapshot({
    proof: { credential: 'verified', secondFactor: 'verified', methods: ['temporary_pass'] },
    account: { ...account, ...(pass === undefined ? {} : { temporaryPass: pass }) },
  })
const ofNoUse = (why: PassProblem, pass?: TemporaryPass, account = {}) =>
  aSnapshot({
    proof: { credential: 'wrong', secondFactor: 'not_presented', pass: why },
    account: { ...account, ...(pass === undefined ? {} : { temporaryPass: pass }) },
  })

describeGate(passwordCorrect, {
  pass: {
    'the right password': gave('verified'),
    'the right password, temporary: password-own speaks': gave('verified', { mustChangePassword: true }),
    'the right password, set at the beginning of time': gave('verified', { passwordSetAt: 0 }),
    'who has none, and was sent a link to choose one: link-followed speaks': gave('verified', {
      ...noPassword,
      ...reached,
      resetLink: { sentAt: morning },
    }),
    'the right password of a blocked account: another gate speaks': gave('verified', { isEnabled: false }),
    'a pass, where there is no password': byPass(lasting, noPassword),
    'a pass that was used up by this very sign-in': byPass({ ...lasting, usedAt: morning - 1 }),
    'a passkey, where there is no password': aSnapshot({
      proof: { credential: 'verified', methods: ['passkey'] },
      account: noPassword,
    }),
  },
  unknown: {
    'what nobody tried': gave('untested'),
    'what nobody tried, where there is no password': gave('untested', noPassword),
  },
  stop: {
    'a wrong password': ['wrong', gave('wrong')],
    'a pass a moment after its end': ['over', ofNoUse('over', { ...lasting, endsAt: morning })],
    'a pass that was taken back': ['over', ofNoUse('over')],
    'whoever was let in by a pass, at the instant it ends': ['over', byPass({ ...lasting, endsAt: morning })],
    'whoever was let in by a pass, once it is taken back': ['over', byPass(undefined)],
    'a pass for one sign-in, the second time': [
      'used',
      ofNoUse('used', { ...lasting, usedAt: morning - 1 }, noPassword),
    ],
    'a pass before its beginning': ['early', ofNoUse('early', { ...lasting, startsAt: morning + 1 })],
    'before a password is given': ['not_presented', gave('not_presented')],
    'before a password is given, where there is none': ['not_presented', gave('not_presented', noPassword)],
    'any password where there is none': ['none', gave('wrong', noPassword)],
    'any password where there is none, of somebody who is written to': [
      'none',
      gave('wrong', { ...noPassword, ...reached }),
    ],
    'a wrong one of somebody who was sent a link': [
      'wrong',
      gave('wrong', { ...reached, resetLink: { sentAt: morning } }),
    ],
    'even one that seems right where there is none': ['none', gave('verified', noPassword)],
  },
})

it('SEC-01: asks everybody for a password, and says no different where there is none', () => {
  const { remedies: _, ...asked } = passwordCorrect.check(gave('not_presented')) as { remedies: unknown }
  expect(passwordCorrect.check(gave('not_presented', noPassword))).toMatchObject(asked)
})

it('tells the administrator when the right one was set, and offers typing it before a reset', () => {
  expect(passwordCorrect.check(gave('wrong', { passwordSetAt: 7 }))).toMatchObject({
    args: { passwordSetAt: 7 },
    remedies: [{ do: 'retype_password' }, { do: 'issue_temporary_password', accountId: 'alice' }],
  })
})

it('offers a link beside a temporary password, and once one was sent, to follow it', () => {
  const offered = (account: object) =>
    (passwordCorrect.check(gave('wrong', account)) as { remedies: readonly { do: string }[] }).remedies.map(
      (one) => one.do,
    )
  expect(offered(reached)).toEqual(['retype_password', 'issue_temporary_password', 'send_reset_link'])
  const sent = { ...reached, resetLink: { sentAt: morning } }
  expect(offered(sent)).toEqual(['retype_password', 'issue_temporary_password', 'follow_reset_link'])
})
