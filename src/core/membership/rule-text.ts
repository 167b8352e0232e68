import type { Leaf, Literal, Rule } from './rule.ts'

/** The rule as text, written one way: parsed again it gives the same rule. */
export function ruleText(rule: Rule): string {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.parts.map((part) => inner(part)).join(` -${rule.kind} `)
    case 'not':
      return `-not ${inner(rule.part)}`
    case 'leaf':
      return leafText(rule, `user.${rule.property}`)
    case 'any':
    case 'all':
      return `user.${rule.property} -${rule.kind} (${itemText(rule.inner, rule.property)})`
    case 'memberOf':
      return `user.memberOf -any (group.objectId -in [${rule.groupIds.map(quoted).join(', ')}])`
    case 'directReports':
      return `Direct Reports for ${quoted(rule.managerId)}`
  }
}

const words: Readonly<Record<Leaf['operator'], string>> = {
  eq: 'is',
  ne: 'is not',
  startsWith: 'begins with',
  notStartsWith: 'does not begin with',
  endsWith: 'ends with',
  notEndsWith: 'does not end with',
  contains: 'contains',
  notContains: 'does not contain',
  match: 'matches',
  notMatch: 'does not match',
  in: 'is one of',
  notIn: 'is none of',
  ge: 'is at or after',
  le: 'is at or before',
  gt: 'is after',
  lt: 'is before',
}

/** One comparison as people say it: `department is Sales`. */
export function describeLeaf(leaf: Leaf): string {
  const values = leaf.values.map((value) =>
    value === null ? 'empty' : typeof value === 'object' ? dateText(value) : String(value),
  )
  return `${leaf.property} ${words[leaf.operator]} ${values.join(', ')}`
}

function inner(rule: Rule): string {
  return rule.kind === 'leaf'
    ? `(${ruleText(rule)})`
    : rule.kind === 'any' || rule.kind === 'all' || rule.kind === 'memberOf'
      ? ruleText(rule)
      : `(${ruleText(rule)})`
}

function itemText(rule: Rule, property: string): string {
  switch (rule.kind) {
    case 'leaf':
      return leafText(
        rule,
        rule.property === '_' ? '_' : property === 'assignedPlans' ? `assignedPlan.${rule.property}` : rule.property,
      )
    case 'and':
    case 'or':
      return rule.parts.map((part) => `(${itemText(part, property)})`).join(` -${rule.kind} `)
    case 'not':
      return `-not (${itemText(rule.part, property)})`
    default:
      return ruleText(rule)
  }
}

function leafText(leaf: Leaf, name: string): string {
  const values = leaf.values.map(valueText)
  return `${name} -${leaf.operator} ${leaf.operator === 'in' || leaf.operator === 'notIn' ? `[${values.join(', ')}]` : values[0]}`
}

function valueText(value: Literal): string {
  if (value === null || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? quoted(value) : dateText(value)
}

function dateText(value: Exclude<Literal, string | boolean | null>): string {
  if ('date' in value) return quoted(value.text)
  return value.daysFromNow === 0
    ? 'system.now'
    : `system.now -${value.daysFromNow > 0 ? 'plus' : 'minus'} p${Math.abs(value.daysFromNow)}d`
}

const quoted = (text: string) => `"${text.replace(/[`\\"]/g, (c) => (c === '"' ? '""' : c + c))}"`
