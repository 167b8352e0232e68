import { describe, expect, it } from 'vitest'
import { acceptedIn, askedIn, language, languageFor, readBy } from './reader.ts'

const nobody = { asked: [], accepts: [], organisation: null }

describe('the language of a reader', () => {
  it.each([
    ['what the app asked for comes first', { asked: ['fr-CA', 'en'], accepts: ['de'], organisation: 'nl' }, 'fr'],
    ['then what the browser takes', { asked: ['it'], accepts: ['pt', 'de-CH'], organisation: 'nl' }, 'de'],
    ['then what the organisation prefers', { asked: [], accepts: ['pt'], organisation: 'nl-BE' }, 'nl'],
    ['then English', { asked: ['it'], accepts: ['pt'], organisation: 'sv' }, 'en'],
    ['English is wanted as any other is', { asked: [], accepts: ['en-GB', 'de'], organisation: 'nl' }, 'en'],
    [
      'a name of something else is none',
      { asked: ['constructor', '__proto__'], accepts: [''], organisation: null },
      'en',
    ],
  ] as const)('%s', (_, reader, expected) => {
    expect(languageFor({ ...reader, asked: [...reader.asked] })).toBe(expected)
  })

  it.each([
    ['de-CH, de;q=0.9, en;q=0.8', ['de-CH', 'de', 'en']],
    ['en;q=0.1, ja', ['ja', 'en']],
    ['en;q=0, fr;q=0.5', ['fr']],
    ['*', []],
    ['nl;q=0.7;level=1, es; Q=0.9', ['es', 'nl']],
    ['fr;q=nonsense', []],
    [undefined, []],
    [`${'x,'.repeat(5000)}de`, Array.from({ length: 512 }, () => 'x')],
  ])('is read from Accept-Language as RFC 9110 weighs it: %s', (header, expected) => {
    expect(acceptedIn(header)).toEqual(expected)
  })

  it('follows what the app asked for from where the sign-in is known on, and is English outside of a request', () => {
    readBy({ ...nobody, accepts: ['nl'] }, () => {
      expect(language()).toBe('nl')
      askedIn(null)
      expect(language()).toBe('nl')
      askedIn('it es')
      expect(language()).toBe('es')
    })
    askedIn('de')
    expect(language()).toBe('en')
  })
})
