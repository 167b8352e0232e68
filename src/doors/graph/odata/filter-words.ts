/** What a grammar of peggy would have taken at a place. */
export type Wanted = { readonly type: string; readonly text?: string; readonly description?: string }

/** What is wrong with a filter, in plain words: what is wanted, and where. `wanted` is what would have been taken at `at`. */
export function whatIsWrong(text: string, at: number, wanted: readonly Wanted[]): string {
  const doubled = quoteWithin(text, at)
  if (doubled !== null) return `a quote within a text is doubled: ${doubled}`
  if (isOpenQuote(text, at)) return 'this quote is never closed'
  const what = inWords(wanted)
  const before = /(\S{1,40})\s*$/.exec(text.slice(0, at))?.[1]
  const after = before === undefined ? '' : ` after \`${before}\``
  if (text.slice(at).trim() === '') return `it ends too early${after}: ${what} is wanted`
  const found = /^\S{1,40}/.exec(text.slice(at).trimStart())?.[0]
  const advice = wanted.some(({ description }) => description === 'a value') ? '; texts stand in single quotes' : ''
  return `${what} is wanted${after}, at character ${at}, and there is \`${found}\`${advice}`
}

/** The text there as it is meant where a quote ends it within a word, as `'O'Brien'`; null where none does. */
function quoteWithin(text: string, at: number): string | null {
  for (const { 0: whole, 1: first = '', 2: more = '', index } of text.matchAll(
    /'((?:[^']|'')*)'(?=([\p{L}\p{N}][^']{0,60})?)/gu,
  ))
    if (more !== '' && index <= at && at <= index + whole.length + more.length) return `'${first}''${more}'`
  return null
}

/** Whether a text begins there that does not end. */
function isOpenQuote(text: string, at: number): boolean {
  return text[at] === "'" && !/^'(?:[^']|'')*'(?!')/.test(text.slice(at))
}

function inWords(wanted: readonly Wanted[]): string {
  const texts = wanted.map(({ type, text, description }) =>
    type === 'end' ? 'nothing more' : (description ?? text ?? ''),
  )
  const isCondition = texts.includes('startsWith')
  const isOperator = texts.includes('eq')
  const rest = texts
    .filter((one) => one !== '' && one !== '/' && !spoken.has(one))
    .map((one) => (/^\w+ /.test(one) ? one : `\`${one}\``))
  const all = [
    ...(isCondition ? ["a condition such as `displayName eq 'x'`"] : []),
    ...(isOperator && !isCondition ? ['an operator such as `eq`'] : []),
    ...(isCondition ? [] : rest),
  ]
  return all.length === 0
    ? 'a space'
    : all.length === 1
      ? String(all[0])
      : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

/** What is said together as a condition or an operator. */
const spoken: ReadonlySet<string> = new Set([
  ...['not', 'contains', 'endsWith', 'startsWith'],
  ...['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in'],
])
