import { expect, it } from 'vitest'
import { isSafeRedirect } from './safe-redirect.ts'

const id = '8d7c1e34-0a1b-4c2d-9e3f-5a6b7c8d9e0f'
const other = '00000000-0a1b-4c2d-9e3f-5a6b7c8d9e0f'

it.each([
  'https://app.example/back',
  'http://localhost:3000/back',
  'http://[::1]/',
  'com.company.app://auth',
  `msal${id}://auth`,
  `MSAL${id.toUpperCase()}://auth`,
])('SEC-23: %s may be registered', (address) => expect(isSafeRedirect(address, id)).toBe(true))

it.each([
  'http://app.example/back',
  'https://*.app.example/back',
  'https://app.example/#back',
  'https://app.example@evil.example/',
  'company://auth',
  'javascript:alert(1)',
  'data:text/html,x',
  'msal://auth',
  'msalauth://auth',
  `msal${other}://auth`,
  `msal${id}0://auth`,
  `xmsal${id}://auth`,
  'back',
])('SEC-23: %s may not', (address) => expect(isSafeRedirect(address, id)).toBe(false))

it('SEC-23: an address made of an id is of some app, where nobody knows which', () => {
  expect(isSafeRedirect(`msal${id}://auth`, null)).toBe(true)
  expect(isSafeRedirect('msal://auth', null)).toBe(false)
})
