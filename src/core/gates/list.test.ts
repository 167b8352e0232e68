import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { faults, faulty } from '../../../test/support/faults.ts'
import { decide } from '../decide.ts'
import { explain } from '../explain/explain.ts'
import { reading } from '../explain/reading.ts'
import { genericSentence, tellPerson } from '../explain/tell.ts'
import { english } from '../explain/words.ts'
import { causes, gates } from './index.ts'

const all = [...gates, ...causes]
const reasons = all.flatMap((gate) => Object.values(gate.reasons))

describe('the list of gates', () => {
  it('lets somebody in perfect order through', () => expect(decide(aSnapshot()).outcome).toBe('admit'))
  it('has each code and each id once', () => {
    const codes = all.flatMap((gate) => Object.values(gate.reasons).map((reason) => reason.code))
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^[A-Z]+(-[A-Z]+)+$/)
    expect(new Set(all.map((gate) => gate.id)).size).toBe(all.length)
  })
  it.each(reasons)('$code has something to say to each of its readers', ({ title, tell, explain, disclose }) => {
    expect(title).toMatch(/^[A-Z].*[^.\s]$/)
    // A part of a sentence: it may follow another one by *because*, and a name may stand first.
    expect(explain).toMatch(/^(?:[a-z{]).*[^.\s]$/)
    // What is never told has nothing to say: the person reads the sentence that everybody reads (SEC-01).
    if (disclose === 'never') expect(tell).toBe('')
    else expect(tell).toMatch(/^[A-Z{].*\.$/)
  })
  it.each(reasons.filter(({ disclose }) => disclose === 'never'))(
    'SEC-01: $code is told to nobody, whatever they have proved',
    (because) => {
      const s = aSnapshot()
      const decision = { outcome: because.effect, because, at: 0, trace: [] }
      for (const proved of ['nothing', 'password', 'second_factor'] as const)
        expect(tellPerson(decision, s, proved, english)).toEqual({
          title: "We couldn't sign you in",
          text: genericSentence,
          code: null,
        })
    },
  )
  it('refuses with a reference number to read out, and challenges without one', () => {
    for (const { code, effect, tell } of reasons)
      if (tell !== '' && code !== 'ADR-FORMAT') expect(/\{ref\}/.test(tell), code).toBe(effect === 'refuse')
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

describe('what a gate needs', () => {
  const snapshots = [aSnapshot(), ...Object.keys(faults).map((name) => faulty([name]))]

  it.each(gates.filter(({ needs }) => needs.length > 0))(
    '$id reads or names all it needs: what it could do without would hide it for nothing',
    (gate) => {
      const reads = snapshots.flatMap((s) => {
        const watched = reading(s)
        gate.check(watched.snapshot)
        return [...watched.reads()]
      })
      const says = Object.values(gate.reasons).map(({ explain }) => explain)
      for (const need of gate.needs) {
        const isNamed = says.some((text) => text.includes(need === 'account' ? '{person}' : `{${need}}`))
        expect(isNamed || reads.some((at) => at.startsWith(`${need}.`)), need).toBe(true)
      }
    },
  )

  // A cause is asked when its gate has stopped. Needed more than that gate does, it would be silent when it is wanted.
  it.each(causes)('$id needs nothing that a gate it explains has to find missing', ({ needs, explains }) => {
    expect(explains.length).toBeGreaterThan(0)
    for (const id of explains) {
      const gate = gates.find((one) => one.id === id)
      expect(gate, id).toBeDefined()
      expect(gate?.needs, id).toEqual(expect.arrayContaining([...needs]))
    }
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
      return tellPerson(decide(s), s, 'nothing', english).text
    })
    expect(new Set(texts).size).toBe(1)
  })
})
