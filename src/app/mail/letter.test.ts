import { describe, expect, it } from 'vitest'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import type { Message } from '../../store/messages.ts'
import type { Admit } from '../admit.ts'
import { vaultOf } from '../vault.ts'
import { clientName } from './client-name.ts'
import { languageOf, languages } from './languages.ts'
import { letterOf, oneLine, textOf as shortOf } from './letter.ts'
import { linkOf } from './link.ts'
import { isAboutProofs, type News } from './news.ts'

const at = Date.UTC(2030, 0, 15, 9, 30)
const admit = {
  config: { origins: ['https://admit.example'] },
  vault: vaultOf(Buffer.alloc(32)),
} as unknown as Admit
const tenantId = '11111111-1111-4111-8111-111111111111'

const all: readonly News[] = [
  { kind: 'password_changed' },
  { kind: 'password_reset' },
  { kind: 'method_added', method: 'totp' },
  { kind: 'methods_removed' },
  { kind: 'second_factor_off' },
  { kind: 'account_locked', until: at + 60_000 },
  { kind: 'new_place', ip: '203.0.113.9', client: 'Firefox on Windows' },
  { kind: 'contact_changed', contact: 'mobile' },
  { kind: 'reset_code', reset: 'a-hash', nth: 1 },
  { kind: 'sign_in_code', of: 'a-hash', nth: 0 },
  { kind: 'set_up_code', of: 'a-hash', nth: 0 },
  { kind: 'reset_not_open', helpers: ['Hana Kim, hana@meridian.example'] },
  { kind: 'reset_by_self' },
  { kind: 'administrator_reset', name: 'Ada' },
  { kind: 'method_removed' },
  { kind: 'pass_given' },
  { kind: 'method_added', method: 'recovery_codes' },
  { kind: 'second_factor_paused', until: at + 60_000 },
  { kind: 'reset_link' },
  { kind: 'reset_by_link' },
]

function message({ kind, ...facts }: News, more: Partial<Message> = {}): Message {
  return {
    ...{ id: '22222222-2222-4222-8222-222222222222', accountId: '33333333-3333-4333-8333-333333333333' },
    ...{
      kind,
      facts,
      channel: 'mail',
      methodId: null,
      recipient: 'alice@meridian.example',
      language: null,
      madeAt: at,
      state: 'waiting',
      tries: 0,
    },
    ...{ tryingSince: null, linkUntil: null, displayName: 'Alice Moreau', signInName: 'alice@meridian.example' },
    ...{ organisation: 'Meridian', organisationLanguage: null, isDemo: false, temporaryDays: 7, ...more },
  }
}

const textOf = (news: News, more: Partial<Message> = {}) => {
  const letter = letterOf(admit, tenantId, message(news, more))
  return [letter.subject, letter.greeting, ...letter.says, letter.link?.says, letter.link?.label, letter.closing].join(
    '\n',
  )
}

describe.each(Object.keys(languages))('letters in %s', (language) => {
  it.each(all)('$kind says whose account it is, and is whole', (news) => {
    const text = textOf(news, { language })
    expect(text).toContain('Alice Moreau')
    // What another administrator did is about no account of the reader's.
    if (news.kind !== 'administrator_reset') expect(text).toContain('alice@meridian.example')
    expect(text).toContain('Meridian')
    expect(text).toContain('2030')
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{/)
  })

  it.each(all)('$kind differs from English', (news) => {
    if (language !== 'en') expect(textOf(news, { language })).not.toBe(textOf(news, { language: 'en' }))
  })

  it('name the place, the end of a lock, and how to sign in after a reset', () => {
    expect(textOf(all[6] as News, { language })).toMatch(/203\.0\.113\.9[\s\S]*Firefox on Windows/)
    expect(textOf(all[5] as News, { language })).toContain(
      '09:31'.replace(/^0/, language === 'en' || language === 'es' || language === 'ja' ? '' : '0'),
    )
    expect(textOf(all[1] as News, { language })).toContain('https://admit.example/myapps')
    expect(textOf(all[1] as News, { language })).toContain('7')
  })
})

describe('a code to reset a password', () => {
  it('is eight digits in every language, another for each reset and each code, and in none of the facts (SEC-38)', () => {
    const codeIn = (nth: number, reset = 'a-hash') => {
      const found = Object.keys(languages).map(
        (language) => /\b\d{8}\b/.exec(textOf({ kind: 'reset_code', reset, nth }, { language }))?.[0],
      )
      expect(new Set(found).size).toBe(1)
      return found[0]
    }
    expect(new Set([codeIn(1), codeIn(2), codeIn(1, 'another')]).size).toBe(3)
    expect(codeIn(1)).toBe(codeIn(1))
  })
})

