import { compilePattern } from './pattern.ts'
import { type Leaf, type Literal, properties } from './rule.ts'
import { dateOf } from './values.ts'

/** The comparison with its values as they are compared, or why its sides cannot be compared. */
export function comparable(leaf: Leaf, isOfItem: boolean): Leaf | { readonly message: string } {
  const type = leaf.property === '_' || isOfItem ? 'string' : (properties[leaf.property] ?? 'string')
  const isDateOperator = ['ge', 'le', 'gt', 'lt'].includes(leaf.operator)
  if (type === 'strings' || type === 'plans')
    return { message: `user.${leaf.property} holds many values; use -any or -all` }
  if (type === 'date') {
    const values = leaf.values.map((value) => (typeof value === 'string' ? dateOf(value) : value))
    if (values.includes(undefined as never) || leaf.values.some((value) => typeof value === 'boolean'))
      return { message: 'A date is wanted here, like "2030-01-31T00:00:00Z"' }
    return { ...leaf, values: values as readonly Literal[] }
  }
  if (isDateOperator) return { message: `-${leaf.operator} compares dates, and user.${leaf.property} is none` }
  if (
    type === 'boolean' &&
    !(
      leaf.values.every((value) => typeof value === 'boolean' || value === null) &&
      ['eq', 'ne', 'in', 'notIn'].includes(leaf.operator)
    )
  )
    return { message: `user.${leaf.property} is true or false: compare it by -eq or -ne with one of them` }
  if (
    type === 'string' &&
    leaf.values.some((value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null))
  )
    return { message: `user.${leaf.property} is a text: compare it with a text in quotes` }
  if (leaf.operator === 'match' || leaf.operator === 'notMatch') {
    const pattern = compilePattern(String(leaf.values[0] ?? ''))
    if (!pattern.ok) return { message: `The pattern cannot be used: ${pattern.message}` }
  }
  return leaf
}
