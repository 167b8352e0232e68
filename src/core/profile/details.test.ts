import { describe, expect, it } from 'vitest'
import { type Detail, detailProblem, details, detailValue, longestDetail } from './details.ts'

const good: Readonly<Record<Detail, readonly string[]>> = {
  givenName: ['Ann', "D'Arcy", 'María José', '明', ' Ann '],
  surname: ['de Vries', 'Müller-Lüdenscheidt', 'O’Brien'],
  mobilePhone: ['+33 612345678', '+33 (0)6 12 34 56 78', '0612-345-678'],
  businessPhones: ['+1 212.555.0100x17'],
  streetAddress: ['12 rue de la République', '1-2-3'],
  postalCode: ['69002', 'SW1A 1AA'],
  city: ['Lyon', 'Kraków'],
  state: ['Rhône', '69'],
  country: ['France', 'DE'],
  preferredLanguage: ['fr', 'de-CH', 'zh-Hans'],
}

describe('a detail that somebody types', () => {
  it.each(details.flatMap((detail) => good[detail].map((typed) => [detail, typed] as const)))(
    'takes the %s “%s”',
    (detail, typed) => expect(detailProblem(detail, typed)).toBeNull(),
  )

  it.each(details)('SEC-35: has to say something, in so many letters, that can be seen: %s', (detail) => {
    for (const bad of ['', '   ', ' ', '.', '\u202egnp.exe', 'Ann\u0000', 'Ann\nBob', '\u2066Ann', 'Lyon\u200f'])
      expect(detailProblem(detail, bad), JSON.stringify(bad)).not.toBeNull()
    expect(detailProblem(detail, 'a'.repeat(longestDetail(detail) + 1))).not.toBeNull()
  })

  it.each(['call me', '+33 6 call', '12', '+', '=1+1+1+1+1'])('takes no number from “%s”', (typed) =>
    expect(detailProblem('mobilePhone', typed)).toBe('Write a number like +33 612345678.'),
  )

  it('is kept as the directory has it: without what stands around it, in one form, in a list where there are several', () => {
    expect(detailValue('city', '  Krako\u0301w ')).toBe('Kraków')
    expect(detailValue('businessPhones', ' +33 4 ')).toEqual(['+33 4'])
  })
})
