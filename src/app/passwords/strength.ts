import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

let estimator: Promise<ZxcvbnFactory> | undefined

/** Its dictionaries are read when the first password is chosen, and not before. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  // Family names and titles of Wikipedia weigh as much as all else together and say little beside it.
  const { 'lastnames-en': _, 'wikipedia-en': __, ...words } = english.dictionary
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
    // What is longer is strong by what comes before; looked at whole, with every way to read its signs, it would stop the server for a second.
    maxLength: 64,
    l33tMaxSubstitutions: 20,
  })
}

/**
 * How many guesses a password withstands of somebody who knows common passwords, words, names, dates, keyboards, and these words
 * beside them, as a power of ten; and whether it stands as it is in the list of common ones.
 */
export async function strengthOf(
  password: string,
  words: readonly string[],
): Promise<{ readonly guesses: number; readonly isCommon: boolean }> {
  estimator ??= load()
  const { guessesLog10, sequence } = (await estimator).check(password, [...words])
  const [only] = sequence
  return { guesses: guessesLog10, isCommon: sequence.length === 1 && only?.pattern === 'dictionary' }
}
