import { nearest } from '../nearest.ts'
import { compilePattern } from './pattern.ts'
import { type Leaf, type Literal, type Operator, properties, propertyNamed, type Rule, type Span } from './rule.ts'
import { type RuleError, type Token, tokensOf } from './tokens.ts'

export type Parsed = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly error: RuleError }

/** The longest rule, in characters, and the deepest nesting. */
const longest = 3072
const deepest = 64

const operators = new Map<string, Operator>(
  (
    [
      'eq',
      'ne',
      'startsWith',
      'notStartsWith',
      'contains',
      'notContains',
      'match',
      'notMatch',
      'in',
      'notIn',
      'ge',
      'le',
      'gt',
      'lt',
    ] as const
  ).map((name) => [name.toLowerCase(), name]),
)

/**
 * The rule a text says, or where and why it says none. Comparisons bind tightest, then `-not`, `-and`, `-or`; the dash
 * before an operator may be left out; everything is without regard to case. Never throws.
 */
export function parseRule(text: string): Parsed {
  if (text.length > longest)
    return {
      ok: false,
      error: { message: `A rule has at most ${longest} characters`, at: { start: longest, end: text.length } },
    }
  const tokens = tokensOf(text)
  if (!Array.isArray(tokens)) return { ok: false, error: tokens as RuleError }
  const parser = new Parser(tokens as readonly Token[])
  const rule = parser.whole()
  return parser.error === null && rule !== null
    ? { ok: true, rule }
    : { ok: false, error: parser.error ?? { message: 'The rule is empty', at: { start: 0, end: text.length } } }
}

class Parser {
  error: RuleError | null = null
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  /** Set inside `-any ( … )`: the item stands as `_`, its fields as `item.field`. */
  #item: string | null = null

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Rule | null {
    if (this.#next.is === 'end') return this.#fail('The rule is empty', this.#next)
    const rule = this.#or()
    const rest: Token = this.#next
    return rule !== null && rest.is !== 'end' ? this.#fail(`Here -and or -or is wanted, not ${say(rest)}`, rest) : rule
  }

  #or(): Rule | null {
    return this.#chain('or', () => this.#and())
  }

