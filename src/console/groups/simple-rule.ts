import type { Leaf, Operator, PropertyType, Rule } from '../../core/membership/rule.ts'
import { properties } from '../../core/membership/rule.ts'
import { ruleText } from '../../core/membership/rule-text.ts'

/** A rule as it is put together from lists: comparisons that all hold, or of which one does. */
export type SimpleRule = { readonly joined: 'and' | 'or'; readonly parts: readonly SimplePart[] }

export type SimpleOperator = Operator | 'empty' | 'notEmpty'

export type SimplePart = { readonly property: string; readonly operator: SimpleOperator; readonly value: string }

/** What can be said of each kind of property, in the order it is offered. */
export const operatorsOf: Readonly<Partial<Record<PropertyType, Readonly<Partial<Record<SimpleOperator, string>>>>>> = {
  string: {
    eq: 'is',
    ne: 'is not',
    startsWith: 'begins with',
    notStartsWith: 'does not begin with',
    endsWith: 'ends with',
    notEndsWith: 'does not end with',
    contains: 'contains',
    notContains: 'does not contain',
    in: 'is one of',
    notIn: 'is none of',
    match: 'matches the pattern',
    notMatch: 'does not match the pattern',
    empty: 'is empty',
    notEmpty: 'is not empty',
  },
  boolean: { eq: 'is', ne: 'is not' },
  date: { ge: 'is on or after', le: 'is on or before', gt: 'is after', lt: 'is before' },
}

/** Properties that lists can ask of. */
export const simpleProperties: readonly string[] = Object.keys(properties).filter(
  (name) => operatorsOf[properties[name] as PropertyType] !== undefined,
)

/** The rule as lists, or null where it says more than lists can. */
export function simpleRuleOf(rule: Rule): SimpleRule | null {
  const leaves = rule.kind === 'and' || rule.kind === 'or' ? rule.parts : [rule]
  const parts = leaves.map((leaf) => (leaf.kind === 'leaf' ? simplePartOf(leaf) : null))
  if (parts.includes(null)) return null
  return { joined: rule.kind === 'or' ? 'or' : 'and', parts: parts as readonly SimplePart[] }
}

function simplePartOf({ property, operator, values }: Leaf): SimplePart | null {
  const type = Object.hasOwn(properties, property) ? properties[property] : undefined
  const offered = type === undefined ? undefined : operatorsOf[type]
  if (offered === undefined) return null
  if (values.length === 1 && values[0] === null)
    return operator === 'eq' && 'empty' in offered
      ? { property, operator: 'empty', value: '' }
      : operator === 'ne' && 'notEmpty' in offered
        ? { property, operator: 'notEmpty', value: '' }
        : null
  if (!(operator in offered)) return null
  const texts = values.map((value) =>
    typeof value === 'string'
      ? value
      : typeof value === 'boolean'
        ? String(value)
        : value !== null && 'text' in value
          ? value.text
          : null,
  )
  const isList = operator === 'in' || operator === 'notIn'
  // A comma within a value would part it in two.
  if (texts.some((text) => text === null || (isList && (text.includes(',') || text.trim() !== text || text === ''))))
    return null
  return { property, operator, value: texts.join(', ') }
}

const span = { start: 0, end: 0 }

/** The lists as the text of a rule; null while something is missing. */
export function textOfSimple({ joined, parts }: SimpleRule): string | null {
  const leaves = parts.map(leafOf)
  const [first] = leaves
  if (first == null || leaves.includes(null)) return null
  return ruleText(leaves.length === 1 ? first : { kind: joined, parts: leaves as readonly Leaf[], span })
}

function leafOf({ property, operator, value }: SimplePart): Leaf | null {
  const type = properties[property]
  if (type === undefined || operatorsOf[type]?.[operator] === undefined) return null
  const leaf = (of: Operator, values: Leaf['values']): Leaf => ({ kind: 'leaf', property, operator: of, values, span })
  if (operator === 'empty') return leaf('eq', [null])
  if (operator === 'notEmpty') return leaf('ne', [null])
  if (type === 'boolean') return value === 'true' || value === 'false' ? leaf(operator, [value === 'true']) : null
  if (value.trim() === '') return null
  if (operator !== 'in' && operator !== 'notIn') return leaf(operator, [value.trim()])
  const values = value.split(',').map((one) => one.trim())
  return leaf(
    operator,
    values.filter((one) => one !== ''),
  )
}
