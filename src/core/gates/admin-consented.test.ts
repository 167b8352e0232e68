import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { adminConsented } from './admin-consented.ts'

const asks = (scopes: readonly string[], edit: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({ ...edit, attempt: { scopes } })
const exported = 'api://crm/export'

describeGate(adminConsented, {
  pass: {
    'what people may give themselves, given or not': asks(['openid', 'email'], { account: { consents: [] } }),
    'what an administrator consented to': asks([exported], { app: { adminConsent: [exported] } }),
    'what an administrator consented to, among more': asks(['openid', exported], {
      app: { adminConsent: ['profile', exported] },
    }),
  },
  notApplicable: {
    'to parts of Admit itself': asks([exported], { app: { isOwn: true } }),
    'where nothing is asked for': asks([]),
  },
  stop: {
    'what is marked for administrators': ['missing', asks([exported])],
    'that alone of much that is given': ['missing', asks(['openid', 'profile', exported])],
    'where the person consented and an administrator did not': [
      'missing',
      asks([exported], { account: { consents: [{ appId: 'crm', scopes: [exported] }] } }),
    ],
    'a permission nobody knows': ['unknown', asks(['api://unheard/of'])],
    'one that only sounds right, beside what is given': ['unknown', asks(['openid', 'api://crm/nonsense'])],
    'one that was consented to and is no more': [
      'unknown',
      asks(['api://crm/was'], { app: { adminConsent: ['api://crm/was'] } }),
    ],
    'one that is called as every object is made': ['unknown', asks(['constructor'])],
    'another case of what was consented to': [
      'unknown',
      asks(['API://crm/export'], { app: { adminConsent: [exported] } }),
    ],
    'the same where people may not consent for themselves': [
      'missing',
      asks([exported], { tenant: { userConsent: 'off' } }),
    ],
    'whoever it is, also somebody nobody knows': ['missing', asks([exported], { account: null })],
    'a Global Administrator too': ['missing', asks([exported], { account: { roles: ['global-admin'] } })],
  },
})

it('A4: an administrator consents to just what is missing, for everybody', () => {
  const s = asks(['openid', 'api://crm/access', 'api://crm/export'], { app: { adminConsent: ['api://crm/access'] } })
  expect(adminConsented.check(s)).toMatchObject({
    args: { scopes: 'api://crm/export' },
    remedies: [{ do: 'consent_for_all', appId: 'crm', scopes: ['api://crm/export'] }],
  })
})

it('offers no consent to what does not exist', () => {
  expect(adminConsented.check(asks([exported, 'api://crm/nonsense']))).toMatchObject({
    args: { scopes: 'api://crm/nonsense' },
    remedies: [],
  })
})
