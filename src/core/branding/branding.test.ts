import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandingProblem, contrast, noBranding, textOn } from './branding.ts'

const problem = (given: Partial<typeof noBranding>) => brandingProblem({ ...noBranding, ...given })

describe('a branding', () => {
  it('may be a name, a dark or a light colour, and lines of text', () => {
    expect(problem({})).toBeNull()
    expect(
      problem({ name: 'Meridian · Lyon', accent: '#5b2a86', text: 'Help: extension 4711\nKlára Nováková' }),
    ).toBeNull()
    expect(problem({ accent: '#ffd166' })).toBeNull()
  })

  it('SEC-17 holds nothing that turns the direction of the text or is not seen', () => {
    for (const sign of [
      '\u202e',
      '\u2066',
      '\u200f',
      '\u200b',
      '\u061c',
      '\ufeff',
      '\ud800',
      '\u{e0041}',
      '\0',
      '\u0085',
    ]) {
      expect(problem({ name: `Meri${sign}dian` }), escape(sign)).toMatch(/cannot be seen/)
      expect(problem({ text: `Meri${sign}dian` }), escape(sign)).toMatch(/cannot be seen/)
    }
  })

  it('SEC-17 does not take our name, nor lead anywhere', () => {
    expect(problem({ name: 'Admit' })).toMatch(/our name/)
    expect(problem({ name: '\uff21\uff44\uff4d\uff49\uff54 help' })).toMatch(/our name/)
    expect(problem({ text: 'Go to https://evil.example now' })).toMatch(/no links/)
    expect(problem({ text: 'Go to www.evil.example now' })).toMatch(/no links/)
    expect(problem({ name: 'Ad\u200cmit' })).toMatch(/our name/)
    expect(problem({ name: 'Two\nlines' })).toMatch(/one line/)
  })

  it('is no longer than it may be', () => {
    expect(problem({ name: 'x'.repeat(64), text: 'x'.repeat(1000) })).toBeNull()
    expect(problem({ name: 'x'.repeat(65) })).toMatch(/64/)
    expect(problem({ text: 'x'.repeat(1001) })).toMatch(/1,000/)
  })

  it('has no colour on which neither white nor dark text is read', () => {
    expect(problem({ accent: '#7f7f7f' })).toMatch(/Neither white nor dark/)
    expect(problem({ accent: 'red' })).toMatch(/six digits/)
    expect(problem({ accent: '#fff;}' })).toMatch(/six digits/)
  })

  it('has text on its colour that stands out at least 4.5 to 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const colour = `#${number.toString(16).padStart(6, '0')}`
        const text = textOn(colour)
        return text === null ? contrast('#ffffff', colour) < 4.5 : contrast(text, colour) >= 4.5
      }),
    )
  })
})
