import { createHash, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isOutdated, keepImported, parameters, passwordMatches } from '../passwords.ts'
import { readImported } from './imported-form.ts'

const password = 'granite kettle 77'

/** The password as libxcrypt, OpenSSL and Python's hashlib hash it. */
const hashes = {
  'bcrypt 2a': '$2a$06$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
  'bcrypt 2b': '$2b$06$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
  'bcrypt 2y': '$2y$06$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
  'bcrypt of LDAP': '{CRYPT}$2y$06$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm',
  'PBKDF2 of Django': 'pbkdf2_sha256$20000$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=',
  'PBKDF2 of Django, SHA-1': 'pbkdf2_sha1$20000$seasalt77$+fwrWBy6eJm8j47RE9B/C0qbYmc=',
  'PBKDF2 of LDAP': '{PBKDF2-SHA256}20000$AAECAwQFBgcICQoLDA0ODw$7kMRJ/m5bcctfOgajTRmFnrJfzDiHvYucRsdp3sLXtE',
  'PBKDF2 of LDAP, SHA-1': '{PBKDF2}20000$AAECAwQFBgcICQoLDA0ODw$JWFo.scueKN9Gm31vXO/yxhU9Os',
  'PBKDF2, SHA-512':
    '$pbkdf2-sha512$20000$AAECAwQFBgcICQoLDA0ODw$wjRUsejQbazgse/fEWP8T5iItNPH4Agv9oknKVaMTDoUEKv97wu7iqr1XXmM2wtOJl9a51TU/1/rUA6SvgJdAA',
  'PBKDF2 in PHC form':
    '$pbkdf2-sha256$i=20000,l=32$AAECAwQFBgcICQoLDA0ODw$7kMRJ/m5bcctfOgajTRmFnrJfzDiHvYucRsdp3sLXtE',
  scrypt: '$scrypt$ln=12,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU',
  argon2id: '$argon2id$v=19$m=4096,t=3,p=2$c29tZXNhbHRvZjE2Ynl0ZQ$IZ2MLh9VZ/iLCRROH9tM4jVMRZfou655leAyPLttB9k',
  argon2i: '{ARGON2}$argon2i$v=19$m=4096,t=3,p=2$c29tZXNhbHRvZjE2Ynl0ZQ$vFRMlHKL/1AjQLq6V7/RFtM0sTT35R31jIUUywCfx7s',
  argon2d: '$argon2d$v=19$m=4096,t=3,p=2$c29tZXNhbHRvZjE2Ynl0ZQ$JR2YSs7edm0sQnOFPdaLzoX6wyhooIZG4OwKCtAJXio',
  SSHA: '{SSHA}9Rlkdg8m6PCBxzS/2UwcF1NhdXYBAgMEc2FsdA==',
  SSHA256: '{SSHA256}1KEJAX9rtT+F8haHBKzELOeDo+1OguwftReFlfTBciYBAgMEc2FsdA==',
  SSHA384: '{SSHA384}PjtYcPsuxUhXagKp0EHNW9a6Gxw7TVCYYtBCXAXXOJBoxqbjuSxmom+JsixOKMHAAQIDBHNhbHQ=',
  SSHA512: '{SSHA512}FBzUpsY2+awwmkyZ1n83HScHgLDNM4kfGQ9plaM73BSWIravXhvP3RXft7iUkv7jK/44ftRFUypfBYDpXWMKUgECAwRzYWx0',
  NT: '{NT}fd11389ae508375f5c24ac24a19252ea',
}

