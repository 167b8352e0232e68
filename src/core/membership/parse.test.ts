import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleMatches } from './evaluate.ts'
import { nearMisses } from './near-misses.ts'
import { parseRule } from './parse.ts'
import { compilePattern } from './pattern.ts'
import { ruleText } from './rule-text.ts'

const person = {
  attributes: { department: 'Sale', city: 'Lyon', proxyAddresses: ['SMTP:a@b.example'] },
  memberOf: ['g1'],
  managerId: '00000000-0000-4000-8000-0000000000b1',
  now: Date.UTC(2030, 0, 1),
}
const matches = (text: string) => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return ruleMatches(parsed.rule, person)
}

describe('a rule', () => {
  it.each([
    ['user.department -eq "sale"', true],
    ['user.department -eq "Sales"', false],
    ['user.department -startsWith "SA" -and -not (user.city -eq "Paris")', true],
    ['user.city -in ["Paris", "Lyon"] -or user.department -eq "x"', true],
    ['user.jobTitle -eq null', true],
    ['user.jobTitle -ne "Boss"', true],
    ['user.city -match "^l(y|i)on$"', true],
    ['user.proxyAddresses -any (_ -startsWith "smtp:")', true],
    ["user.memberOf -any (group.objectId -in ['G1'])", true],
    ['Direct Reports for "00000000-0000-4000-8000-0000000000b1"', true],
  ])('%s is %s', (text, expected) => expect(matches(text)).toBe(expected))

  it.each([
    '',
    'user.departmnt -eq "x"',
    'user.department "x"',
    'user.department -eq',
    'device.x -eq "y"',
    '(user.city -eq "x"',
    'user.accountEnabled -eq "true"',
    'user.city -match "(?=a)"',
  ])('%s cannot be read, and says where', (text) =>
    expect(parseRule(text)).toMatchObject({ ok: false, error: { at: { start: expect.any(Number) } } }),
  )
  it('suggests the property that was meant', () =>
    expect(parseRule('user.departmnt -eq "x"')).toMatchObject({ error: { suggestion: 'user.department' } }))
  it('never throws', () =>
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => typeof parseRule(text).ok === 'boolean')))
  it('is the same rule after it was written out', () => {
    const text = '(user.department -eq "a""b") -and (-not (user.city -in ["x", "y"]))'
    const parsed = parseRule(text)
    expect(parsed.ok && ruleText(parsed.rule)).toBe(
      parsed.ok && ruleText((parseRule(ruleText(parsed.rule)) as typeof parsed).rule),
    )
  })
  it('knows by which value it is missed', () => {
    const parsed = parseRule('user.department -eq "Sales" -and user.city -eq "Lyon"')
    expect(parsed.ok && nearMisses(parsed.rule, person)).toMatchObject([
      { property: 'department', fix: 'Sales', distance: 1 },
    ])
  })
})

describe('SEC-36: a pattern', () => {
  it('agrees with the language of the platform', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('a+b', '^a?b*$', '(a|b)c', '[a-c]{2,3}', 'a.c', '\\d+x', '[^a]b'),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', '1'), maxLength: 12 }),
        (pattern, text) => {
          const compiled = compilePattern(pattern)
          return compiled.ok && compiled.pattern.matches(text) === new RegExp(pattern, 'i').test(text)
        },
      ),
    ))
  it('ends soon where others never end', () => {
    const compiled = compilePattern('^(a+)+$')
    expect(compiled.ok && compiled.pattern.matches(`${'a'.repeat(5000)}!`)).toBe(false)
  })
})
