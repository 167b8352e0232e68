import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { App } from '../snapshot.ts'
import { redirectMatches, redirectRegistered } from './redirect-registered.ts'

type Kind = App['redirectUris'][number]['kind']

const sends = (redirectUri: string | null, registered = 'https://crm.example/callback', kind: Kind = 'web') =>
  aSnapshot({ attempt: { redirectUri }, app: { redirectUris: [{ uri: registered, kind }] } })
const native = (sent: string, registered: string) => sends(sent, registered, 'native')

describeGate(redirectRegistered, {
  pass: {
    'the registered address': sends('https://crm.example/callback'),
    'one of several': aSnapshot({
      attempt: { redirectUri: 'https://crm.example/two' },
      app: {
        redirectUris: [
          { uri: 'https://crm.example/one', kind: 'web' },
          { uri: 'https://crm.example/two', kind: 'spa' },
        ],
      },
    }),
    'the registered address with its query': sends(
      'https://crm.example/cb?tenant=1',
      'https://crm.example/cb?tenant=1',
    ),
    'a native app on any port of this machine': native('http://127.0.0.1:51004/callback', 'http://127.0.0.1/callback'),
    'a native app on a port other than the registered': native('http://127.0.0.1:51004/cb', 'http://127.0.0.1:3000/cb'),
    'a native app without a port': native('http://127.0.0.1/cb', 'http://127.0.0.1:3000/cb'),
    'a native app by the name localhost': native('http://localhost:51004', 'http://localhost'),
    'a native app by IPv6': native('http://[::1]:51004/cb', 'http://[::1]/cb'),
    'no path where the root is registered': native('http://localhost:51004/', 'http://localhost'),
    'the root where no path is registered': native('http://localhost:51004', 'http://localhost/'),
    'the scheme of a native app': native('com.example.crm:/callback', 'com.example.crm:/callback'),
  },
  notApplicable: {
    'where the attempt has none': sends(null),
    'to parts of Admit itself': aSnapshot({ attempt: { redirectUri: 'https://x.example/' }, app: { isOwn: true } }),
  },
  stop: {
    'another path': ['unregistered', sends('https://crm.example/other')],
    'a path below the registered': ['unregistered', sends('https://crm.example/callback/more')],
    'a last slash too many': ['unregistered', sends('https://crm.example/callback/')],
    'a last slash too few': ['unregistered', sends('https://crm.example', 'https://crm.example/')],
    'another case in the path': ['unregistered', sends('https://crm.example/Callback')],
    'another case in the host': ['unregistered', sends('https://CRM.example/callback')],
    'a query nobody registered': ['unregistered', sends('https://crm.example/callback?next=evil')],
    'a fragment': ['unregistered', sends('https://crm.example/callback#x')],
    'http for https': ['unregistered', sends('http://crm.example/callback')],
    'a port that is written out': ['unregistered', sends('https://crm.example:443/callback')],
    'a host below the registered': ['unregistered', sends('https://www.crm.example/callback')],
    'a host that begins with the registered': ['unregistered', sends('https://crm.example.evil.example/callback')],
    'the registered host as a name before an @': ['unregistered', sends('https://crm.example@evil.example/callback')],
    'a path that is written otherwise': ['unregistered', sends('https://crm.example/x/../callback')],
    'a letter that is encoded': ['unregistered', sends('https://crm.example/callb%61ck')],
    'a wildcard, which is no address': ['unregistered', sends('https://a.crm.example/', 'https://*.crm.example/')],
    'an empty address': ['unregistered', sends('')],
    'a script': ['unregistered', sends('javascript:alert(1)')],
    'any where none is registered': [
      'unregistered',
      aSnapshot({ attempt: { redirectUri: 'https://crm.example/callback' }, app: { redirectUris: [] } }),
    ],
    'another port of this machine for a web app': [
      'unregistered',
      sends('http://localhost:3001/cb', 'http://localhost:3000/cb'),
    ],
    'another port of this machine for a single-page app': [
      'unregistered',
      sends('http://localhost:3001/cb', 'http://localhost:3000/cb', 'spa'),
    ],
    'another path on this machine': ['unregistered', native('http://127.0.0.1:9/other', 'http://127.0.0.1/callback')],
    'a last slash too many on this machine': ['unregistered', native('http://127.0.0.1:9/cb/', 'http://127.0.0.1/cb')],
    'another port in the path': ['unregistered', native('http://127.0.0.1/a:2/b', 'http://127.0.0.1/a:1/b')],
    'another name of this machine': ['unregistered', native('http://localhost:9/cb', 'http://127.0.0.1/cb')],
    'https on another port of this machine': [
      'unregistered',
      native('https://localhost:9/cb', 'https://localhost:8/cb'),
    ],
    'another port of another machine': ['unregistered', native('http://crm.example:9/cb', 'http://crm.example/cb')],
    'a host that begins like this machine': [
      'unregistered',
      native('http://127.0.0.1.evil.example/cb', 'http://127.0.0.1/cb'),
    ],
    'another address of this machine': ['unregistered', native('http://127.0.0.2:9/cb', 'http://127.0.0.1/cb')],
    'this machine as a name before an @': [
      'unregistered',
      native('http://localhost:9@evil.example/', 'http://localhost/'),
    ],
    'a port of too many digits': ['unregistered', native('http://127.0.0.1:123456/cb', 'http://127.0.0.1/cb')],
    'another scheme of a native app': [
      'unregistered',
      native('com.example.crm2:/callback', 'com.example.crm:/callback'),
    ],
  },
})