describe('a hash of another system', () => {
  it.each(Object.entries(hashes))('%s: its password is right, and another is not', async (_, text) => {
    expect(readImported(text)).toMatchObject({ ok: true })
    const kept = await keepImported(text)
    expect(isOutdated(kept)).toBe(true)
    expect(await passwordMatches(password, kept)).toBe(true)
    for (const wrong of ['granite kettle 78', '', password.toUpperCase(), `${password} `])
      expect(await passwordMatches(wrong, kept)).toBe(false)
  })

  it.each(['NT', 'SSHA', 'SSHA256', 'SSHA512'] as const)('%s, which is fast, is kept inside argon2id', async (kind) => {
    const kept = await keepImported(hashes[kind])
    expect(kept).toMatch(new RegExp(`\\$argon2id\\$v=19\\$m=${parameters.memoryCost},t=2,p=1\\$`))
    expect(kept).not.toContain(hashes[kind].slice(-20))
    // Nor does it open when it is typed itself, as it would where a hash is as good as the password.
    for (const typed of [hashes[kind], hashes[kind].replace(/^\{\w+\}/, ''), kept])
      expect(await passwordMatches(typed, kept)).toBe(false)
  })

  it('is found however the letters of its password are put together', async () => {
    // MD4 of “éé lantern” in UTF-16, each é one character, as OpenSSL gives it.
    const kept = await keepImported('{NT}c1d694a1f487aff585e45c62f5b5dd30')
    expect(await passwordMatches('\u00e9\u00e9 lantern', kept)).toBe(true)
    expect(await passwordMatches('e\u0301e\u0301 lantern', kept)).toBe(true)
    expect(await passwordMatches('ee lantern', kept)).toBe(false)
  })

  it('of nothing opens for nobody, in whichever form it came', async () => {
    const nothing = `pbkdf2_sha256$1000$seasalt77$${pbkdf2Sync('', 'seasalt77', 1000, 32, 'sha256').toString('base64')}`
    const kept = await keepImported(nothing)
    for (const typed of ['', ' ', '\u200b']) expect(await passwordMatches(typed, kept)).toBe(false)
  })

  const saltedNothing = Buffer.concat([createHash('sha1').update('salt').digest(), Buffer.from('salt')]).toString(
    'base64',
  )
  it.each([
    ['', 'kind that is not taken'],
    ['granite kettle 77', 'kind that is not taken'],
    ['$6$rounds=5000$salt$hash', 'kind that is not taken'],
    ['{CRYPT}$1$salt$hash', 'kind that is not taken'],
    ['{SHA}9Rlkdg8m6PCBxzS/2UwcF1NhdXY=', 'kind that is not taken'],
    ['{MD5}X03MO1qnZdYdgyfeuILPmQ==', 'kind that is not taken'],
    ['$2b$06$tooshort', 'bcrypt, and cannot be read'],
    ['$2b$03$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm', 'bcrypt, and cannot be read'],
    ['$2b$15$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm', 'expensive'],
    ['$2b$31$abcdefghijklmnopqrstuuxcV8we2oYtXfomXgN2RbKn0pbUR.Fkm', 'expensive'],
    ['pbkdf2_sha256$0$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=', 'PBKDF2, and cannot be read'],
    ['pbkdf2_sha256$3000001$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=', 'expensive'],
    ['pbkdf2_sha256$9999999999$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=', 'expensive'],
    ['pbkdf2_sha256$1e3$seasalt77$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=', 'PBKDF2, and cannot be read'],
    ['pbkdf2_sha256$20000$seasalt77$!!!', 'PBKDF2, and cannot be read'],
    ['pbkdf2_sha256$20000$seasalt77$', 'PBKDF2, and cannot be read'],
    ['pbkdf2_sha256$20000$$FFOHf2f+OEIS5UMPjrwTSLmzcLX9kADwTnl47UbaXbY=', 'PBKDF2, and cannot be read'],
    [`{PBKDF2-SHA256}2000000$AAECAwQFBgcICQoLDA0ODw$${'A'.repeat(300)}`, 'expensive'],
    ['$scrypt$ln=30,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU', 'expensive'],
    ['$scrypt$ln=14,r=8,p=9$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU', 'expensive'],
    ['$scrypt$ln=14,r=0,p=1$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU', 'cannot be read'],
    [
      '$argon2id$v=19$m=4194304,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU',
      'expensive',
    ],
    ['$argon2id$v=19$m=65536,t=99,p=4$AAECAwQFBgcICQoLDA0ODw$5tXSi2ac7sHKvTavAm/nd/slOH6irDBzx2ijJMtVWnU', 'expensive'],
    ['$argon2id$v=19$m=65536,t=3,p=4$AAECAwQ$', 'argon2, and cannot be read'],
    ['{SSHA}9Rlkdg8m6PCBxzS/2UwcF1NhdXY=', 'SSHA, and cannot be read'],
    ['{SSHA}????', 'SSHA, and cannot be read'],
    ['{NT}fd11389ae508375f5c24ac24a19252e', 'NT, and cannot be read'],
    ['{NT}31d6cfe0d16ae931b73c59d7e0c089c0', 'of no password at all'],
    ['{NT}31D6CFE0D16AE931B73C59D7E0C089C0', 'of no password at all'],
    [`{SSHA}${saltedNothing}`, 'of no password at all'],
    [`{SSHA}${'A'.repeat(1100)}`, 'more than 1,024 characters'],
  ])('%s is not taken, and is not repeated', (text, reason) => {
    const read = readImported(text)
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
    if (text !== '' && !read.ok) expect(read.reason).not.toContain(text)
  })
})
