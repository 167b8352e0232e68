import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { decide } from '../decide.ts'
import { explain } from '../explain/explain.ts'
import { tellPerson } from '../explain/tell.ts'
import { causes, gates } from './index.ts'

describe('the list of gates', () => {
  it('lets somebody in perfect order through', () => expect(decide(aSnapshot()).outcome).toBe('admit'))
  it('has each code and each id once', () => {
    const codes = [...gates, ...causes].flatMap((gate) => Object.values(gate.reasons).map((reason) => reason.code))
    expect(new Set(codes).size).toBe(codes.length)
    expect(new Set(gates.map((gate) => gate.id)).size).toBe(gates.length)
  })
  it('has something to say to the person for every reason that may be told, and nothing for the others', () => {
    for (const gate of gates)
      for (const reason of Object.values(gate.reasons))
        expect(reason.tell === '', reason.code).toBe(reason.disclose === 'never')
  })
  it('SEC-10: asks for every proof before it says anything about policies, licences and apps', () => {
    const at = (id: string) => gates.findIndex((gate) => gate.id === id)
    for (const later of ['policy-blocks', 'app-enabled', 'app-assigned', 'licensed', 'instance-role'])
      expect(at('policy-mfa')).toBeLessThan(at(later))
  })
  it('never admits on what is skipped or unknown', () => {
    expect(decide(aSnapshot({ account: null })).outcome).not.toBe('admit')
    expect(decide(aSnapshot({ app: null })).outcome).not.toBe('admit')
    expect(decide(aSnapshot({ proof: { credential: 'untested' } })).outcome).toBe('unknown')
  })
})

describe('the explanation', () => {
  const bruno = aSnapshot({
    account: {
      attributes: { department: 'Sale', usageLocation: 'FR' },
      memberOf: [{ groupId: 'crm-users', how: 'direct' }],
      licences: [],
    },
  })
  it('names the root', () => {
    expect(explain(bruno).headline).toBe(
      'Alice Moreau has no licence for CRM, because Sales – Licences takes people whose department is Sales, and that of Alice Moreau is Sale.',
    )
  })
  it('agrees with the decision, gate for gate', () => {
    expect(explain(bruno).steps.map((step) => step.answer)).toEqual(decide(bruno).trace)
  })
  it('SEC-01: tells nobody who has proved nothing why', () => {
    const texts = [{ isEnabled: false }, { deletedAt: 1 }, { lockedUntil: 9e15 }].map((account) => {
      const s = aSnapshot({ account })
      return tellPerson(decide(s), s, 'nothing').text
    })
    expect(new Set(texts).size).toBe(1)
  })
})
