import { nearest } from '../nearest.ts'
import { comparable } from './comparable.ts'
import { type Leaf, type Operator, properties, propertyNamed, type Rule } from './rule.ts'
import { dash, say, TokenReader } from './token-reader.ts'
import { type RuleError, type Token, tokensOf } from './tokens.ts'
import { readList, readValue } from './values.ts'

export type Parsed = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly error: RuleError }

/** The longest rule, in characters. */
const longest = 3072

const operators = new Map<string, Operator>(
  (
    [
      'eq',
      'ne',
      'startsWith',
      'notStartsWith',
      'endsWith',
      'notEndsWith',
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
  const reader = new TokenReader(tokens as readonly Token[])
  const rule = new Parser(reader).whole()
  return reader.error === null && rule !== null
    ? { ok: true, rule }
    : { ok: false, error: reader.error ?? { message: 'The rule is empty', at: { start: 0, end: text.length } } }
}

/** The grammar: each method reads one kind of part, and gives null where an error was noted. */
class Parser {
  readonly #tokens: TokenReader
  /** Set inside `-any ( … )`: the item stands as `_`, its fields as `item.field`. */
  #item: string | null = null

  constructor(tokens: TokenReader) {
    this.#tokens = tokens
  }

  whole(): Rule | null {
    if (this.#tokens.next.is === 'end') return this.#tokens.fail('The rule is empty', this.#tokens.next)
    const rule = this.#or()
    const rest: Token = this.#tokens.next
    return rule !== null && rest.is !== 'end'
      ? this.#tokens.fail(`Here -and or -or is wanted, not ${say(rest)}`, rest)
      : rule
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
    } while (this.#tokens.takeWord(kind))
    const [first] = parts
    return parts.length === 1
      ? (first as Rule)
      : { kind, parts, span: { start: (first as Rule).span.start, end: (parts.at(-1) as Rule).span.end } }
  }

  #not(): Rule | null {
    const start = this.#tokens.next
    if (!this.#tokens.takeWord('not')) return this.#primary()
    return this.#tokens.deeper(start, () => {
      const part = this.#not()
      return part === null ? null : { kind: 'not', part, span: { start: start.start, end: part.span.end } }
    })
  }

  #primary(): Rule | null {
    const token = this.#tokens.next
    if (token.is === '(') {
      this.#tokens.skip()
      return this.#tokens.deeper(token, () => {
        const rule = this.#or()
        return rule !== null && this.#tokens.take(')', 'This bracket is never closed', token) ? rule : null
      })
    }
    if (token.is !== 'word')
      return this.#tokens.fail(`Here a property like user.department is wanted, not ${say(token)}`, token)
    if (this.#item === null && token.value.toLowerCase() === 'direct') return this.#directReports()
    return this.#comparison()
  }

  /** `Direct Reports for "<manager id>"` stands alone. */
  #directReports(): Rule | null {
    const start = this.#tokens.next
    this.#tokens.skip()
    if (!this.#tokens.takeWord('reports') || !this.#tokens.takeWord('for'))
      return this.#tokens.fail('Write: Direct Reports for "<id of the manager>"', start)
    const id = this.#tokens.next
    if (id.is !== 'text') return this.#tokens.fail('The id of the manager is wanted here, in quotes', id)
    this.#tokens.skip()
    const managerId = id.value.replace(/[{}]/g, '').toLowerCase()
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(managerId))
      return this.#tokens.fail('This is not the id of a person', id)
    return {
      kind: 'directReports',
      managerId,
      span: { start: start.start, end: id.end },
    }
  }

  #comparison(): Rule | null {
    const token = this.#tokens.next
    this.#tokens.skip()
    const property = this.#property(token)
    if (property === null) return null
    const word = this.#tokens.next
    const name = word.is === 'word' ? word.value.replace(dash, '').toLowerCase() : ''
    if (name === 'any' || name === 'all') return this.#collection(token, property, name)
    if (property === 'memberOf') return this.#tokens.fail(asMemberOf, word)
    const operator = operators.get(name)
    if (operator === undefined) {
      const near = nearest(name, [...operators.values(), 'any', 'all'], 2)
      return this.#tokens.fail(
        `Here an operator like -eq is wanted, not ${say(word)}`,
        word,
        near === null ? undefined : `-${near}`,
      )
    }
    this.#tokens.skip()
    const isOfList = operator === 'in' || operator === 'notIn'
    const placed = isOfList ? readList(this.#tokens) : one(readValue(this.#tokens))
    if (placed === null) return null
    const values = placed.map(({ value }) => value)
    const leaf: Leaf = {
      kind: 'leaf',
      property,
      operator,
      values,
      span: { start: token.start, end: this.#tokens.last.end },
    }
    const isOfMany = this.#item === null && properties[property] === 'strings' && !values.includes(null)
    const called = this.#item === null ? `user.${property}` : property === '_' ? '_' : `assignedPlan.${property}`
    const checked = comparable(isOfMany ? { ...leaf, property: '_' } : leaf, called, this.#item !== null)
    if ('message' in checked) {
      const at = { property: token, operator: word }
      const { message, part } = checked
      return this.#tokens.fail(message, typeof part === 'string' ? at[part] : (placed[part.value]?.span ?? word))
    }
    return isOfMany ? ofMany(property, checked) : checked
  }

  #property(token: Token): string | null {
    const [owner = '', ...rest] = token.value.split('.')
    const name = rest.join('.')
    if (this.#item !== null) return this.#ofItem(token, name === '' ? owner : name)
    if (owner.toLowerCase() === 'device')
      return this.#tokens.fail('Rules about devices are for groups of devices; this group is of people', token)
    if (owner.toLowerCase() !== 'user' || name === '')
      return this.#tokens.fail(
        `A property begins with user., like user.department; this is ${say(token)}`,
        token,
        propertyNamed(token.value) === null ? undefined : `user.${propertyNamed(token.value)}`,
      )
    if (name.toLowerCase() === 'memberof') return 'memberOf'
    const known = propertyNamed(name)
    if (known !== null) return known
    const near = nearest(name, Object.keys(properties), 3)
    return this.#tokens.fail(`There is no property user.${name}`, token, near === null ? undefined : `user.${near}`)
  }

  /** Within the brackets of `-any` and `-all`: the item, or what stands in it. Of the person nothing can be asked there. */
  #ofItem(token: Token, name: string): string | null {
    if (this.#item === '_')
      return token.value === '_'
        ? '_'
        : this.#tokens.fail(`There is no ${token.value} here: each value is called _`, token)
    const owner = token.value.toLowerCase().split('.')[0]
    const isBare = !token.value.includes('.')
    const known = planFields.find((one) => one.toLowerCase() === name.toLowerCase())
    if (known !== undefined && (isBare || owner === this.#item)) return known
    const near = nearest(name, planFields, 3)
    return this.#tokens.fail(
      `There is no ${token.value} here: a plan has ${planFields.join(', ')}`,
      token,
      near === null ? undefined : `assignedPlan.${near}`,
    )
  }

  #collection(token: Token, property: string, kind: 'any' | 'all'): Rule | null {
    this.#tokens.skip()
    const open = this.#tokens.next
    if (!this.#tokens.take('(', `After -${kind} a bracket is wanted`, open)) return null
    if (property === 'memberOf')
      return kind === 'any' ? this.#memberOf(token, open) : this.#tokens.fail(asMemberOf, token)
    if (!['strings', 'plans'].includes(properties[property] ?? ''))
      return this.#tokens.fail(`${token.value} holds one value; -${kind} is for those that hold many`, token)
    const outer = this.#item
    this.#item = properties[property] === 'plans' ? 'assignedplan' : '_'
    const inner = this.#tokens.deeper(open, () => this.#or())
    this.#item = outer
    if (inner === null || !this.#tokens.take(')', 'This bracket is never closed', open)) return null
    return { kind, property, inner, span: { start: token.start, end: this.#tokens.last.end } }
  }

  /** `user.memberOf -any (group.objectId -in ['…'])`. */
  #memberOf(token: Token, open: Token): Rule | null {
    const what = this.#tokens.next
    this.#tokens.skip()
    if (what.value.toLowerCase() !== 'group.objectid' || !this.#tokens.takeWord('in'))
      return this.#tokens.fail(asMemberOf, what)
    const list = readList(this.#tokens)
    if (list === null) return null
    const wrong = list.find(({ value }) => typeof value !== 'string')
    if (wrong !== undefined) return this.#tokens.fail('Ids of groups are wanted here, in quotes', wrong.span)
    if (!this.#tokens.take(')', 'This bracket is never closed', open)) return null
    return {
      kind: 'memberOf',
      groupIds: list.map(({ value }) => String(value).toLowerCase()),
      span: { start: token.start, end: this.#tokens.last.end },
    }
  }
}

const one = <T>(of: T | null): readonly T[] | null => (of === null ? null : [of])

const asMemberOf = "Write: user.memberOf -any (group.objectId -in ['<id>'])"

/** What stands in each of a person's plans. */
const planFields = ['servicePlanId', 'service', 'capabilityStatus']

const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
}

/** A comparison of a property that holds many: one of them is enough, and where it must not be so, none may be. */
function ofMany(property: string, leaf: Leaf): Rule {
  const { span } = leaf
  const opposite = opposites[leaf.operator]
  const any: Rule = {
    kind: 'any',
    property,
    inner: opposite === undefined ? leaf : { ...leaf, operator: opposite },
    span,
  }
  return opposite === undefined ? any : { kind: 'not', part: any, span }
}
