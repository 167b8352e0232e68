/**
 * Patterns that people write after `-match`, in time linear in the text (SEC-36): a Thompson automaton, all of whose
 * states are followed at once, so that no pattern can be made to run for ever.
 */
export type Pattern = { readonly matches: (text: string) => boolean }

type Compiled = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string }

type Test = (code: number) => boolean
type State =
  | { readonly is: 'char'; test: Test; to: number }
  | { readonly is: 'split'; to: number; or: number }
  /** The start, the end, the edge of a word, and where there is none. */
  | { readonly is: 'start' | 'end' | 'edge' | 'noEdge'; to: number }
  | { readonly is: 'match' }

const cache = new Map<string, Compiled>()

/** Compiles `text`, without regard to case; says what is wrong with a pattern it cannot take. */
export function compilePattern(text: string): Compiled {
  let known = cache.get(text)
  if (known === undefined) {
    if (cache.size > 1000) cache.clear()
    known = build(text)
    cache.set(text, known)
  }
  return known
}

class Refused extends Error {}

function build(text: string): Compiled {
  try {
    const builder = new Builder(text)
    return { ok: true, pattern: { matches: (subject) => run(builder.states, builder.first, subject) } }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message }
    throw error
  }
}

const mostStates = 4000

/** Something stands so many times at most, as RE2 has it. */
const mostTimes = 1000

/** How often something stands, as in `{2}`, `{2,}` or `{2,3}`; one that says it wrongly too. */
const count = /^\{(?=[\d,])(\d*)(,(\d*))?\}/

/** Builds the automaton from the end to the start: each part is given the state that follows it. */
class Builder {
  readonly states: State[] = [{ is: 'match' }]
  readonly first: number
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
    const tree = this.#alternatives(0)
    if (this.#at < text.length) throw new Refused('a bracket is closed that was never opened')
    this.first = tree(0)
  }

