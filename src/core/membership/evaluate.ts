import type { AttributeValue } from '../snapshot.ts'
import { fold } from './fold.ts'
import { compilePattern } from './pattern.ts'
import type { DateValue, Leaf, Literal, Operator, Rule, Span } from './rule.ts'
import { dateOf } from './values.ts'

/** What a rule can read of a person. An attribute that is not there is empty (null), unless `isPartial` says it may be unknown. */
export type PersonFacts = {
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly memberOf: readonly string[]
  readonly managerId: string | null
  /** Service plans they have, as rules read them; said only where a rule asks. */
  readonly plans?: () => readonly PlanFact[]
  readonly now: number
  readonly isPartial?: true
}

/** One of `user.assignedPlans`: what is on in a licence in force for the person. */
export type PlanFact = {
  readonly servicePlanId: string
  readonly service: string
  readonly capabilityStatus: 'Enabled'
}

export type Truth = 'matches' | 'does_not_match' | 'unknown'

/** A rule with every comparison's answer: what was wanted, what the person has. */
export type RuleResult =
  | {
      readonly kind: 'and' | 'or' | 'not'
      readonly truth: Truth
      readonly parts: readonly RuleResult[]
      readonly span: Span
    }
  | {
      readonly kind: 'leaf'
      readonly truth: Truth
      readonly property: string
      readonly operator: Operator | 'any' | 'all' | 'memberOf' | 'directReports'
      readonly wanted: unknown
      readonly actual: unknown
      readonly span: Span
    }

const day = 86_400_000

/** Every comparison of the rule, asked of the person, and what that makes of the whole (Kleene's logic). */
export function evaluateRule(rule: Rule, person: PersonFacts): RuleResult {
  switch (rule.kind) {
    case 'and':
    case 'or': {
      const parts = rule.parts.map((part) => evaluateRule(part, person))
      const settling: Truth = rule.kind === 'and' ? 'does_not_match' : 'matches'
      const other: Truth = rule.kind === 'and' ? 'matches' : 'does_not_match'
      const truth = parts.some((part) => part.truth === settling)
        ? settling
        : parts.some((part) => part.truth === 'unknown')
          ? 'unknown'
          : other
      return { kind: rule.kind, truth, parts, span: rule.span }
    }
    case 'not': {
      const part = evaluateRule(rule.part, person)
      return {
        kind: 'not',
        truth: part.truth === 'unknown' ? 'unknown' : part.truth === 'matches' ? 'does_not_match' : 'matches',
        parts: [part],
        span: rule.span,
      }
    }
    case 'leaf': {
      const actual = factOf(rule.property, person)
      return {
        kind: 'leaf',
        truth: actual === undefined ? 'unknown' : said(compare(rule, actual, person.now)),
        property: rule.property,
        operator: rule.operator,
        wanted: rule.values.map((value) => plain(value, person.now)),
        actual: actual ?? null,
        span: rule.span,
      }
    }
    case 'any':
    case 'all': {
      const items = itemsOf(rule.property, person)
      const truth = items === undefined ? 'unknown' : said(holds(rule, items, person.now))
      return {
        kind: 'leaf',
        truth,
        property: rule.property,
        operator: rule.kind,
        wanted: null,
        actual: items ?? null,
        span: rule.span,
      }
    }
    case 'memberOf':
      return {
        kind: 'leaf',
        truth: said(rule.groupIds.some((id) => person.memberOf.includes(id))),
        property: 'memberOf',
        operator: 'memberOf',
        wanted: rule.groupIds,
        actual: person.memberOf,
        span: rule.span,
      }
    case 'directReports':
      return {
        kind: 'leaf',
        truth: said(person.managerId === rule.managerId),
        property: 'manager',
        operator: 'directReports',
        wanted: rule.managerId,
        actual: person.managerId,
        span: rule.span,
      }
  }
}

/** Whether the person is in the group; null when an attribute that settles it is unknown. The fast way: stops where it is settled. */
export function ruleMatches(rule: Rule, person: PersonFacts): boolean | null {
  switch (rule.kind) {
    case 'and':
    case 'or': {
      const settling = rule.kind === 'or'
      let isKnown = true
      for (const part of rule.parts) {
        const truth = ruleMatches(part, person)
        if (truth === settling) return settling
        if (truth === null) isKnown = false
      }
      return isKnown ? !settling : null
    }
    case 'not': {
      const truth = ruleMatches(rule.part, person)
      return truth === null ? null : !truth
    }
    case 'leaf': {
      const actual = factOf(rule.property, person)
      return actual === undefined ? null : compare(rule, actual, person.now)
    }
    case 'any':
    case 'all': {
      const items = itemsOf(rule.property, person)
      return items === undefined ? null : holds(rule, items, person.now)
    }
    case 'memberOf':
      return rule.groupIds.some((id) => person.memberOf.includes(id))
    case 'directReports':
      return person.managerId === rule.managerId
  }
}

