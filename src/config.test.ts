import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Config, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'admit-config-'))
const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
const stolen = join(folder, 'stolen.txt')
writeFileSync(stolen, `${'0A'.repeat(20)}:3\r\n`)
writeFileSync(cert, 'certificate')
writeFileSync(key, 'key')
afterAll(() => rmSync(folder, { recursive: true }))

/** What starting says is wrong, a line each; nothing when it starts. */
function problems(env: Record<string, string>, argv: readonly string[] = []): readonly string[] {
  try {
    readConfig(env, argv)
    return []
  } catch (error) {
    return (error as Error).message.split('\n')
  }
}

describe('the settings', () => {
  it('need nothing to be set', () => {
    expect(readConfig({ XDG_DATA_HOME: '/data' })).toEqual({
      host: '127.0.0.1',
      port: 8400,
      tlsPort: 8443,
      crmPort: 8500,
      origins: ['http://localhost:8400', 'https://localhost:8443', 'http://127.0.0.1:8400', 'https://127.0.0.1:8443'],
      tls: null,
      dataDir: process.getuid?.() === 0 ? '/var/lib/admit' : '/data/admit',
      databaseUrl: null,
      trustedProxies: [],
      dnsServers: [],
      breachedPasswords: null,
      mail: null,
      texts: null,
      providerRanges: [],
      personalAccounts: 'on',
      hasDemo: true,
      logLevel: 'warn',
    } satisfies Config)
  })

  it('are all read', () => {
    const env = {
      ADMIT_HOST: '0.0.0.0',
      ADMIT_PORT: '80',
      ADMIT_TLS_PORT: '443',
      ADMIT_CRM_PORT: '9000',
      ADMIT_PUBLIC_URL: 'https://Admit.Example/',
      ADMIT_TLS_CERT: cert,
      ADMIT_TLS_KEY: key,
      ADMIT_DATA: 'data',
      ADMIT_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,192.0.2.1',
      ADMIT_DNS_SERVERS: '192.0.2.53, [2001:db8::53]:5353',
      ADMIT_BREACHED_PASSWORDS: stolen,
      ADMIT_SMTP_URL: 'smtp://admit:s%40cret@Mail.Example',
      ADMIT_MAIL_FROM: 'no-reply@admit.example',
      ADMIT_SMS_URL: 'https://sms.example/messages',
      ADMIT_SMS_TOKEN: 'gateway-token',
      ADMIT_PROVIDER_RANGES: '10.20.0.0/16, fd12::1',
      ADMIT_LOG: 'debug',
      DATABASE_URL: 'postgres://admit@db.example/admit',
    }
    expect(readConfig(env, ['--no-demo'])).toEqual({
      host: '0.0.0.0',
      port: 80,
      tlsPort: 443,
      crmPort: 9000,
      origins: ['https://admit.example'],
      tls: { cert, key },
      dataDir: resolve('data'),
      databaseUrl: 'postgres://admit@db.example/admit',
      trustedProxies: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'],
      dnsServers: ['192.0.2.53', '[2001:db8::53]:5353'],
      breachedPasswords: stolen,
      mail: {
        host: 'Mail.Example',
        port: 587,
        tls: 'required',
        login: { user: 'admit', password: 's@cret' },
        from: 'no-reply@admit.example',
      },
      texts: { url: 'https://sms.example/messages', token: 'gateway-token' },
      providerRanges: ['10.20.0.0/16', 'fd12::1'],
      personalAccounts: 'on',
      hasDemo: false,
      logLevel: 'debug',
    } satisfies Config)
  })

  it('that are set to nothing are not set', () =>
    expect(readConfig({ ADMIT_PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8400, databaseUrl: null }))

  it('may leave ports to the machine', () =>
    expect(problems({ ADMIT_PORT: '0', ADMIT_TLS_PORT: '0', ADMIT_CRM_PORT: '0' })).toEqual([]))

  it.each([
    ['ADMIT_HOST', 'the moon'],
    ['ADMIT_PORT', 'eighty'],
    ['ADMIT_PORT', '8e3'],
    ['ADMIT_BREACHED_PASSWORDS', '/nowhere/stolen.txt'],
    ['ADMIT_BREACHED_PASSWORDS', key],
    ['ADMIT_DNS_SERVERS', 'dns.example'],
    ['ADMIT_DNS_SERVERS', '9.9.9.9, 1.1.1'],
    ['ADMIT_PROVIDER_RANGES', 'inside'],
    ['ADMIT_SMTP_URL', 'mail.example'],
    ['ADMIT_SMTP_URL', 'https://mail.example'],
    ['ADMIT_SMTP_URL', 'smtp://'],
    ['ADMIT_SMTP_URL', 'smtp://mail.example/in'],
    ['ADMIT_SMTP_URL', 'smtp://mail.example?tls=no'],
    ['ADMIT_SMTP_URL', 'smtp://admit:100%@mail.example'],
    ['ADMIT_MAIL_FROM', 'no-reply'],
    ['ADMIT_MAIL_FROM', 'Admit <no-reply@company.example>'],
    ['ADMIT_MAIL_FROM', 'no-reply@company.example\nBcc: all@company.example'],
    ['ADMIT_SMS_URL', 'sms.example'],
    ['ADMIT_SMS_URL', 'http://sms.example/messages'],
    ['ADMIT_SMS_URL', 'https://admit:secret@sms.example/messages'],
    ['ADMIT_SMS_TOKEN', 'two words'],
    ['ADMIT_TLS_PORT', '65536'],
    ['ADMIT_CRM_PORT', '-1'],
    ['ADMIT_PUBLIC_URL', 'admit.example'],
    ['ADMIT_PUBLIC_URL', 'http://admit.example'],
    ['ADMIT_PUBLIC_URL', 'https://admit.example/sign-in'],
    ['ADMIT_PUBLIC_URL', 'https://ana@admit.example'],
    ['ADMIT_PUBLIC_URL', 'javascript:alert(1)'],
    ['ADMIT_TRUSTED_PROXIES', '10.0.0.0/8,everybody'],
    ['ADMIT_TRUSTED_PROXIES', '10.0.0.0/99'],
    ['DATABASE_URL', 'mysql://db.example/admit'],
    ['ADMIT_LOG', 'loud'],
    ['ADMIT_TLS_CERT', '/does/not/exist.pem'],
  ])('name %s when it is %s', (name, value) =>
    expect(problems({ [name]: value })).toContainEqual(expect.stringMatching(`^${name}: `)),
  )

  it('want a certificate and its key together', () => {
    expect(problems({ ADMIT_TLS_CERT: cert })).toEqual(['ADMIT_TLS_CERT and ADMIT_TLS_KEY: give both or none'])
    expect(problems({ ADMIT_TLS_KEY: key })).toHaveLength(1)
  })

  it('want a mail server and an address that mail comes from together', () => {
    const both = 'ADMIT_SMTP_URL and ADMIT_MAIL_FROM: give both or none'
    expect(problems({ ADMIT_SMTP_URL: 'smtp://mail.example' })).toEqual([both])
    expect(problems({ ADMIT_MAIL_FROM: 'no-reply@admit.example' })).toEqual([both])
  })

  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'required', login: null }],
    ['smtps://mail.example/', { host: 'mail.example', port: 465, tls: 'from_the_start', login: null }],
    ['smtp://203.0.113.9:2525', { host: '203.0.113.9', port: 2525, tls: 'required' }],
    ['smtp://localhost', { host: 'localhost', port: 25, tls: 'where_offered' }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, tls: 'where_offered' }],
  ])('demand TLS of a mail server elsewhere: %s', (ADMIT_SMTP_URL, mail) =>
    expect(readConfig({ ADMIT_SMTP_URL, ADMIT_MAIL_FROM: 'a@b.example' }).mail).toMatchObject(mail),
  )

  it('want ports that differ', () => {
    expect(problems({ ADMIT_TLS_PORT: '8400' })).toHaveLength(1)
    expect(problems({ ADMIT_CRM_PORT: '8443' })).toHaveLength(1)
  })

  it('want an address to be reached by where others can reach us', () => {
    expect(problems({ ADMIT_HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^ADMIT_PUBLIC_URL: /)])
    expect(problems({ ADMIT_HOST: '127.8.8.8' })).toEqual([])
  })

  it('name everything that is wrong at once', () =>
    expect(problems({ ADMIT_PORT: 'x', ADMIT_LOG: 'y' }, ['--dmeo']).map((line) => line.split(':')[0])).toEqual([
      '--dmeo',
      'ADMIT_PORT',
      'ADMIT_LOG',
    ]))

  it('never show a database password', () =>
    expect(problems({ DATABASE_URL: 'mysql://admit:hunter2@db.example' }).join()).toMatch(/^DATABASE_URL(?!.*hunter2)/))
  it('never show the password of a mail server (SEC-38)', () =>
    expect(problems({ ADMIT_SMTP_URL: 'smtp://admit:hunter2@mail.example/x' }).join()).toMatch(
      /^ADMIT_SMTP_URL(?!.*hunter2)/,
    ))
})

describe('the demo', () => {
  const https = { ADMIT_PUBLIC_URL: 'https://admit.example' }

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', '::ffff:127.0.0.1'])('stands on %s', (ADMIT_HOST) =>
    expect(readConfig({ ADMIT_HOST }).hasDemo).toBe(true),
  )

  it.each(['0.0.0.0', '::', '192.168.1.4', '2001:db8::1'])('stands on %s only when asked for', (ADMIT_HOST) => {
    expect(readConfig({ ADMIT_HOST, ...https }).hasDemo).toBe(false)
    expect(readConfig({ ADMIT_HOST, ...https }, ['--demo']).hasDemo).toBe(true)
  })

  it('stands behind a public name only when asked for', () => {
    expect(readConfig(https).hasDemo).toBe(false)
    expect(readConfig(https, ['--demo']).hasDemo).toBe(true)
    expect(readConfig({ ADMIT_PUBLIC_URL: 'http://localhost:8080' }).hasDemo).toBe(true)
  })

  it('stays away with --no-demo', () => expect(readConfig({}, ['--no-demo']).hasDemo).toBe(false))
})