  #alternatives(depth: number): (next: number) => number {
    if (depth > 50) throw new Refused('it is nested too deeply')
    const branches = [this.#sequence(depth)]
    while (this.#text[this.#at] === '|') {
      this.#at++
      branches.push(this.#sequence(depth))
    }
    return (next) =>
      branches.map((branch) => branch(next)).reduce((or, to) => this.#add({ is: 'split', to: or, or: to }))
  }

  #sequence(depth: number): (next: number) => number {
    const parts: ((next: number) => number)[] = []
    while (this.#at < this.#text.length && !'|)'.includes(this.#text[this.#at] as string))
      parts.push(this.#repeated(depth))
    return (next) => parts.reduceRight((to, part) => part(to), next)
  }

  #repeated(depth: number): (next: number) => number {
    const once = this.#atom(depth)
    const bounds = this.#quantifier()
    if (bounds === null) return once
    const [least, most] = bounds
    if (this.#text[this.#at] === '?') this.#at++
    // Elsewhere `a++` never gives back what it took, or is nothing at all.
    if (this.#quantifier() !== null) throw new Refused('one count follows another: put brackets around the first')
    return (next) => {
      let to = next
      if (most === null) {
        const loop = this.#add({ is: 'split', to: 0, or: next }) as number
        ;(this.states[loop] as { to: number }).to = once(loop)
        to = loop
      } else for (let i = least; i < most; i++) to = this.#add({ is: 'split', to: once(to), or: next })
      for (let i = 0; i < least; i++) to = once(to)
      return to
    }
  }

  #quantifier(): readonly [number, number | null] | null {
    const c = this.#text[this.#at]
    if (c === '*' || c === '+' || c === '?') {
      this.#at++
      return c === '*' ? [0, null] : c === '+' ? [1, null] : [0, 1]
    }
    const counted = count.exec(this.#text.slice(this.#at))
    if (counted === null) return null
    this.#at += counted[0].length
    if (counted[1] === '') throw new Refused('a count says from how many on, like {0,3}')
    if ([counted[1], counted[3]].some((count) => Number(count ?? 0) > mostTimes))
      throw new Refused(`a count is ${mostTimes} at most`)
    const least = Number(counted[1])
    const most = counted[2] === undefined ? least : counted[3] ? Number(counted[3]) : null
    if (most !== null && most < least) throw new Refused('a count ends before it begins')
    return [least, most]
  }

  #atom(depth: number): (next: number) => number {
    const c = this.#text[this.#at++] as string
    if (c === '(') {
      if (this.#text[this.#at] === '?') {
        if (this.#text[this.#at + 1] !== ':') throw new Refused('look-around and named groups are not supported')
        this.#at += 2
      }
      const inside = this.#alternatives(depth + 1)
      if (this.#text[this.#at++] !== ')') throw new Refused('a bracket is never closed')
      return inside
    }
    if (c === '^' || c === '$') return (next) => this.#add({ is: c === '^' ? 'start' : 'end', to: next })
    if (c === '\\' && /[bB]/.test(this.#text[this.#at] ?? '')) {
      const is = this.#text[this.#at++] === 'b' ? 'edge' : 'noEdge'
      return (next) => this.#add({ is, to: next })
    }
    if ('*+?'.includes(c) || count.test(this.#text.slice(this.#at - 1))) throw new Refused(`nothing stands before ${c}`)
    const test = c === '.' ? (code: number) => code !== 10 : c === '[' ? this.#set() : testOf(this.#character(c))
    return (next) => this.#add({ is: 'char', test, to: next })
  }

  /** The character that begins here, written as it is or escaped, or what of a class of them is said. */
  #character(first: string): string | Test {
    if (first !== '\\') return first
    const c = this.#text[this.#at++]
    if (c === undefined) throw new Refused('it ends with a backslash')
    const known = classes[c.toLowerCase()]
    if (known !== undefined && 'dws'.includes(c.toLowerCase()))
      return c === c.toLowerCase() ? known : (code) => !known(code)
    const [written, digits] =
      /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(this.#text.slice(this.#at - 1))?.filter(Boolean) ?? []
    if (written !== undefined) {
      this.#at += written.length - 1
      return String.fromCharCode(Number.parseInt(digits as string, 16))
    }
    const control = ({ n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' } as Record<string, string>)[c]
    if (control === undefined && /[0-9a-z]/i.test(c)) throw new Refused(`\\${c} is not supported`)
    return control ?? c
  }

  #set(): Test {
    const isNot = this.#text[this.#at] === '^'
    if (isNot) this.#at++
    const tests: Test[] = []
    for (let isFirst = true; ; isFirst = false) {
      const c = this.#text[this.#at++]
      if (c === undefined) throw new Refused('a set is never closed')
      if (c === ']' && !isFirst) break
      if (c === '[' && this.#text[this.#at] === ':')
        throw new Refused('classes like [:alpha:] are not supported: write what they hold, like a-z')
      if (c === '-' && this.#text[this.#at] === '[' && !isFirst)
        throw new Refused('one set cannot be taken from another: write what is left')
      const from = this.#character(c)
      const next = this.#text[this.#at + 1]
      if (typeof from !== 'string' || this.#text[this.#at] !== '-' || next === undefined || next === ']') {
        tests.push(testOf(from))
        continue
      }
      this.#at += 2
      const to = this.#character(next)
      if (typeof to !== 'string') throw new Refused('a range ends with one character')
      if (to < from) throw new Refused('a range ends before it begins')
      tests.push(between(from, to))
    }
    return (code) => tests.some((test) => test(code)) !== isNot
  }

  #add(state: State): number {
    if (this.states.length >= mostStates) throw new Refused('it is too large')
    return this.states.push(state) - 1
  }
}

const classes: Readonly<Record<string, Test>> = {
  d: (code) => code >= 48 && code <= 57,
  w: (code) => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95,
  s: (code) => code === 32 || (code >= 9 && code <= 13) || code === 160,
}

const same = (c: string): Test => {
  const [lower, upper] = [c.toLowerCase().charCodeAt(0), c.toUpperCase().charCodeAt(0)]
  return (code) => code === lower || code === upper || code === c.charCodeAt(0)
}

const testOf = (read: string | Test): Test => (typeof read === 'string' ? same(read) : read)

const between = (from: string, to: string): Test => {
  const [a, b] = [from.charCodeAt(0), to.charCodeAt(0)]
  const inside = (code: number) => code >= a && code <= b
  return (code) => {
    const c = String.fromCharCode(code)
    return inside(code) || inside(c.toLowerCase().charCodeAt(0)) || inside(c.toUpperCase().charCodeAt(0))
  }
}

/** Whether a word begins or ends at a place of the text. */
function isEdge(text: string, at: number): boolean {
  const isOfWord = (index: number) =>
    index >= 0 && index < text.length && (classes['w'] as Test)(text.charCodeAt(index))
  return isOfWord(at - 1) !== isOfWord(at)
}

/** Follows all states at once: each character costs at most one visit to each state. */
function run(states: readonly State[], first: number, text: string): boolean {
  let current = new Set<number>()
  const follow = (from: number, at: number, into: Set<number>): boolean => {
    const open = [from]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (into.has(id)) continue
      into.add(id)
      const state = states[id] as State
      if (state.is === 'match') return true
      if (state.is === 'split') open.push(state.to, state.or)
      else if (state.is === 'start' && at === 0) open.push(state.to)
      else if (state.is === 'end' && at === text.length) open.push(state.to)
      else if ((state.is === 'edge' || state.is === 'noEdge') && isEdge(text, at) === (state.is === 'edge'))
        open.push(state.to)
    }
    return false
  }
  for (let at = 0; at <= text.length; at++) {
    // A match may begin anywhere.
    if (follow(first, at, current)) return true
    if (at === text.length) return false
    const next = new Set<number>()
    const code = text.charCodeAt(at)
    for (const id of current) {
      const state = states[id] as State
      if (state.is === 'char' && state.test(code) && follow(state.to, at + 1, next)) return true
    }
    current = next
  }
  return false
}
