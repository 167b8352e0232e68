import { describe, expect, it } from 'vitest'
import { plainAddress } from './keys-in-address.ts'

describe('an address of the API', () => {
  it.each([
    ["/v1.0/users('a%40b.example')", '/v1.0/users/a%40b.example'],
    [
      "/v1.0/applications(appId='x')/owners?$filter=startsWith(displayName,'a')",
      "/v1.0/applications/x/owners?$filter=startsWith(displayName,'a')",
    ],
    ['/v1.0/servicePrincipals(appId=%27x%27)', '/v1.0/servicePrincipals/x'],
    ["/v1.0/groups('g')/members('m')/$ref", '/v1.0/groups/g/members/m/$ref'],
    ["/v1.0/users('o''brien@x.example')/manager", '/v1.0/users/o%27brien@x.example/manager'],
    ['/v1.0/users(%27o%27%27brien%27)', '/v1.0/users/o%27brien'],
    ["/v1.0/users('o'brien')", "/v1.0/users('o'brien')"],
    ["/v1.0/groups(uniqueName='g')", "/v1.0/groups(uniqueName='g')"],
    ["/v1.0/users?$filter=id eq ('x')", "/v1.0/users?$filter=id eq ('x')"],
    ["/v1.0/users('a/../b')", "/v1.0/users('a/../b')"],
    ["/signin('x')", "/signin('x')"],
    [
      "/v1.0/reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='admin')",
      '/v1.0/reports/authenticationMethods/usersRegisteredByFeature?includedUserTypes=all&includedUserRoles=admin',
    ],
    [
      '/v1.0/reports/authenticationMethods/usersRegisteredByMethod(includedUserTypes=%27guest%27)?x=1',
      '/v1.0/reports/authenticationMethods/usersRegisteredByMethod?x=1&includedUserTypes=guest',
    ],
    ['/v1.0/reports/x/usersRegisteredByMethod()', '/v1.0/reports/x/usersRegisteredByMethod'],
    ["/v1.0/x/usersRegisteredByMethod(a='b&c=d')", "/v1.0/x/usersRegisteredByMethod(a='b&c=d')"],
  ])('%s is %s', (asked, plain) => expect(plainAddress(asked)).toBe(plain))
})
