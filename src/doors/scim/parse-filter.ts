import { type Filter, parse } from 'scim2-parse-filter'
import type { Operator } from '../../store/scim-conditions.ts'
import { isStorable } from './document.ts'
import { mostFilter, mostFilterParts } from './limits.ts'
import { refused } from './scim-error.ts'

/** A filter as it was written (RFC 7644 §3.4.2.2), values in their JSON types. */
export type Ast =
  | { readonly op: 'and'; readonly filters: readonly Ast[] }
  | { readonly op: 'or'; readonly filters: readonly Ast[] }
  | { readonly op: 'not'; readonly filter: Ast }
  | { readonly op: '[]'; readonly attrPath: string; readonly valFilter: Ast }
  | { readonly op: 'pr'; readonly attrPath: string }
  | { readonly op: Operator; readonly attrPath: string; readonly compValue: string | number | boolean | null }

/** The filter, bounded in length, parts and depth; throws `invalidFilter`. */
export function parseFilter(text: string): Ast {
  if (text.length > mostFilter) throw refused('invalidFilter', `a filter has at most ${mostFilter} characters`)
  // The parser's own reading of texts knows no JSON escapes: it gets numbers in their place.
  const texts: string[] = []
  const shape = text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) => {
    texts.push(quoted)
    return `"${texts.length - 1}"`
  })
  try {
    // `emails[type eq "work"].value eq "x"` is about one and the same value: the mark tells it from two conditions.
    const ast = parse(shape.replace(/\]\.(\w+)/g, `].$1.${mark}`))
    return joined(ast, texts.map(jsonText), 0, { parts: 0 })
  } catch (error) {
    throw refused('invalidFilter', `the filter cannot be read: ${(error as Error).message.slice(0, 200)}`)
  }
}

const mark = 'of-the-same'

function jsonText(quoted: string): string {
  const text = JSON.parse(quoted) as string
  if (!isStorable(text)) throw new Error('a text holds control characters')
  return text
}

function joined(ast: Filter, texts: readonly string[], depth: number, count: { parts: number }): Ast {
  count.parts += 1
  if (count.parts > mostFilterParts || depth > 16) throw new Error('it has too many parts')
  const next = (one: Filter) => joined(one, texts, depth + 1, count)
  if (ast.op === 'and' || ast.op === 'or') {
    const filters = (ast as { filters: Filter[] }).filters
    const [first, second] = filters as [Filter, Filter | undefined]
    const ofSame = second !== undefined && 'attrPath' in second && second.attrPath.endsWith(`.${mark}`)
    if (!ofSame || first.op !== '[]') return { op: ast.op, filters: filters.map(next) }
    const { attrPath, valFilter } = first as { attrPath: string; valFilter: Filter }
    const sub = second.attrPath.slice(attrPath.length + 1, -mark.length - 1)
    return {
      op: '[]',
      attrPath,
      valFilter: { op: 'and', filters: [next(valFilter), next({ ...second, attrPath: sub } as Filter)] },
    }
  }
  if (ast.op === 'not') return { op: 'not', filter: next((ast as { filter: Filter }).filter) }
  const { attrPath } = ast as { attrPath: string }
  if (attrPath.endsWith(`.${mark}`)) throw new Error(`unexpected ${attrPath.slice(0, -mark.length - 1)}`)
  if (ast.op === '[]') return { op: '[]', attrPath, valFilter: next((ast as { valFilter: Filter }).valFilter) }
  if (ast.op === 'pr') return { op: 'pr', attrPath }
  const { op, compValue } = ast as { op: Operator; compValue: string | number | boolean | null }
  return { op, attrPath, compValue: typeof compValue === 'string' ? (texts[Number(compValue)] as string) : compValue }
}
