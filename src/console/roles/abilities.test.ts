import { describe, expect, it } from 'vitest'
import { changeKinds } from '../../core/changes/apply.ts'
import { rightsOf } from '../../core/changes/rights.ts'
import { doers, roles } from '../../core/changes/roles.ts'
import { abilities, abilitiesOf, readsOf, resetsIn } from './abilities.ts'

describe('what roles may do, in words', () => {
  const said = abilities.flatMap(([, kinds]) => kinds)
  const isOfRoles = (kind: (typeof changeKinds)[number]) =>
    !doers[kind].some((one) => one === 'self' || one === 'nobody')

  it('says every change that a role may make, once', () => {
    expect([...said].sort()).toEqual(changeKinds.filter(isOfRoles).sort())
  })

  it('joins nothing in one sentence that different roles may do', () => {
    for (const [words, kinds] of abilities)
      expect([words, new Set(kinds.map((kind) => [...doers[kind]].sort().join())).size]).toEqual([words, 1])
  })

  it('is all of it for a Global Administrator, and nothing for who only reads', () => {
    const of = (role: string) => abilitiesOf(role, rightsOf(role).changes)
    expect(of('global-admin')).toHaveLength(abilities.length + 1)
    expect(of('directory-reader')).toEqual([])
    expect(of('helpdesk')).toEqual(['unlock people, reset passwords and end sessions'])
    for (const role of Object.keys(roles)) {
      const isReader = rightsOf(role).changes.length === 0
      expect([role, of(role).length > 0]).toEqual([role, !isReader])
    }
  })

  it('says what is read, and whom a role resets', () => {
    expect(readsOf(rightsOf('global-admin').reads)).toBe('everything')
    expect(readsOf(rightsOf('helpdesk').reads)).toMatch(/people.*why somebody cannot sign in/)
    expect(resetsIn(rightsOf('licence-admin').resets)).toBeNull()
    expect(resetsIn(rightsOf('password-admin').resets)).toMatch(
      /^people without a role, and holders of Directory Readers, Guest Inviter/,
    )
  })
})