describe.each(Object.keys(languages))('what a phone shows in %s', (language) => {
  it.each(['reset_code', 'sign_in_code', 'set_up_code'] as const)(
    'of a %s is the code, of whom, and in that language',
    (kind) => {
      const news = all.find((one) => one.kind === kind) as News
      const text = (more: Partial<Message>) => shortOf(admit, tenantId, message(news, { channel: 'sms', ...more })).text
      expect(text({ language })).toMatch(/^\d{8}\b/)
      expect(text({ language })).toContain('Meridian')
      if (language !== 'en') expect(text({ language })).not.toBe(text({ language: 'en' }))
      expect(text({ language, channel: 'voice' })).toMatch(/^\d(, \d){7}/)
    },
  )
})

describe('a link', () => {
  it.each(all)('is in $kind only where it is about proofs of the person, or what it is sent for', (news) =>
    expect(letterOf(admit, tenantId, message(news)).link !== null).toBe(
      isAboutProofs[news.kind] || news.kind === 'reset_link',
    ),
  )

  it('to choose a new password is another than *This was not me* of the same letter, and good for a day', () => {
    const [link, other] = (['reset_link', 'reset_by_link'] as const).map((kind) =>
      linkOf(admit, tenantId, message({ kind })),
    )
    expect(link?.url).toMatch(/^https:\/\/admit\.example\/reset\/link\?link=/)
    expect(link?.hash).not.toBe(other?.hash)
    expect(link?.until).toBe(at + 86_400_000)
    for (const language of Object.keys(languages))
      expect(textOf({ kind: 'reset_link' }, { language })).toMatch(/16|2030/)
  })

  it('is the same at every try, another for every message, and of the configured origin (SEC-11)', () => {
    const urlOf = (more: Partial<Message>) => letterOf(admit, tenantId, message(all[0] as News, more)).link?.url
    expect(urlOf({})).toBe(urlOf({ tries: 3 }))
    expect(urlOf({})).not.toBe(urlOf({ id: '22222222-2222-4222-8222-222222222223' }))
    expect(urlOf({})).toMatch(
      /^https:\/\/admit\.example\/not-me\?link=11111111-1111-4111-8111-111111111111\.[\w-]{43}$/,
    )
  })
})

describe('a language', () => {
  it.each([
    [['de-CH', null], 'de'],
    [['JA', 'fr'], 'ja'],
    [['pt-BR', 'nl_NL'], 'nl'],
    [[null, null], 'en'],
    [['', 'constructor'], 'en'],
  ] as const)('wanted as %j is %s', (wanted, language) => expect(languageOf(...wanted)).toBe(language))
})

describe('SEC-37: what is written into a message', () => {
  it.each([
    ['Ann\r\nBcc: all@company.example', 'Ann Bcc: all@company.example'],
    ['Ann\u2028\u0085\u0000Lee', 'Ann Lee'],
    ['\u202Eeve\u202C', 'eve'],
    [`${'long '.repeat(100)}name`, `${'long '.repeat(100).slice(0, 79)}…`],
    ['Zoë 小林 🚪', 'Zoë 小林 🚪'],
  ])('%j is one line', (name, line) => expect(oneLine(name)).toBe(line))

  it.each([
    ['alice@meridian.example', true],
    ['zoë@bücher.example', true],
    ['o\u2019neil+x@a.b.example', true],
    ['alice@meridian.example\r\nBcc: all@company.example', false],
    ['alice@meridian.example, bob@meridian.example', false],
    ['<alice@meridian.example>', false],
    ['alice@meridian.example>', false],
    ['"a b"@meridian.example', false],
    ['a@b@c.example', false],
    ['alice', false],
    [`${'a'.repeat(65)}@meridian.example`, false],
    ['alice@[127.0.0.1]', false],
    ['alice@meridian..example', false],
  ])('%j is an address: %s', (text, is) => expect(isMailAddress(text)).toBe(is))

  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 OPR/112.0',
      'Opera on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox on Linux'],
    ['Your account is closed, see https://evil.example', null],
    [null, null],
  ])('%j is called %j', (agent, name) => expect(clientName(agent)).toBe(name))
})
