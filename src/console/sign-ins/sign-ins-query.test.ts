import { describe, expect, it } from 'vitest'
import { filterOf, signInsPath, signInsQueryIn } from './sign-ins-query.ts'

describe('the address of the log of sign-ins', () => {
  it('says outcome, app and person, or the name that nobody has', () => {
    const query = signInsQueryIn({ outcome: 'refuse', app: 'a1', person: 'p1', name: 'o’x@', other: 'y' })
    const asked = new URLSearchParams(signInsPath(query, 7, 50).split('?')[1])
    expect(Object.fromEntries(asked)).toEqual({
      ...{ outcome: 'refuse', appId: 'a1', accountId: 'p1', signInName: 'o’x@', before: '7', limit: '50' },
    })
    expect(filterOf(query)).toBe(
      "outcome eq 'refuse' and appId eq 'a1' and userId eq 'p1' and userPrincipalName eq 'o’x@'",
    )
  })

  it('passes over an outcome there is not', () => {
    expect(signInsPath({ outcome: 'nonsense' }, null, 50)).toBe('admit/signIns?limit=50')
    expect(filterOf({ outcome: 'nonsense' })).toBeNull()
  })
})
