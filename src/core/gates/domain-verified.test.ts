import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { domainVerified } from './domain-verified.ts'

const typed = (signInName: string | null) => aSnapshot({ attempt: { signInName } })
const ofNoDomain = (signInName: string) => aSnapshot({ attempt: { signInName }, tenant: { domains: [] } })

const invitation = { address: 'Mia@partner.example', state: 'accepted', changedAt: 1, sentAt: 1 } as const
const came = (signInName: string) => aSnapshot({ attempt: { signInName }, account: { invitation } })

describeGate(domainVerified, {
  pass: {
    'a domain of the company': typed('alice@meridian.example'),
    'the domain every organisation begins with': typed('alice@meridian.admit.test'),
    'whoever it is: account-exists speaks': typed('nobody@meridian.example'),
    'what follows the last @': typed('a@b@meridian.example'),
  },
  notApplicable: {
    'to a guest, who comes with an address from elsewhere': aSnapshot({
      attempt: { signInName: 'mia@partner.example' },
      account: { userType: 'guest' },
    }),
    'to who came as a guest, by the address that was invited': came('mia@partner.example'),
    'before a name is given': typed(null),
    'to a name without a domain: sign-in-name-formed speaks': typed('alice'),
    'to the bare domain': typed('meridian.example'),
  },
  stop: {
    'who came as a guest, by another address': ['unknown', came('mia@elsewhere.example')],
    'the domain of somebody else': ['unknown', typed('alice@elsewhere.example')],
    'a domain with a letter too few': ['unknown', typed('alice@meridan.example')],
    'a domain that ours is the end of': ['unknown', typed('alice@notmeridian.example')],
    'a domain below ours, which nobody added': ['unknown', typed('alice@lyon.meridian.example')],
    'a domain that begins with ours': ['unknown', typed('alice@meridian.example.evil.example')],
    'ours with a full stop after it': ['unknown', typed('alice@meridian.example.')],
    'an @ and nothing after it': ['unknown', typed('alice@')],
    'any domain where the organisation has none': ['unknown', ofNoDomain('alice@meridian.example')],
    'a domain that was added and is not verified': ['unverified', typed('alice@meridian-labs.example')],
  },
})

const hint = (name: string) => {
  const answer = domainVerified.check(typed(name))
  return answer.is === 'stop' ? answer.args['hint'] : undefined
}

it('names the domain that was probably meant: up to three letters away, and none farther', () => {
  expect(hint('alice@meridan.example')).toBe('; it looks like meridian.example')
  expect(hint('alice@merdian.exmple')).toBe('; it looks like meridian.example')
  expect(hint('alice@mrdn.exampl')).toBe('')
  expect(hint('alice@elsewhere.example')).toBe('')
})

it('shows verified domains only as those wanted', () => {
  expect(domainVerified.check(typed('alice@elsewhere.example'))).toMatchObject({
    evidence: [{ found: 'elsewhere.example', wanted: ['meridian.admit.test', 'meridian.example'] }],
    remedies: [],
  })
})
