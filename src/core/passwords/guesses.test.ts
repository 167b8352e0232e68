import { describe, expect, it } from 'vitest'
import { guessesByPieces } from './guesses.ts'

/** The pieces that these words make, wherever they stand. */
const piecesOf = (text: string, words: Readonly<Record<string, number>>) =>
  Object.entries(words).flatMap(([word, guesses]) =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ from: index, to: index + word.length, guesses })),
  )

describe('guesses by pieces', () => {
  it.each([
    ['nothing', '', {}, 0],
    ['a sign that is nothing known', 'xq7', {}, 3],
    ['blanks, which are free', 'x q 7', {}, 3],
    ['what is known', 'kettle', { kettle: 5_000 }, 3.7],
    ['a common one, which is a hundred', 'sunshine', { sunshine: 3 }, 2],
    ['several', 'kettle lamp', { kettle: 10_000, lamp: 1_000 }, 7],
    ['several, and signs beside them', 'kettle-lamp7', { kettle: 10_000, lamp: 1_000 }, 9],
    ['the cheaper way through', 'starlight', { star: 1_000, light: 1_000, starlight: 20_000 }, 4.3],
    ['no piece where the signs are cheaper', 'xqz', { xqz: 900_000 }, 3],
    ['pieces that overlap: one of them', 'sunshiner', { sunshine: 100, shiner: 100 }, 3],
  ])('SEC-05: %s', (_, text, words, wanted) => {
    expect(guessesByPieces(text, piecesOf(text, words))).toBeCloseTo(wanted, 1)
  })
})
