import type { Span } from './rule.ts'
import type { RuleError, Token } from './tokens.ts'

/** Before an operator; word processors and published examples make longer ones of it. */
export const dash = /^[-–—]/

/** The deepest nesting of a rule. */
const deepest = 64

/** Reads tokens one after the other, and keeps the first error and how deep the rule is nested. */
export class TokenReader {
  error: RuleError | null = null
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** What work gives, one level deeper; null where that is too deep. */
  deeper<T>(at: Token, work: () => T | null): T | null {
    if (++this.#depth > deepest) return this.fail('The rule is nested too deeply', at)
    const result = work()
    this.#depth--
    return result
  }

  /** The token to be read; at the end, the end. */
  get next(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token
  }

  /** The token read last. */
  get last(): Token {
    return this.#tokens[this.#at - 1] as Token
  }

  skip(): void {
    this.#at++
  }

  /** Whether the next token is this word, whatever its case and with or without a dash before it; if so, it is read. */
  takeWord(word: string): boolean {
    const { is, value } = this.next
    if (is !== 'word' || value.replace(dash, '').toLowerCase() !== word) return false
    this.#at++
    return true
  }

  takeMark(mark: Token['is']): boolean {
    if (this.next.is !== mark) return false
    this.#at++
    return true
  }

  /** The same, and an error where it is another token. */
  take(mark: Token['is'], message: string, at: Span): boolean {
    if (this.takeMark(mark)) return true
    this.fail(message, at)
    return false
  }

  /** Notes the error unless there is one, and gives null. */
  fail(message: string, at: Span, suggestion?: string): null {
    this.error ??= {
      message,
      at: { start: at.start, end: Math.max(at.end, at.start) },
      ...(suggestion === undefined ? {} : { suggestion }),
    }
    return null
  }
}

/** The token as it stands in a message. */
export function say(token: Token): string {
  return token.is === 'end' ? 'the end' : `“${token.value}”`
}