  #and(): Rule | null {
    return this.#chain('and', () => this.#not())
  }

  #chain(kind: 'and' | 'or', operand: () => Rule | null): Rule | null {
    const parts: Rule[] = []
    do {
      const part = operand()
      if (part === null) return null
      parts.push(part)
    } while (this.#takeWord(kind))
    const [first] = parts
    return parts.length === 1
      ? (first as Rule)
      : { kind, parts, span: { start: (first as Rule).span.start, end: (parts.at(-1) as Rule).span.end } }
  }

  #not(): Rule | null {
    const start = this.#next
    if (!this.#takeWord('not')) return this.#primary()
    return this.#deeper(start, () => {
      const part = this.#not()
      return part === null ? null : { kind: 'not', part, span: { start: start.start, end: part.span.end } }
    })
  }

  #primary(): Rule | null {
    const token = this.#next
    if (token.is === '(') {
      this.#at++
      return this.#deeper(token, () => {
        const rule = this.#or()
        return rule !== null && this.#take(')', 'This bracket is never closed', token) ? rule : null
      })
    }
    if (token.is !== 'word')
      return this.#fail(`Here a property like user.department is wanted, not ${say(token)}`, token)
    if (token.value.toLowerCase() === 'direct') return this.#directReports()
    return this.#comparison()
  }

  /** `Direct Reports for "<manager id>"` stands alone. */
  #directReports(): Rule | null {
    const start = this.#next
    this.#at++
    if (!this.#takeWord('reports') || !this.#takeWord('for'))
      return this.#fail('Write: Direct Reports for "<id of the manager>"', start)
    const id = this.#next
    if (id.is !== 'text') return this.#fail('The id of the manager is wanted here, in quotes', id)
    this.#at++
    return {
      kind: 'directReports',
      managerId: id.value.replace(/[{}]/g, '').toLowerCase(),
      span: { start: start.start, end: id.end },
    }
  }

  #comparison(): Rule | null {
    const token = this.#next
    this.#at++
    const property = this.#property(token)
    if (property === null) return null
    const word = this.#next
    const name = word.is === 'word' ? word.value.replace(/^-/, '').toLowerCase() : ''
    if (name === 'any' || name === 'all') return this.#collection(token, property, name)
    const operator = operators.get(name)
    if (operator === undefined) {
      const near = nearest(name, [...operators.values(), 'any', 'all'], 2)
      return this.#fail(
        `Here an operator like -eq is wanted, not ${say(word)}`,
        word,
        near === null ? undefined : `-${near}`,
      )
    }
    this.#at++
    const values = operator === 'in' || operator === 'notIn' ? this.#list() : this.#single()
    if (values === null) return null
    const leaf: Leaf = { kind: 'leaf', property, operator, values, span: { start: token.start, end: this.#last.end } }
    return this.#checked(leaf, token)
  }

  #property(token: Token): string | null {
    const [owner = '', ...rest] = token.value.split('.')
    const name = rest.join('.')
    if (this.#item !== null) {
      if (token.value === '_') return '_'
      if (owner.toLowerCase() === this.#item && name !== '') return name
      if (name === '' && ['service', 'serviceplanid', 'capabilitystatus'].includes(owner.toLowerCase())) return owner
    }
    if (owner.toLowerCase() === 'device')
      return this.#fail('Rules about devices are for groups of devices; this group is of people', token)
    if (owner.toLowerCase() !== 'user' || name === '')
      return this.#fail(
        `A property begins with user., like user.department; this is ${say(token)}`,
        token,
        propertyNamed(token.value) === null ? undefined : `user.${propertyNamed(token.value)}`,
      )
    if (name.toLowerCase() === 'memberof') return 'memberOf'
    const known = propertyNamed(name)
    if (known !== null) return known
    const near = nearest(name, Object.keys(properties), 3)
    return this.#fail(`There is no property user.${name}`, token, near === null ? undefined : `user.${near}`)
  }

  #collection(token: Token, property: string, kind: 'any' | 'all'): Rule | null {
    this.#at++
    const open = this.#next
    if (!this.#take('(', `After -${kind} a bracket is wanted`, open)) return null
    if (property === 'memberOf') return this.#memberOf(token, open)
    if (!['strings', 'plans'].includes(properties[property] ?? ''))
      return this.#fail(`user.${property} holds one value; -${kind} is for those that hold many`, token)
    const outer = this.#item
    this.#item = properties[property] === 'plans' ? 'assignedplan' : '_'
    const inner = this.#deeper(open, () => this.#or())
    this.#item = outer
    if (inner === null || !this.#take(')', 'This bracket is never closed', open)) return null
    return { kind, property, inner, span: { start: token.start, end: this.#last.end } }
  }

  /** `user.memberOf -any (group.objectId -in ['…'])`. */
  #memberOf(token: Token, open: Token): Rule | null {
    const what = this.#next
    this.#at++
    if (what.value.toLowerCase() !== 'group.objectid' || !this.#takeWord('in'))
      return this.#fail("Write: user.memberOf -any (group.objectId -in ['<id>'])", what)
    const list = this.#list()
    if (list === null || !this.#take(')', 'This bracket is never closed', open)) return null
    return {
      kind: 'memberOf',
      groupIds: list.map((id) => String(id).toLowerCase()),
      span: { start: token.start, end: this.#last.end },
    }
  }

  #list(): readonly Literal[] | null {
    const open = this.#next
    if (!this.#take('[', 'A list in square brackets is wanted here', open)) return null
    const values: Literal[] = []
    do {
      const one = this.#single()
      if (one === null) return null
      values.push(...one)
    } while (this.#takeMark(','))
    return this.#take(']', 'This list is never closed', open) ? values : null
  }

  #single(): readonly Literal[] | null {
    const token = this.#next
    if (token.is === 'text') {
      this.#at++
      return [token.value]
    }
    const word = token.is === 'word' ? token.value.toLowerCase() : ''
    if (word === 'system.now') {
      this.#at++
      const sign = this.#takeWord('plus') ? 1 : this.#takeWord('minus') ? -1 : 0
      if (sign === 0) return [{ daysFromNow: 0 }]
      const span = /^p(\d+)d$/i.exec(this.#next.value)
      if (span === null) return this.#fail('A number of days is wanted here, like p30d', this.#next)
      this.#at++
      return [{ daysFromNow: sign * Number(span[1]) }]
    }
    if (!['null', 'true', 'false'].includes(word))
      return this.#fail(
        `A value is wanted here, in quotes, not ${say(token)}`,
        token,
        token.is === 'word' ? `"${token.value}"` : undefined,
      )
    this.#at++
    return [word === 'null' ? null : word === 'true']
  }

  /** What type each side has, and whether they can be compared. */
  #checked(leaf: Leaf, token: Token): Rule | null {
    const type = leaf.property === '_' || this.#item !== null ? 'string' : (properties[leaf.property] ?? 'string')
    const isDateOperator = ['ge', 'le', 'gt', 'lt'].includes(leaf.operator)
    if (type === 'strings' || type === 'plans')
      return this.#fail(`user.${leaf.property} holds many values; use -any or -all`, token)
    if (type === 'date') {
      const values = leaf.values.map((value) => (typeof value === 'string' ? dateOf(value) : value))
      if (values.includes(undefined as never) || leaf.values.some((value) => typeof value === 'boolean'))
        return this.#fail('A date is wanted here, like "2030-01-31T00:00:00Z"', token)
      return { ...leaf, values: values as readonly Literal[] }
    }
    if (isDateOperator) return this.#fail(`-${leaf.operator} compares dates, and user.${leaf.property} is none`, token)
    if (
      type === 'boolean' &&
      !(
        leaf.values.every((value) => typeof value === 'boolean' || value === null) &&
        ['eq', 'ne', 'in', 'notIn'].includes(leaf.operator)
      )
    )
      return this.#fail(`user.${leaf.property} is true or false: compare it by -eq or -ne with one of them`, token)
    if (
      type === 'string' &&
      leaf.values.some((value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null))
    )
      return this.#fail(`user.${leaf.property} is a text: compare it with a text in quotes`, token)
    if (leaf.operator === 'match' || leaf.operator === 'notMatch') {
      const pattern = compilePattern(String(leaf.values[0] ?? ''))
      if (!pattern.ok) return this.#fail(`The pattern cannot be used: ${pattern.message}`, token)
    }
    return leaf
  }

  #deeper(at: Token, work: () => Rule | null): Rule | null {
    if (++this.#depth > deepest) return this.#fail('The rule is nested too deeply', at)
    const rule = work()
    this.#depth--
    return rule
  }

  get #next(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token
  }

  get #last(): Token {
    return this.#tokens[this.#at - 1] as Token
  }

  #takeWord(word: string): boolean {
    const { is, value } = this.#next
    if (is !== 'word' || value.replace(/^-/, '').toLowerCase() !== word) return false
    this.#at++
    return true
  }

  #takeMark(mark: Token['is']): boolean {
    if (this.#next.is !== mark) return false
    this.#at++
    return true
  }

  #take(mark: Token['is'], message: string, at: Span): boolean {
    if (this.#takeMark(mark)) return true
    this.#fail(message, at)
    return false
  }

  #fail(message: string, at: Span, suggestion?: string): null {
    this.error ??= {
      message,
      at: { start: at.start, end: Math.max(at.end, at.start) },
      ...(suggestion === undefined ? {} : { suggestion }),
    }
    return null
  }
}

const say = (token: Token) => (token.is === 'end' ? 'the end' : `“${token.value}”`)

/** Milliseconds of an ISO 8601 instant in UTC, by the calendar's arithmetic; undefined when it is none. */
function dateOf(text: string): Literal | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z)?$/i.exec(text)
  if (parts === null) return undefined
  const [, y, m, d, h = '0', min = '0', sec = '0'] = parts
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  // Days from the civil calendar, with March as the first month (Howard Hinnant's method).
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const yearOfEra = shifted - era * 400
  const days =
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  return { date: ((days * 24 + Number(h)) * 60 + Number(min)) * 60_000 + Number(sec) * 1000, text }
}