describe('a redirect address that is not registered', () => {
  const asked = (sent: string, registered = 'https://crm.example/callback', kind: Kind = 'web') => {
    const answer = redirectRegistered.check(sends(sent, registered, kind))
    if (answer.is !== 'stop') throw new Error(`it is ${answer.is}`)
    return answer
  }

  it.each([
    ['https://crm.example/callback/', 'last slash'],
    ['https://crm.example/CALLBACK', 'case'],
    ['http://crm.example/callback', 'scheme'],
    ['https://crm.example:8443/callback', 'port'],
    ['https://crm.example/other', 'path'],
    ['https://other.example/callback', 'host'],
  ])('%s differs in its %s', (sent, part) =>
    expect(asked(sent).args['hint']).toBe(`; the nearest differs in its ${part}`),
  )
  it('is compared with the nearest of all, and with none where two parts differ', () => {
    expect(asked('http://other.example/callback').args['hint']).toBe('')
    expect(asked('no address').args['hint']).toBe('')
  })

  it.each(['https://crm.example/other', 'http://localhost:3000/cb', 'http://127.0.0.1/cb', 'http://[::1]:3000/cb'])(
    '%s may be registered by one press',
    (sent) => {
      expect(asked(sent).remedies).toEqual([{ do: 'register_redirect', appId: 'crm', uri: sent, kind: 'web' }])
    },
  )

  it.each([
    'http://crm.example/callback',
    'https://crm.example/callback#token',
    'https://crm.example@evil.example/',
    'https://crm.example\\@evil.example/',
    'https://crm.example/a b',
    'https://*.crm.example/callback',
    'http://localhost:3000/a b',
    'http://localhost.evil.example/cb',
    'javascript:alert(1)',
    '',
  ])('SEC-23: “%s” may not', (sent) => expect(asked(sent).remedies).toEqual([]))
})

it('SEC-23: knows no wildcard, prefix or pattern', () => {
  const registered = [{ uri: 'https://crm.example/.*', kind: 'web' as const }]
  expect(redirectMatches(registered, 'https://crm.example/x')).toBe(false)
  expect(redirectMatches(registered, 'https://crm.example/.*')).toBe(true)
})
