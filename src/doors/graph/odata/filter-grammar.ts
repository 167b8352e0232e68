import peg from 'peggy'
import { AppError } from '../../../errors.ts'
import { type Wanted, whatIsWrong } from './filter-words.ts'

/** A value as it was written; which of them a field takes is checked later. */
export type Literal =
  | { readonly is: 'text' | 'id' | 'instant'; readonly text: string }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'flag'; readonly flag: boolean }
  | { readonly is: 'null' }

/** A filter as it was written, with the character at which each part begins. */
export type Written =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Written[]; readonly at: number }
  | { readonly is: 'not'; readonly part: Written; readonly at: number }
  | { readonly is: 'compare'; readonly path: Path; readonly op: string; readonly value: Literal; readonly at: number }
  | { readonly is: 'in'; readonly path: Path; readonly values: readonly Literal[]; readonly at: number }
  | {
      readonly is: 'any' | 'all'
      readonly path: Path
      readonly item: string | null
      readonly where: Written | null
      readonly at: number
    }
type Path = readonly string[]

/** OData 4.01 §11.2.6.1, the part of it that Graph takes. */
const grammar = String.raw`
Filter = _ whole:Or _ { return whole }
Or = first:And more:(__ "or"i __ @And)* { return more.length === 0 ? first : { is: 'or', parts: [first, ...more], at: offset() } }
And = first:Not more:(__ "and"i __ @Not)* { return more.length === 0 ? first : { is: 'and', parts: [first, ...more], at: offset() } }
Not = "not"i End _ part:Not { return { is: 'not', part, at: offset() } } / Primary
Primary = "(" _ @Or _ ")" / Lambda / Function / In / Compare

Lambda = path:Path "/" is:("any"i / "all"i) _ "(" _ inner:Inner? _ ")" {
  return { is: is.toLowerCase(), path, item: inner?.[0] ?? null, where: inner?.[1] ?? null, at: offset() }
}
Inner = item:Name _ ":" _ where:Or { return [item, where] }
Function = op:("startsWith"i / "endsWith"i / "contains"i) _ "(" _ path:Path _ "," _ value:Text _ ")" truth:(__ "eq"i __ @Flag)? {
  const found = { is: 'compare', path, op: op.toLowerCase(), value, at: offset() }
  return truth?.flag === false ? { is: 'not', part: found, at: offset() } : found
}
In = path:Path __ "in"i _ "(" _ first:Literal more:(_ "," _ @Literal)* _ ")" { return { is: 'in', path, values: [first, ...more], at: offset() } }
Compare = path:Path __ op:("eq"i / "ne"i / "gt"i / "ge"i / "lt"i / "le"i) __ value:Literal { return { is: 'compare', path, op: op.toLowerCase(), value, at: offset() } }

Path = first:Name more:("/" !(("any"i / "all"i) _ "(") @(Name / "$count"))* { return [first, ...more] }
Name "a field" = $([A-Za-z_] [A-Za-z0-9_]*)

Literal "a value" = @(Text / Null / Flag / Id / Instant / Number) End
Text = "'" letters:("''" { return "'" } / [^'])* "'" { return { is: 'text', text: letters.join('') } }
Null = "null" { return { is: 'null' } }
Flag = flag:("true"i / "false"i) { return { is: 'flag', flag: flag.toLowerCase() === 'true' } }
Id = text:$(H8 "-" H4 "-" H4 "-" H4 "-" H4 H8) { return { is: 'id', text: text.toLowerCase() } }
Instant = text:$(D D D D "-" D D "-" D D ("T"i D D ":" D D (":" D D ("." D+)?)? ("Z"i / [+-] D D ":" D D)?)?) { return { is: 'instant', text } }
Number = text:$("-"? D+ ("." D+)?) { return { is: 'number', number: Number(text) } }
End = ![A-Za-z0-9_.:-]
D = [0-9]
H4 = H H H H
H8 = H4 H4
H = [0-9a-fA-F]
_ = [ \t]*
__ = [ \t]+
`

// What was tried at a place is remembered, so that no text takes longer than its length.
const parser = peg.generate(grammar, { cache: true })

/** How long and how deep a filter may be. */
const longest = 4096
const deepest = 20

/** Reads a filter; throws `request.invalid` with the character at which it cannot be read. */
export function parseFilter(text: string): Written {
  if (text.length > longest) throw refused(longest, `at most ${longest} characters`)
  mustBeShallow(text)
  const found = tried(text)
  if ('filter' in found) return found.filter
  // What has to stand behind a space shows where there is one.
  const further = found.at === text.length ? tried(`${text} `) : found
  throw refused(found.at, whatIsWrong(text, found.at, 'filter' in further ? found.wanted : further.wanted))
}

type Tried = { readonly filter: Written } | { readonly at: number; readonly wanted: readonly Wanted[] }

function tried(text: string): Tried {
  try {
    return { filter: parser.parse(text) as Written }
  } catch (error) {
    const { location, expected } = error as { location?: { start: { offset: number } }; expected?: Wanted[] | null }
    return { at: location?.start.offset ?? 0, wanted: expected ?? [] }
  }
}

/** What is wrong with a filter, and at which character. */
export function refused(at: number, hint: string): AppError {
  return new AppError('request.invalid', { field: '$filter', at, hint })
}

/** Parentheses and `not` are all that nests. */
function mustBeShallow(text: string): void {
  let open = 0
  let nots = 0
  for (const { 0: token, index } of text.matchAll(/'(?:[^']|'')*'|[()]|\bnot\b/gi)) {
    if (token === '(') open += 1
    else if (token === ')') open -= 1
    else if (token.toLowerCase() === 'not') nots += 1
    if (open > deepest || nots > 100) throw refused(index, `nested deeper than ${deepest}`)
  }
}
