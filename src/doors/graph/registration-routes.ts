import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import {
  registrationFeatures,
  registrationMethods,
  registrationOfPerson,
  registrationPage,
} from '../../app/registrations.ts'
import type { Counted } from '../../store/registered.ts'
import { type Api, byId } from './api.ts'
import { collection, entity, listing, showing } from './collection.ts'
import { registrationNoun } from './nouns/registration.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
/** Of whom is counted, as the functions of Graph are called with it. */
const whom = z.object({
  includedUserTypes: z.enum(['all', 'member', 'guest']).default('all'),
  includedUserRoles: z.enum(['all', 'privilegedAdmin', 'admin', 'user']).default('all'),
})
type Whom = z.infer<typeof whom>

/** The roles that Graph counts as privileged in these reports (authenticationMethodsRoot: usersRegisteredByFeature). */
const privileged = [
  ...['global-admin', 'security-admin', 'policy-admin', 'helpdesk', 'billing-admin', 'user-admin', 'auth-admin'],
]

/** Reports about what people have set up to prove who they are. */
export function registrationRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/reports/authenticationMethods'

  app.get(`${at}/userRegistrationDetails`, { schema: listing }, (request) =>
    collection(admit, request, registrationNoun, (viewer, asked) => registrationPage(admit, viewer, asked)),
  )
  app.get(`${at}/userRegistrationDetails/:id`, { schema: { ...showing, params: byId } }, async (request) =>
    entity(
      admit,
      request,
      registrationNoun,
      await registrationOfPerson(admit, await viewerOf(admit, request), request.params.id),
    ),
  )

  app.get(`${at}/usersRegisteredByFeature`, { schema: { tags, querystring: whom } }, async (request) => {
    const { total, ...counts } = await registrationFeatures(
      admit,
      await viewerOf(admit, request),
      countedOf(request.query),
    )
    return {
      ...headOf(originOf(admit, request), 'userRegistrationFeatureSummary', total, request.query),
      userRegistrationFeatureCounts: Object.entries(counts).map(([feature, userCount]) => ({ feature, userCount })),
    }
  })
  app.get(`${at}/usersRegisteredByMethod`, { schema: { tags, querystring: whom } }, async (request) => {
    const { total, ...counts } = await registrationMethods(
      admit,
      await viewerOf(admit, request),
      countedOf(request.query),
    )
    return {
      ...headOf(originOf(admit, request), 'userRegistrationMethodSummary', total, request.query),
      userRegistrationMethodCounts: Object.entries(counts).map(([authenticationMethod, userCount]) => ({
        ...{ authenticationMethod, userCount },
      })),
    }
  })
}

function headOf(origin: string, type: string, totalUserCount: number, { includedUserTypes, includedUserRoles }: Whom) {
  return {
    '@odata.context': `${origin}/v1.0/$metadata#microsoft.graph.${type}`,
    '@odata.type': `#microsoft.graph.${type}`,
    ...{ totalUserCount, userTypes: includedUserTypes, userRoles: includedUserRoles },
  }
}

function countedOf({ includedUserTypes: types, includedUserRoles: roles }: Whom): Counted {
  const of = { all: null, admin: { of: 'any' }, user: { of: 'none' }, privilegedAdmin: { of: privileged } } as const
  return { userType: types === 'all' ? null : types, roles: of[roles] }
}
