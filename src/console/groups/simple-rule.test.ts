import { describe, expect, it } from 'vitest'
import { parseRule } from '../../core/membership/parse.ts'
import { operatorsOf, type SimpleRule, simpleProperties, simpleRuleOf, textOfSimple } from './simple-rule.ts'
import { properties, type PropertyType } from '../../core/membership/rule.ts'

const read = (text: string) => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`)
  return simpleRuleOf(parsed.rule)
}

describe('a rule put together from lists', () => {
  it('is the same rule again after text, for every property and everything that can be said of it', () => {
    const values: Readonly<Partial<Record<PropertyType, string>>> = {
      string: 'Sa"les',
      boolean: 'true',
      date: '2030-01-31',
    }
    for (const property of simpleProperties)
      for (const operator of Object.keys(operatorsOf[properties[property] as PropertyType] ?? {})) {
        const isBare = operator === 'empty' || operator === 'notEmpty'
        const value = isBare ? '' : (values[properties[property] as PropertyType] as string)
        const simple: SimpleRule = { joined: 'and', parts: [{ property, operator: operator as 'eq', value }] }
        expect(read(textOfSimple(simple) as string)).toEqual(simple)
      }
  })

  it('joins by and, or by or', () => {
    const parts = [
      { property: 'department', operator: 'in', value: 'Sales, Sale' },
      { property: 'accountEnabled', operator: 'eq', value: 'true' },
    ] as const
    for (const joined of ['and', 'or'] as const) {
      const text = textOfSimple({ joined, parts }) as string
      expect(text).toBe(`(user.department -in ["Sales", "Sale"]) -${joined} (user.accountEnabled -eq true)`)
      expect(read(text)).toEqual({ joined, parts })
    }
  })

  it.each([
    'user.memberOf -any (group.objectId -in ["11111111-1111-4111-8111-111111111111"])',
    '-not (user.department -eq "Sales")',
    '(user.department -eq "a") -and ((user.city -eq "b") -or (user.city -eq "c"))',
    'user.department -in ["a, b", "c"]',
    'user.employeeHireDate -ge system.now -minus p30d',
    'user.otherMails -any (_ -contains "x")',
  ])('stays text where lists cannot say it: %s', (text) => expect(read(text)).toBeNull())

  it('is nothing while something is missing', () => {
    expect(textOfSimple({ joined: 'and', parts: [] })).toBeNull()
    expect(textOfSimple({ joined: 'and', parts: [{ property: 'department', operator: 'eq', value: ' ' }] })).toBeNull()
    expect(
      textOfSimple({ joined: 'and', parts: [{ property: 'accountEnabled', operator: 'eq', value: 'yes' }] }),
    ).toBeNull()
  })
})
