import { nameKey } from '../src/core/naming/sign-in-name.ts'

/** What we count beyond Unicode: letters drawn like a Latin one in most of what a name is shown in. */
const alsoDrawnAlike: Readonly<Record<string, string>> = {
  d: 'ɗժ',
  f: 'ғ',
  j: 'ȷ',
  k: 'ҝ',
  l: 'լɫ',
  n: 'ηп',
  o: 'ඬ',
  t: 'ե',
  u: 'ц',
  w: 'ω',
  z: 'ʐ',
}

/** A letter of words that are written in ASCII otherwise: `groß` is not `grob`, though `β` is both. */
const apart = 'ß'

const small = [...'abcdefghijklmnopqrstuvwxyz']
const signs = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i))

/**
 * What each character looks like that a name can hold once it is normalised (NFKC, NFD): a small letter or sign what stands for all
 * that are drawn like one thing, ASCII before anything else; a capital the small Latin letter whose capital it is drawn like.
 */
export function looksOf(prototypes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const drawnAs = (letter: string) => prototypes.get(letter) ?? letter
  const letters = new Map<string, string>()
  const put = (drawn: string, letter: string) => void (letters.has(drawn) || letters.set(drawn, letter))
  for (const letter of small) put(drawnAs(letter), letter)
  const capitals = new Map(letters)
  // A capital I is drawn like a small l: what looks like either is told by its small letter.
  capitals.delete(drawnAs('I'))
  for (const letter of small) {
    const drawn = drawnAs(letter.toUpperCase())
    if (letter !== 'i') capitals.set(drawn, letter)
    put(drawn, letter)
  }
  for (const sign of signs) put(drawnAs(sign), sign)
  for (const [letter, others] of Object.entries(alsoDrawnAlike)) for (const other of others) put(drawnAs(other), letter)
  // Small letters whose capitals are drawn like a Latin one count, with all that they are drawn like.
  const lend = (letter: string, drawn: string) => {
    const capital = letter.toUpperCase()
    const known = capital === letter || !/^\p{L}$/u.test(letter) ? undefined : capitals.get(drawnAs(capital))
    if (known !== undefined) put(drawn, known)
  }
  for (const [one, drawn] of prototypes) lend(one, drawn)
  for (const drawn of prototypes.values()) lend(drawn, drawn)
  for (const one of prototypes.keys()) if (isCapital(one)) lend(one.toLowerCase(), drawnAs(one.toLowerCase()))

  const lookOf = (letter: string): string => {
    if (letter === apart) return letter
    const known = letters.get(drawnAs(letter))
    if (known !== undefined) return known
    const drawn = nameKey(drawnAs(letter)).normalize('NFD')
    return Array.from(drawn, (one) => (one === letter || isPlain(one) ? one : lookOf(one))).join('')
  }
  const met = [...new Set([...prototypes.keys(), ...letters.keys()])].filter((one) => !isPlain(one) && isMet(one))
  return new Map(
    met
      .map((one) => [one, isCapital(one) ? (capitals.get(drawnAs(one)) ?? one) : lookOf(one)] as const)
      .filter(([one, look]) => one !== look)
      .sort(([a], [b]) => codeOf(a) - codeOf(b)),
  )
}

const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text)
const isCapital = (letter: string) => letter !== letter.toLowerCase()
const codeOf = (letter: string) => letter.codePointAt(0) as number

/** Whether normalisation leaves the character as it is; other small letters than its own are made of capitals. */
const isMet = (one: string) =>
  [...one].length === 1 &&
  one.normalize('NFKC').normalize('NFD') === one &&
  (isCapital(one) || nameKey(one).normalize('NFD') === one)

/** The looks as the module that the core reads. */
export function looksModule(looks: ReadonlyMap<string, string>, edition: string): string {
  const distinct = [...new Set(looks.values())]
  const numbers = (text: string) => Array.from(text, (letter) => codeOf(letter).toString(36)).join('+')
  const places = new Map(distinct.map((look, i) => [look, i]))
  const records = [...looks].map(
    ([one, look]) =>
      codeOf(one).toString(36).padStart(4, '0') + (places.get(look) as number).toString(36).padStart(3, '0'),
  )
  return `// Generated (\`npm run docs:looks\`) from the confusables of Unicode ${edition}, © Unicode, Inc., Unicode License v3: docs/licences/unicode.txt.

/** Characters in order, each with the place of its look: four digits and three, of base 36. */
export const lookalikes =
  '${records.join('')}'

/** Looks by their place, each character a number of base 36. */
export const looks =
  '${distinct.map(numbers).join(' ')}'
`
}
