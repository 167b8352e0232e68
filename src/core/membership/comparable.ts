import { compilePattern } from './pattern.ts'
import { type Leaf, type Literal, properties } from './rule.ts'
import { dateOf, wantedDate } from './values.ts'

/** What cannot be compared so, and which part of the comparison says it, of its values by their number. */
type Wrong = { readonly message: string; readonly part: 'property' | 'operator' | { readonly value: number } }

/** The comparison with its values as they are compared, or why its sides cannot be compared; `called` as people call it. */
export function comparable(leaf: Leaf, called: string, isOfItem: boolean): Leaf | Wrong {
  const type = leaf.property === '_' || isOfItem ? 'string' : (properties[leaf.property] ?? 'string')
  const isDateOperator = ['ge', 'le', 'gt', 'lt'].includes(leaf.operator)
  if (leaf.values.includes(null) && !['eq', 'ne', 'in', 'notIn'].includes(leaf.operator))
    return { message: `null is for -eq and -ne; -${leaf.operator} wants a value`, part: { value: 0 } }
  if (type === 'strings' || type === 'plans')
    return { message: `${called} holds many values; use -any or -all`, part: 'property' }
  if (type === 'date') {
    if (!isDateOperator && !['eq', 'ne', 'in', 'notIn'].includes(leaf.operator))
      return { message: `-${leaf.operator} compares texts, and ${called} is a date`, part: 'operator' }
    const values = leaf.values.map((value) => (typeof value === 'string' ? dateOf(value) : value))
    const wrong = values.findIndex((value) => value === undefined || typeof value === 'boolean')
    if (wrong !== -1) return { message: wantedDate, part: { value: wrong } }
    return { ...leaf, values: values as readonly Literal[] }
  }
  if (isDateOperator) return { message: `-${leaf.operator} compares dates, and ${called} is none`, part: 'operator' }
  const unlike = leaf.values.findIndex((value) => value !== null && typeof value !== type)
  if (type === 'boolean' && !['eq', 'ne', 'in', 'notIn'].includes(leaf.operator))
    return { message: `-${leaf.operator} compares texts, and ${called} is true or false`, part: 'operator' }
  if (type === 'boolean' && unlike !== -1)
    return {
      message: `${called} is true or false: compare it by -eq or -ne with one of them`,
      part: { value: unlike },
    }
  if (type === 'string' && unlike !== -1)
    return { message: `${called} is a text: compare it with a text in quotes`, part: { value: unlike } }
  if (leaf.operator === 'match' || leaf.operator === 'notMatch') {
    const pattern = compilePattern(String(leaf.values[0] ?? ''))
    if (!pattern.ok) return { message: `The pattern cannot be used: ${pattern.message}`, part: { value: 0 } }
  }
  return leaf
}
