import type { Matcher, MatchExtended, MatchOptions, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { guessesByPieces } from '../../core/passwords/guesses.ts'
import { keyOf } from '../../core/passwords/look.ts'
import { type Known, known, piecesIn } from './known.ts'

/** What is longer is strong by what comes before. */
const lookedAt = 64

let estimator: Promise<ZxcvbnFactory> | undefined

/** Its keyboards are read when the first password is chosen, and not before. */
async function load(all: Known): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const options = { graphs: adjacencyGraphs, maxLength: lookedAt, l33tMaxSubstitutions: 20 }
  return new ZxcvbnFactory(options, { known: matcherOf(all) })
}

/** Its own dictionaries would lie in the heap, a hundred megabytes for six languages: it is told what of the file is in a password instead. */
function matcherOf(all: Known): Matcher {
  class KnownMatcher {
    match({ password }: Pick<MatchOptions, 'password'>) {
      return piecesIn(password, all).map(({ from, to, guesses }) => ({
        ...{ pattern: 'known', i: from, j: to - 1, token: password.slice(from, to), known: guesses },
      }))
    }
  }
  return {
    // Its types know the patterns of its own matchers alone.
    Matching: KnownMatcher as unknown as Matcher['Matching'],
    scoring: (match: MatchExtended | { readonly known: number }) => (match as { readonly known: number }).known,
    feedback: () => null,
  }
}

/**
 * How many guesses a password withstands of somebody who knows common passwords, words, names, dates, keyboards, and these words
 * beside them, as a power of ten; and whether it stands in the list of stolen ones that comes along, however it is written.
 */
export async function strengthOf(
  password: string,
  words: readonly string[],
): Promise<{ readonly guesses: number; readonly isStolen: boolean }> {
  const all = await known()
  estimator ??= load(all)
  const text = password.slice(0, lookedAt)
  const { guessesLog10 } = (await estimator).check(text, [...words])
  const key = keyOf(password)
  return {
    guesses: Math.min(guessesLog10, guessesByPieces(text, piecesIn(text, all))),
    isStolen: key !== null && all.find(key)?.isStolen === true,
  }
}
