import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bannedWordsOf, holds, isMadeOf } from './banned-words.ts'
import { readingOf } from './look.ts'

const words = new Set(['contoso', 'falcon', 'harbour'].map(readingOf))

describe('what a password reads like', () => {
  it.each([
    ['P@$$W0RD', 'password'],
    ['contoso', 'C0NT0S0'],
    ['contoso', 'сօntoѕо'],
    ['contoso', 'ｃｏｎｔｏｓｏ'],
    ['falcon', 'F4LC0N'],
    ['falcon', 'fal\u0301c\u00f6n'],
    ['lIi1|!', 'llllll'],
    ['straße', 'STRASSE'],
  ])('%s reads like %s', (a, b) => expect(readingOf(a)).toBe(readingOf(b)))

  it('is the same again when done twice', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(readingOf(readingOf(text))).toBe(readingOf(text))
      }),
    ))
})

describe('a password made of banned words', () => {
  it.each([
    'contoso',
    'Contoso!',
    'c0nt0s0123',
    'ContosoFalcon99',
    'FalconHarbour1',
    'falconfalconfalcon',
    'Fa1con99',
    'falcon  FALCON contoso 7',
    // A letter more, less, and another.
    'conntoso12',
    'contso123',
    'cantoso1!a',
    'сontoѕо-7',
  ])('%s is refused', (password) => expect(isMadeOf(password, words)).toBe(true))

  it.each([
    // Five points: a word and four characters, or five that are none.
    'contosoXy9q',
    'granite kettle 77',
    'my falcon flies over the harbour',
    'zebra',
    'f-a-l-c-o-n',
  ])('%s has the points', (password) => expect(isMadeOf(password, words)).toBe(false))

  it('is none where no words are banned, and none by being long', () => {
    expect(isMadeOf('contoso', new Set())).toBe(false)
    expect(isMadeOf('falcon'.repeat(40), words)).toBe(false)
  })
})

describe('a name within a password', () => {
  it.each([
    ['xxContos0xx', true],
    ['con-to.so rivers', true],
    ['granite kettle', false],
  ])('%s: %s', (password, is) => expect(holds(password, new Set([readingOf('contoso')]))).toBe(is))
})

it('banned words are kept as small letters, each once, in order', () =>
  expect(bannedWordsOf([' Harbour', 'FALCON', 'falcon'])).toEqual(['falcon', 'harbour']))
