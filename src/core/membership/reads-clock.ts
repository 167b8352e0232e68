import type { Literal, Rule } from './rule.ts'

/** Whether time alone can move somebody in or out: the rule compares a date with `system.now`. */
export function readsClock(rule: Rule): boolean {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.parts.some(readsClock)
    case 'not':
      return readsClock(rule.part)
    case 'any':
    case 'all':
      return readsClock(rule.inner)
    case 'leaf':
      return rule.values.some(isFromNow)
    default:
      return false
  }
}

const isFromNow = (value: Literal) => typeof value === 'object' && value !== null && 'daysFromNow' in value
