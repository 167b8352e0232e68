import { expect, it } from 'vitest'
import { aSnapshot, morning } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Invitation } from '../guests/invitation.ts'
import { invitationAccepted } from './invitation-accepted.ts'

const day = 86_400_000

function invited(edit: Partial<Invitation>) {
  const sentAt = morning - 2 * day
  const invitation = { address: 'mia@partner.example', state: 'pending', changedAt: sentAt, sentAt, ...edit } as const
  return aSnapshot({ account: { userType: 'guest', passwordSetAt: null, methods: [], invitation } })
}

const over = invited({ sentAt: morning - 30 * day })

describeGate(invitationAccepted, {
  pass: { 'who has accepted': invited({ state: 'accepted' }) },
  notApplicable: {
    'to members': aSnapshot(),
    'to a guest whom nobody invited': aSnapshot({ account: { userType: 'guest' } }),
  },
  stop: {
    'who was invited and has not accepted': ['pending', invited({})],
    'on the last instant of the link': ['pending', invited({ sentAt: morning - 30 * day + 1 })],
    'when the link has ended': ['pending', over],
    'whose invitation was withdrawn': ['withdrawn', invited({ state: 'withdrawn' })],
  },
})

it('says whether the link still works, and offers another one either way', () => {
  const said = (s: typeof over) => {
    const answer = invitationAccepted.check(s as never)
    return answer.is === 'stop' ? [answer.args['link'], ...answer.remedies.map((change) => change.do)] : []
  }
  const lastInstant = invited({ sentAt: morning - 30 * day + 1 })
  expect(said(lastInstant)).toEqual(['the link in the invitation still works', 'invite_guest'])
  expect(said(over)).toEqual(['the link in the invitation has ended', 'invite_guest'])
})
