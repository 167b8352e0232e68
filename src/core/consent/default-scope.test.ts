import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { withoutDefault } from './default-scope.ts'

const { account, app } = aSnapshot()
const permissions = Object.fromEntries(
  (
    [
      ['api://crm/access', 'user'],
      ['api://crm/notes', 'user'],
      ['api://crm/export', 'admin'],
      ['api://crm-test/access', 'user'],
    ] as const
  ).map(([value, consent]) => [value, { value, title: value, consent }]),
)
const read = (scopes: readonly string[], own: readonly string[], forAll: readonly string[]) =>
  withoutDefault(
    scopes,
    account && app && { ...account, consents: [{ appId: app.id, scopes: own }] },
    app && { ...app, adminConsent: forAll },
    permissions,
  )

it('is everything consented to at that resource, by the person and for everybody, once', () => {
  expect(
    read(['openid', 'api://crm/.default'], ['openid', 'api://crm/access'], ['api://crm/export', 'api://crm/access']),
  ).toEqual(['openid', 'api://crm/export', 'api://crm/access'])
})
it('is all a person may consent to where nothing is', () => {
  expect(read(['api://crm/.default'], ['openid', 'api://crm-test/access'], [])).toEqual([
    'api://crm/access',
    'api://crm/notes',
  ])
})
it('leaves other scopes as they are', () => {
  const scopes = ['openid', 'api://crm/access']
  expect(read(scopes, [], [])).toBe(scopes)
})
it('is nothing that was consented to and is no permission any more', () => {
  expect(read(['api://crm/.default'], ['api://crm/access', 'api://crm/was'], ['api://crm/was'])).toEqual([
    'api://crm/access',
  ])
})
