import { describe, expect, it } from 'vitest'
import { causes, gates } from '../../core/gates/index.ts'
import { english, render } from '../../core/explain/words.ts'
import { genericSentence } from '../../core/explain/tell.ts'
import { details, detailName } from '../../core/profile/details.ts'
import { methodKinds, methodName } from '../../core/methods/methods.ts'
import { contactName } from '../../core/changes/contact.ts'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { sayHtml } from '../../doors/say-html.ts'
import { errors } from '../../errors.ts'
import { readBy } from './reader.ts'
import { catalogues, phrase, say, withStop } from './say.ts'
import { when } from './when.ts'
import { readersWords } from './wording.ts'

const reader = (language: string) => ({ asked: [], accepts: [language], organisation: null })
const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
const all = Object.entries(catalogues)

describe('what people read', () => {
  it('is said in English outside of a request, and in the language of the reader within one', async () => {
    expect(say('Enter your password')).toBe('Enter your password')
    expect(readBy(reader('de-CH'), () => say('Enter your password'))).toBe('Kennwort eingeben')
    const later = readBy(reader('ja'), async () => {
      await new Promise((done) => setTimeout(done, 1))
      return say('Enter your password')
    })
    expect(say('Sign in')).toBe('Sign in')
    expect(await later).toBe('パスワードを入力')
  })

  it('has its values filled in, and nothing is filled into them', () => {
    const address = '{name} <b>'
    expect(readBy(reader('fr'), () => say('What we sent to {address} did not arrive.', { address }))).toBe(
      "Ce que nous avons envoyé à {name} <b> n'est pas arrivé.",
    )
  })

  it('SEC-17: is escaped in HTML, but for values that are HTML already', () => {
    const made = () =>
      sayHtml('Sign in with {provider}: there is a button for it.', { provider: '<strong>&#60;i&#62;</strong>' })
    expect(made()).toBe('Sign in with <strong>&#60;i&#62;</strong>: there is a button for it.')
    expect(readBy(reader('nl'), made)).toContain('<strong>&#60;i&#62;</strong>')
    // No sentence brings markup of its own.
    for (const [, catalogue] of all) for (const text of Object.values(catalogue)) expect(text).not.toMatch(/[<>&]/)
  })

  it('ends as sentences of its language end', () => {
    expect(readBy(reader('ja'), () => withStop('招待'))).toBe('招待。')
    expect(withStop('Over')).toBe('Over.')
    expect(readBy(reader('ja'), () => withStop('招待。'))).toBe('招待。')
  })

  it('has instants in words, at an hour that says whose it is', () => {
    const at = Date.UTC(2030, 0, 15, 10, 30)
    expect(when(at)).toBe('2030-01-15 10:30 UTC')
    expect(readBy(reader('de'), () => when(at))).toBe('15. Januar 2030 um 10:30 UTC')
    expect(readBy(reader('de'), () => when(Number.NaN))).toBe('an unknown time')
  })
})

describe.each(all)('the catalogue of %s', (language, catalogue) => {
  const has = (text: string) => expect(catalogue, `${language}: ${text}`).toHaveProperty([text])

  it('has the braces of each sentence, and says each in its own words', () => {
    for (const [key, text] of Object.entries(catalogue)) {
      expect(slots(text), `${key} → ${text}`).toEqual(slots(key))
      expect(text.trim(), key).not.toBe('')
      if (key.split(' ').length > 2 && !key.includes('“{name}”')) expect(text, key).not.toBe(key)
    }
  })

  it('has the title and the text of every reason that a person may be told', () => {
    for (const gate of [...gates, ...causes])
      for (const { title, tell, disclose } of Object.values(gate.reasons))
        if (disclose !== 'never') for (const text of tell === '' ? [title] : [title, tell]) has(text)
    for (const text of [genericSentence, 'the app', 'the system', 'the person', 'none']) has(text)
  })

  it('has what gates fill into these: methods, details, contacts', () => {
    for (const kind of [...methodKinds, 'password', 'temporary_pass', 'provider', 'provider_factor'] as const)
      has(methodName(kind))
    for (const detail of details) has(detailName(detail))
    for (const name of Object.values(contactName)) has(name)
  })

  it('has the errors that pages for people show', () => {
    const shown =
      /^(?:auth|invitation|link|method|password|rate|realm|request|reset|server|sign_in|session|internal|database)\b/
    for (const [code, { title }] of Object.entries(errors)) if (shown.test(code) && !isOfApps.has(code)) has(title)
  })
})

/** Errors that only requests of apps meet. */
const isOfApps: ReadonlySet<string> = new Set([
  ...['request.changed_meanwhile', 'request.dependency_failed', 'database.in_use', 'invitation.not_pending'],
  ...['sign_in.no_entry', 'sign_in.not_found'],
])

describe('a decision in the words of its reader', () => {
  const s = aSnapshot()
  const tell = (text: string, args: Record<string, string | number>) =>
    readBy(reader('de'), () => render(text, args, s, readersWords))

  it('names methods, details and clocks in their language, and names of the directory as they are', () => {
    expect(
      tell('Your organisation does not let you sign in with your {way}: use your {other}.', {
        way: 'password and code by e-mail',
        other: 'passkey',
      }),
    ).toBe(
      'Ihre Organisation lässt diese Art der Anmeldung nicht zu: Kennwort oder Code per E-Mail. Verwenden Sie: Passkey.',
    )
    expect(
      tell('We need a few details before you continue: {details}.', { details: 'first name, city and language' }),
    ).toBe('Wir brauchen noch einige Angaben, bevor es weitergeht: Vorname, Ort und Sprache.')
    expect(
      tell("Your phone's clock is {off}. Let it set its time automatically, then use the newest code.", {
        off: 'about 150 seconds slow',
      }),
    ).toContain('ungefähr 150 Sekunden nach')
    expect(
      tell("We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.", {
        provider: 'password',
      }),
    ).toContain('password, wo Sie')
    expect(
      tell('Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.', {
        startsAt: Date.UTC(2030, 0, 15),
      }),
    ).toContain('15. Januar 2030')
  })

  it('is the same English in every request where it is not for the reader', () => {
    const made = () => render('{app} asks for your permission.', {}, s, english)
    expect(readBy(reader('ja'), made)).toBe(made())
    expect(phrase('{app} asks for your permission.')).toBe('{app} asks for your permission.')
  })
})
