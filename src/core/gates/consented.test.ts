import { expect, it } from 'vitest'
import { aSnapshot, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { consented } from './consented.ts'

const asks = (scopes: readonly string[], edit: SnapshotEdit = {}) => aSnapshot({ ...edit, attempt: { scopes } })
const gave = (appId: string, ...scopes: readonly string[]) => ({ account: { consents: [{ appId, scopes }] } })
const nothing = { account: { consents: [] } }
const mayNot = { tenant: { userConsent: 'off' as const } }

describeGate(consented, {
  pass: {
    'what the person gave': asks(['openid', 'profile'], gave('crm', 'openid', 'profile')),
    'what the person gave, in another order': asks(['profile', 'openid'], gave('crm', 'openid', 'profile')),
    'less than the person gave': asks(['openid'], gave('crm', 'openid', 'profile', 'email')),
    'what an administrator gave for everybody': asks(['openid'], { ...nothing, app: { adminConsent: ['openid'] } }),
    'half by the person, half by an administrator': asks(['openid', 'email'], {
      ...gave('crm', 'openid'),
      app: { adminConsent: ['email'] },
    }),
    'what was given before people were no longer allowed to': asks(['openid'], { ...gave('crm', 'openid'), ...mayNot }),
    'what is an administrator’s to give: admin-consented speaks': asks(['api://crm/export'], nothing),
    'what nobody knows: admin-consented speaks': asks(['api://unheard/of'], nothing),
  },
  notApplicable: {
    'to parts of Admit itself': asks(['openid'], { ...nothing, app: { isOwn: true } }),
    'where nothing is asked for': asks([], nothing),
  },
  stop: {
    'before the person gave anything': ['missing', asks(['openid'], nothing)],
    'more than the person gave': ['missing', asks(['openid', 'email'], gave('crm', 'openid'))],
    'what the person gave to another app': ['missing', asks(['openid'], gave('ledger', 'openid'))],
    'as many other permissions': ['missing', asks(['openid', 'email'], gave('crm', 'openid', 'profile'))],
    'another case of what was given': [
      'missing',
      aSnapshot({
        attempt: { scopes: ['OpenID'] },
        tenant: { permissions: { OpenID: { value: 'OpenID', title: 'Another', consent: 'user' } } },
        ...gave('crm', 'openid'),
      }),
    ],
    'where people may not consent for themselves': ['not_allowed', asks(['openid'], { ...nothing, ...mayNot })],
    'more than was given while people still might': [
      'not_allowed',
      asks(['openid', 'email'], { ...gave('crm', 'openid'), ...mayNot }),
    ],
  },
})

it('A15: the person is asked for what is new only, and keeps what they gave', () => {
  const answer = consented.check(asks(['openid', 'email', 'profile'], gave('crm', 'openid')))
  expect(answer).toMatchObject({
    args: { scopes: 'email, profile' },
    remedies: [
      { do: 'consent', accountId: 'alice', scopes: ['email', 'profile'] },
      { do: 'consent_for_all', scopes: ['email', 'profile'] },
    ],
  })
})

it('A4: where people may not consent, only an administrator can help', () => {
  expect(consented.check(asks(['openid'], { ...nothing, ...mayNot }))).toMatchObject({
    remedies: [{ do: 'consent_for_all', scopes: ['openid'] }],
  })
})