function factOf(property: string, person: PersonFacts): AttributeValue | undefined {
  const value = person.attributes[property]
  return value === undefined && person.isPartial !== true ? null : value
}

function itemsOf(property: string, person: PersonFacts): AttributeValue | readonly PlanFact[] | undefined {
  if (property !== 'assignedPlans') return factOf(property, person)
  return person.plans?.() ?? (person.isPartial === true ? undefined : null)
}

function compare(leaf: Leaf, actual: AttributeValue, now: number): boolean {
  const [first = null] = leaf.values
  switch (leaf.operator) {
    case 'eq':
      return isSame(actual, first, now)
    case 'ne':
      return !isSame(actual, first, now)
    case 'in':
      return leaf.values.some((value) => isSame(actual, value, now))
    case 'notIn':
      return !leaf.values.some((value) => isSame(actual, value, now))
    case 'startsWith':
      return folded(actual)?.startsWith(folded(first) ?? '') ?? false
    case 'notStartsWith':
      return !(folded(actual)?.startsWith(folded(first) ?? '') ?? false)
    case 'endsWith':
      return folded(actual)?.endsWith(folded(first) ?? '') ?? false
    case 'notEndsWith':
      return !(folded(actual)?.endsWith(folded(first) ?? '') ?? false)
    case 'contains':
      return folded(actual)?.includes(folded(first) ?? '') ?? false
    case 'notContains':
      return !(folded(actual)?.includes(folded(first) ?? '') ?? false)
    case 'match':
      return matches(actual, first)
    case 'notMatch':
      return !matches(actual, first)
    default: {
      const [a, b] = [instantOf(actual, now), instantOf(first, now)]
      if (a === null || b === null) return false
      return leaf.operator === 'ge' ? a >= b : leaf.operator === 'le' ? a <= b : leaf.operator === 'gt' ? a > b : a < b
    }
  }
}

function holds(
  rule: Extract<Rule, { kind: 'any' | 'all' }>,
  items: AttributeValue | readonly PlanFact[],
  now: number,
): boolean {
  const list: readonly unknown[] = Array.isArray(items) ? items : items === null ? [] : [items]
  const test = (item: unknown) => {
    const attributes =
      typeof item === 'object' && item !== null
        ? (item as Record<string, AttributeValue>)
        : { _: item as AttributeValue }
    return ruleMatches(rule.inner, { attributes, memberOf: [], managerId: null, now }) === true
  }
  return rule.kind === 'any' ? list.some(test) : list.every(test)
}

function isSame(actual: AttributeValue, wanted: Literal, now: number): boolean {
  // An empty text and an attribute that is not there are the same to people, and to rules.
  if (wanted === null) return actual === null || actual === ''
  if (typeof wanted === 'object') return instantOf(actual, now) === instantOf(wanted, now)
  if (typeof wanted === 'boolean') return actual === wanted
  return folded(actual) === fold(wanted)
}

function folded(value: AttributeValue | Literal): string | null {
  return typeof value === 'string' ? fold(value) : null
}

function matches(actual: AttributeValue, pattern: Literal): boolean {
  if (typeof actual !== 'string' || typeof pattern !== 'string') return false
  const compiled = compilePattern(pattern)
  return compiled.ok && compiled.pattern.matches(actual)
}

function instantOf(value: AttributeValue | Literal, now: number): number | null {
  if (typeof value === 'number') return value
  // A date comes as a number of milliseconds or, from other directories, as ISO 8601 text.
  if (typeof value === 'string') return instantOf(dateOf(value) ?? null, now)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const date = value as DateValue
  return 'date' in date ? date.date : now + date.daysFromNow * day
}

const said = (truth: boolean): Truth => (truth ? 'matches' : 'does_not_match')
const plain = (value: Literal, now: number) =>
  typeof value === 'object' && value !== null ? instantOf(value, now) : value
