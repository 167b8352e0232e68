import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookEdition, lookOf } from './look-alike.ts'
import { lookalikes, looks } from './looks.ts'
import { wrongAddressIn } from './mail-address.ts'
import { nameFault, nameKey } from './sign-in-name.ts'

const at = (local: string) => `${local}@meridian.example`

describe('SEC-02: a sign-in name', () => {
  it.each([
    ['Alice@Meridian.Example', 'alice@meridian.example'],
    [' alice@meridian.example ', 'alice@meridian.example'],
    ['ＡＬＩＣＥ＠ｍｅｒｉｄｉａｎ．example', 'alice@meridian.example'],
    ['𝒜𝓁𝒾𝒸ℯ@meridian.example', 'alice@meridian.example'],
    ['alice@meridian。example', 'alice@meridian.example'],
    ['ﬁn@meridian.example', 'fin@meridian.example'],
    ['ZOE\u0308@meridian.example', 'zoë@meridian.example'],
    ['ΟΔΥΣΣΕΥΣ@meridian.example', 'οδυσσευσ@meridian.example'],
    ['οδυσσευς@meridian.example', 'οδυσσευσ@meridian.example'],
    ['ИВАН@meridian.example', 'иван@meridian.example'],
  ])('%s is looked up as %s', (typed, key) => expect(nameKey(typed)).toBe(key))

  it('is the same when it is normalised again, whatever it is', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text))
        expect(lookOf(lookOf(text))).toBe(lookOf(text))
        expect(nameKey(text.toUpperCase().toLowerCase())).toBe(nameKey(text.toUpperCase()))
      }),
    ))

  it.each([
    'alice',
    "o'brien",
    'anne-marie.d',
    'müller',
    'zoë',
    'иван.петров',
    'σοφία',
    '田中たろう',
    '김철수kim',
    'دانا',
    'नेहा',
    'user10',
    'łukasz',
    'đặng',
  ])('%s may be one', (local) => expect(nameFault(at(local))).toBeNull())

  it.each([
    ['invisible', 'ali\u200bce'],
    ['invisible', 'ali\u00adce'],
    ['invisible', 'ali\u2060ce'],
    ['invisible', 'ali\u202ece'],
    ['invisible', 'ali\u2066ce'],
    ['invisible', 'ali\ufe0fce'],
    ['invisible', 'ali\u{e0041}ce'],
    ['invisible', 'ali\u0000cé'],
    ['mixed_scripts', 'аlice'],
    ['mixed_scripts', 'alicе'],
    ['mixed_scripts', 'αlice'],
    ['mixed_scripts', 'ivан.petrov'],
    ['mixed_scripts', 'сοла'],
    ['mixed_scripts', 'نور1٢'],
    ['strange_character', 'ali★ce'],
    ['strange_character', 'o’brien'],
    ['strange_character', 'anne‐marie'],
    ['strange_character', '.\u0301alice'],
    ['strange_character', 'alice\u0301\u0316\u0330\u0347\u035c'],
    ['strange_character', '🦊'],
  ])('%s: %s may not', (fault, local) => expect(nameFault(at(local))).toBe(fault))

  it.each([
    ['аре', 'ape'],
    ['оһһо', 'ohho'],
    ['ɑlice', 'alice'],
    ['alıce', 'alice'],
    ['ali\u0307ce', 'alice'],
    ['ѕсоре', 'scope'],
    ['ηοα', 'noa'],
    // Capitals are drawn like others than their small letters.
    ['ΝΟΑ', 'noa'],
    ['νοα', 'voa'],
    ['ΥΟΥ', 'yoy'],
    ['Іѵаη', 'ivan'],
    // Of scripts that our own table never had, of Unicode 17, and what is drawn like two.
    ['ꮃꮩꭺ', 'wva'],
    ['ⲣоⲣ', 'pop'],
    ['𐑈', 's'],
    ['cæsar', 'caesar'],
    ['ќ', 'ḱ'],
    ['łoś', 'l\u0338oś'],
  ])('%s looks like %s', (one, other) => expect(lookOf(at(one))).toBe(lookOf(at(other))))

  it.each([
    ['müller', 'muller'],
    ['user1', 'userl'],
    ['иван', 'ivan'],
    ['groß', 'grob'],
    ['modern', 'modem'],
    ['иван', 'нван'],
  ])('%s does not look like %s', (one, other) => expect(lookOf(at(one))).not.toBe(lookOf(at(other))))

  it('has a look of which there is an edition: names kept with an earlier one are looked at anew', () => {
    const number = Array.from(lookalikes + looks).reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) >>> 0, 0)
    // Where this differs, raise the edition, and write beside it the number that is found.
    expect([lookEdition, number]).toEqual([1, 35158421])
  })
})

describe('SEC-37: what a person is written to', () => {
  it.each([
    ['mail', 'a@b.example', null],
    ['mail', null, null],
    ['mail', 'zoë@bücher.example', null],
    ['mail', 'a@b.c, evil@q.r', 'a@b.c, evil@q.r'],
    ['mail', 'x@y.z\r\nBcc: v@x.y', 'x@y.z\r\nBcc: v@x.y'],
    ['mail', 'Evil <v@x.y>', 'Evil <v@x.y>'],
    ['mail', '', ''],
    ['mail', ['a@b.example', 'b'], 'b'],
    ['otherMails', ['a@b.example', 'c@d.example'], null],
    ['otherMails', ['a@b.example', 'c@d.example;e@f.example'], 'c@d.example;e@f.example'],
    ['proxyAddresses', ['SMTP:a@b.example', 'sip:a@b.example', 'X500:/o=Contoso/cn=a'], null],
    ['proxyAddresses', ['smtp:a@b.example,c@d.example'], 'smtp:a@b.example,c@d.example'],
    ['proxyAddresses', ['sip:a\r\nTo: b'], 'sip:a\r\nTo: b'],
    ['department', 'a@b, c@d', null],
    ['constructor', 'a@b, c@d', null],
  ] as const)('%s: %j', (attribute, value, wrong) => expect(wrongAddressIn(attribute, value)).toBe(wrong))
})
