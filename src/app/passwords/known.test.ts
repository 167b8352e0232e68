import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { knownPasswords, stolenLists } from '../../../scripts/known-passwords.ts'
import { keyOf } from '../../core/passwords/look.ts'
import { type Entry, findIn, knownFile, stolenIn } from './known-form.ts'
import { type Known, known, piecesIn } from './known.ts'

describe('the file of what attackers know', () => {
  let all: ReadonlyMap<string, Entry>
  let file: Buffer

  beforeAll(async () => {
    all = await knownPasswords()
    file = await readFile(new URL('known.bin', import.meta.url))
  }, 60_000)

  it('is what its lists give: npm run docs:known', () => {
    expect(knownFile(all).equals(file)).toBe(true)
  })

  it('SEC-05: holds more than half a million stolen passwords of a length that may be chosen', async () => {
    const long = [...all].filter(([key, { isStolen }]) => isStolen && key.length >= 8)
    expect(long.length).toBeGreaterThan(500_000)
    expect(long.filter(([key]) => key.length >= 15).length).toBeGreaterThan(10_000)
    expect(stolenIn(file)).toBe((await known()).stolen)
    const [first] = await stolenLists()
    const chosen = (first ?? []).filter((one, i) => one.length >= 8 && i % 101 === 0)
    const missing = chosen.filter((one) => keyOf(one) !== null && findIn(file, keyOf(one) as string)?.isStolen !== true)
    expect(chosen.length).toBeGreaterThan(4_000)
    expect(missing).toEqual([])
  })

  it('says the place of each to a tenth or so, and which are no passwords but words', () => {
    for (const [i, [key, { rank, isStolen }]] of [...all].entries()) {
      if (i % 997 !== 0) continue
      const found = findIn(file, key)
      expect(found?.isStolen, key).toBe(isStolen)
      expect(Math.abs(Math.log2((found?.rank ?? 0) / rank)), key).toBeLessThan(0.2)
    }
  })

  it('takes hardly anything for something it is not', () => {
    const strangers = Array.from({ length: 100_000 }, (_, i) => `nobody has ever typed ${i}`)
    expect(strangers.filter((one) => findIn(file, one) !== null).length).toBeLessThan(3)
  })

  it.each([
    ['iloveyou princess sunshine', 5],
    ['abcdefgh'.repeat(8), 20],
    ['correct horse battery staple and other things that are known', 20],
  ])('answers what is in %s in less than %i milliseconds', async (text, most) => {
    const there = await known()
    const times = Array.from({ length: 9 }, () => {
      const began = performance.now()
      piecesIn(text, there)
      return performance.now() - began
    })
    expect(times.sort((a, b) => a - b)[4]).toBeLessThan(most)
  })
})

describe('what is known within a password', () => {
  const words: Readonly<Record<string, number>> = { password: 2, drowsy: 900, lamp: 500, p4n: 1 }
  const few: Known = {
    stolen: 0,
    find: (key) => (words[key] === undefined ? null : { rank: words[key], isStolen: false }),
  }
  const found = (text: string) => piecesIn(text, few).map(({ from, to, guesses }) => [text.slice(from, to), guesses])

  it.each([
    ['as it is', 'a lamp', [['lamp', 500]]],
    ['in capitals, with digits and marks', 'P4sswörd', [['P4sswörd', 2]]],
    [
      'with blanks in it, which cost nothing, and after it',
      'pass word x',
      [
        ['pass word', 2],
        ['pass word ', 2],
      ],
    ],
    ['with the same sign between all letters', 'l.a.m.p', [['l.a.m.p', 5_000]]],
    ['with several signs, each of which costs', 'l.a~m.p', [['l.a~m.p', 50_000]]],
    ['backwards, where it is long', 'drowssap', [['drowssap', 4]]],
    ['not backwards, where it is short', 'pmal', []],
  ])('SEC-05: %s', (_, text, wanted) => expect(found(text)).toEqual(wanted))
})

describe('what a text is kept and looked up as', () => {
  it.each([
    ['Correct Horse', 'correcthorse'],
    ['my-P@ßword 1', 'mypasswordl'],
    ['contraseña', 'contrasena'],
    ['p.a.s.s', null],
    ['%%##passwo', null],
    ['#_passwo', 'passwo'],
    ['', ''],
  ])('%s', (text, key) => expect(keyOf(text)).toBe(key === null ? null : key.replaceAll('i', 'l')))
})
