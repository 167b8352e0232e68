import { describe, expect, it } from 'vitest'
import { guestName, ownName } from './invitation.ts'

describe('the name that somebody knows as theirs', () => {
  const signInName = guestName('mia@partner.example', 'meridian.example')
  const invitation = { address: 'mia@partner.example' }
  it.each([
    ['a guest', { signInName, invitation }, 'mia@partner.example'],
    ['a guest whose invitation is not there', { signInName, invitation: null }, signInName],
    [
      'a guest who was given a name of the organisation',
      { signInName: 'mia@meridian.example', invitation },
      'mia@meridian.example',
    ],
    ['a member', { signInName: 'alice@meridian.example' }, 'alice@meridian.example'],
  ])('of %s', (_, account, name) => {
    expect(ownName(account)).toBe(name)
  })
})
