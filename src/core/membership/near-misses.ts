import { editDistance } from '../nearest.ts'
import type { AttributeValue } from '../snapshot.ts'
import { type PersonFacts, ruleMatches } from './evaluate.ts'
import type { Leaf, Rule } from './rule.ts'

/** One comparison that alone keeps the person out of the group, and the value that would let them in. */
export type NearMiss = {
  readonly leaf: Leaf
  readonly property: string
  readonly wanted: unknown
  readonly actual: AttributeValue
  readonly fix: AttributeValue
  readonly distance: number
}

/** Comparisons whose attribute, set right, makes the whole rule match: the smallest correction first. */
export function nearMisses(rule: Rule, person: PersonFacts): readonly NearMiss[] {
  if (ruleMatches(rule, person) !== false) return []
  return leavesOf(rule)
    .flatMap((leaf): NearMiss[] => {
      const actual = person.attributes[leaf.property] ?? null
      return fixesOf(leaf).flatMap((fix) => {
        const after = { ...person, attributes: { ...person.attributes, [leaf.property]: fix } }
        if (ruleMatches(rule, after) !== true) return []
        const distance =
          typeof fix === 'string' ? editDistance(fix.toLowerCase(), String(actual ?? '').toLowerCase()) : 1
        return [
          {
            leaf,
            property: leaf.property,
            wanted: leaf.values.length === 1 ? leaf.values[0] : leaf.values,
            actual,
            fix,
            distance,
          },
        ]
      })
    })
    .sort((a, b) => a.distance - b.distance || a.leaf.span.start - b.leaf.span.start)
}

/** The fewest attributes, three at most, which set right make the rule match; null when none of these do. */
export function attributesToMatch(rule: Rule, person: PersonFacts): Readonly<Record<string, AttributeValue>> | null {
  const [near] = nearMisses(rule, person)
  if (near !== undefined) return { [near.property]: near.fix }
  const settings = leavesOf(rule).flatMap((leaf) =>
    fixesOf(leaf)
      .slice(0, 1)
      .map((fix) => [leaf.property, fix] as const),
  )
  const tried = settings.slice(0, 12)
  for (let i = 0; i < tried.length; i++)
    for (let j = i + 1; j < tried.length; j++) {
      const two = Object.fromEntries([tried[i], tried[j]] as [string, AttributeValue][])
      if (Object.keys(two).length === 2 && fits(rule, person, two)) return two
      for (let k = j + 1; k < tried.length; k++) {
        const three = Object.fromEntries([tried[i], tried[j], tried[k]] as [string, AttributeValue][])
        if (Object.keys(three).length === 3 && fits(rule, person, three)) return three
      }
    }
  return null
}

function fits(rule: Rule, person: PersonFacts, set: Readonly<Record<string, AttributeValue>>): boolean {
  return ruleMatches(rule, { ...person, attributes: { ...person.attributes, ...set } }) === true
}

function leavesOf(rule: Rule): readonly Leaf[] {
  switch (rule.kind) {
    case 'leaf':
      return [rule]
    case 'not':
      return leavesOf(rule.part)
    case 'and':
    case 'or':
      return rule.parts.flatMap(leavesOf)
    default:
      return []
  }
}

/** Values that satisfy the comparison by themselves; those that only must not be something have none to offer. */
function fixesOf(leaf: Leaf): readonly AttributeValue[] {
  // An account is enabled by its own change, not by an attribute.
  if (leaf.property === 'accountEnabled') return []
  const texts = leaf.values.filter(
    (value): value is string | boolean => typeof value === 'string' || typeof value === 'boolean',
  )
  switch (leaf.operator) {
    case 'eq':
    case 'in':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return texts
    default:
      return []
  }
}
