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
    ['user.city -endsWith "ON" -and user.city -notEndsWith "ly"', true],
    ['user.city –eq "Lyon"', true],
    ['user.proxyAddresses -startsWith "smtp:"', true],
    ['user.proxyAddresses -notStartsWith "smtp:"', false],
    ['user.proxyAddresses -contains "zz" -or user.proxyAddresses -ne "SMTP:a@b.example"', false],
    ['user.proxyAddresses -in ["x", "smtp:A@b.example"]', true],
    ['user.employeeHireDate -le 2020-06-10T18:13:20Z', false],
    ['Direct Reports for "00000000-0000-4000-8000-0000000000b1"', true],
    // -and binds before -or, and -not before both.
    ['user.city -eq "Lyon" -or user.city -eq "Paris" -and user.department -eq "x"', true],
    ['user.department -eq "x" -and user.city -eq "Paris" -or user.city -eq "Lyon"', true],
    ['-not user.city -eq "Paris" -and user.department -eq "x"', false],
    ['-not user.city -eq "Lyon" -or user.department -eq "Sale"', true],
    // After the brackets of -any it is about the person again.
    ['user.proxyAddresses -any (_ -startsWith "smtp:") -and user.city -eq "Lyon"', true],
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
  it.each([
    ['user.city -startsWith null', 'null', 'null is for -eq and -ne'],
    ['user.employeeHireDate -ge null', 'null', 'null is for -eq and -ne'],
    ['user.city -eq "x" -or user.displayName -match "["', '"["', 'The pattern cannot be used: a set is never closed'],
    ['user.employeeHireDate -le "soon"', '"soon"', 'A date is wanted here'],
    ['user.employeeHireDate -in ["2030-01-01", 2030-02-30]', '2030-02-30', 'A date is wanted here'],
    ['user.employeeHireDate -in ["2030-01-01", "soon", "2030-01-02"]', '"soon"', 'A date is wanted here'],
    ['user.city -in ["Lyon", true, "Paris"]', 'true', 'user.city is a text'],
    ['user.memberOf -any (group.objectId -in ["x", null])', 'null', 'Ids of groups are wanted'],
    ['user.city -ge "x"', '-ge', '-ge compares dates'],
    [
      'user.assignedPlans -any (assignedPlan.nonsense -eq "x")',
      'assignedPlan.nonsense',
      'There is no assignedPlan.nonsense',
    ],
    ['user.otherMails -any (_.x -eq "y")', '_.x', 'There is no _.x'],
    ['user.otherMails -any (user.department -ne "x")', 'user.department', 'There is no user.department here'],
    ['user.otherMails -any (user.otherMails -any (_ -eq "x"))', 'user.otherMails', 'There is no user.otherMails here'],
    ['user.otherMails -any (Direct Reports for "x")', 'Direct', 'There is no Direct here'],
    ['user.assignedPlans -all (_ -ne "x")', '_', 'There is no _ here: a plan has servicePlanId'],
    ['user.assignedPlans -any (service -eq true)', 'true', 'assignedPlan.service is a text'],
    ['user.otherMails -eq true', 'true', 'user.otherMails is a text'],
    ['user.otherMails -startsWith null', 'null', 'null is for -eq and -ne'],
    ['user.memberOf -eq "x"', '-eq', 'Write: user.memberOf -any'],
    ['user.memberOf -all (group.objectId -in ["x"])', 'user.memberOf', 'Write: user.memberOf -any'],
    ['user.employeeHireDate -contains "2030-01-01"', '-contains', '-contains compares texts'],
    ['user.employeeHireDate -le "2030-02-29"', '"2030-02-29"', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-01-01T24:00:00Z', '2030-01-01T24:00:00Z', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-04-31', '2030-04-31', 'A date is wanted here'],
    ['user.employeeHireDate -le 2100-02-29', '2100-02-29', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-00-10', '2030-00-10', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-01-00', '2030-01-00', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-01-01T00:00:00+15:00', '2030-01-01T00:00:00+15:00', 'A date is wanted here'],
    ['user.employeeHireDate -le 2030-01-01T00:00:00+01:60', '2030-01-01T00:00:00+01:60', 'A date is wanted here'],
    ['user.city -eq `"x', '`"x', 'This quote is never closed'],
    ['user.proxyAddresses -eq null', 'user.proxyAddresses', 'holds many values'],
  ])('%s is refused where it is wrong, at %s', (text, part, message) => {
    const start = text.lastIndexOf(part)
    expect(parseRule(text)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message), at: { start, end: start + part.length } },
    })
  })
  it('says which field of a plan was meant, in whatever letters', () => {
    expect(parseRule('user.assignedPlans -any (assignedPlan.servicePlanIdd -eq "x")')).toMatchObject({
      error: { suggestion: 'assignedPlan.servicePlanId' },
    })
    expect(parseRule('user.assignedPlans -any (assignedPlan.SERVICEPLANID -eq "x")')).toMatchObject({
      rule: { inner: { property: 'servicePlanId' } },
    })
  })
  it.each([
    ['2030-01-01T02:00:00+02:00', Date.UTC(2030, 0, 1)],
    ['2029-12-31T18:30:00.25-05:30', Date.UTC(2030, 0, 1, 0, 0, 0, 250)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['2000-02-29', Date.UTC(2000, 1, 29)],
    ['2030-01-01T00:00:00+14:00', Date.UTC(2029, 11, 31, 10)],
  ])('reads the instant %s', (text, date) =>
    expect(parseRule(`user.employeeHireDate -eq ${text}`)).toMatchObject({ rule: { values: [{ date, text }] } }),
  )
  it.each([
    ['"He said `"hi`""', 'He said "hi"'],
    ['`"Sales`"', '"Sales"'],
    ["'it''s'", "it's"],
    ['"a``b"', 'a`b'],
    ['"a\\"b"', 'a"b'],
    ['"a\\\\b"', 'a\\b'],
    ['"a\\b"', 'a\\b'],
  ])('reads the text %s with its escapes', (written, value) =>
    expect(parseRule(`user.city -eq ${written}`)).toMatchObject({ rule: { values: [value] } }),
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
        fc.constantFrom(
          ...['a+b', '^a?b*$', '(a|b)c', '[a-c]{2,3}', 'a.c', '\\d+x', '[^a]b', '^.{1,1000}$', 'a{0,3}$', 'a{b}'],
          ...['^(a+)?b', '(a{2}){2}', '^a+?b??$'],
          ...[
            '\\x61b',
            '\\u0061c',
            '\\ba',
            'a\\B',
            '\\b1\\b',
            '[\\x61-c]{2}',
            '^[a-\\x62]+$',
            '[^1-\\u0061]b',
            '[\\d-x]{2}',
          ],
        ),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', '1', '-', '\\'), maxLength: 5 }),
        (pattern, text) => {
          const compiled = compilePattern(pattern)
          return compiled.ok && compiled.pattern.matches(text) === new RegExp(pattern, 'i').test(text)
        },
      ),
    ))
  it.each([
    'a{,3}',
    'a{1,1001}',
    'a{1001}',
    '[[:alpha:]]',
    '\\p{L}',
    '\\X41',
    '\\u00',
    '[\\b]',
    '\\1',
    '[a-\\d]',
    '[a-z-[b]]',
    '{3}a',
    'a|{2}',
    '{,2}',
    'a++',
    'a**',
    'a{2}{3}',
    'a???',
  ])('%s is refused, and means nothing else in silence', (pattern) =>
    expect(compilePattern(pattern)).toMatchObject({ ok: false }),
  )
  it.each([
    ['^[\\x61-c]$', 'b', true],
    ['^[!-\\x41]$', 'x', false],
    ['^[a-\\u0063]$', 'B', true],
    ['^[\\w-]+$', 'a-b', true],
  ])('reads what is escaped in a set as what it is: %s of %s is %s', (pattern, text, expected) => {
    const compiled = compilePattern(pattern)
    expect(compiled.ok && compiled.pattern.matches(text)).toBe(expected)
  })
  it('ends soon where others never end', () => {
    const compiled = compilePattern('^(a+)+$')
    expect(compiled.ok && compiled.pattern.matches(`${'a'.repeat(5000)}!`)).toBe(false)
  })
})
