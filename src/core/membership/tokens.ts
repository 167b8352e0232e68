import type { Span } from './rule.ts'

export type Token = Span & {
  readonly is: 'word' | 'text' | '(' | ')' | '[' | ']' | ',' | 'end'
  readonly value: string
}

export type RuleError = { readonly message: string; readonly at: Span; readonly suggestion?: string }

/** Words, quoted texts and brackets of a rule; a quote that is never closed is an error. */
export function tokensOf(text: string): readonly Token[] | RuleError {
  const tokens: Token[] = []
  let i = 0
  while (i < text.length) {
    const c = text[i] as string
    if (/\s/.test(c)) i++
    else if ('()[],'.includes(c)) tokens.push({ is: c as Token['is'], value: c, start: i, end: ++i })
    else if (c === '`' && text[i + 1] === '"') {
      // As it is published: `"Sales`" is the text in these quotes, quotes and all.
      const start = i
      const end = text.indexOf('`"', i + 2)
      if (end === -1) return { message: 'This quote is never closed', at: { start, end: text.length } }
      i = end + 2
      tokens.push({ is: 'text', value: `"${text.slice(start + 2, end)}"`, start, end: i })
    } else if (c === '"' || c === "'") {
      const start = i
      let value = ''
      i++
      for (;;) {
        if (i >= text.length) return { message: 'This quote is never closed', at: { start, end: text.length } }
        const d = text[i] as string
        if (d === c) {
          if (text[i + 1] !== c) break
          value += c
          i += 2
        } else if ((d === '`' || d === '\\') && (text[i + 1] === c || text[i + 1] === d)) {
          value += text[i + 1]
          i += 2
        } else {
          value += d
          i++
        }
      }
      tokens.push({ is: 'text', value, start, end: ++i })
    } else {
      const start = i
      while (i < text.length && !/^(?:[\s()[\],'"]|`")/.test(text.slice(i, i + 2))) i++
      tokens.push({ is: 'word', value: text.slice(start, i), start, end: i })
    }
  }
  tokens.push({ is: 'end', value: '', start: text.length, end: text.length })
  return tokens
}
