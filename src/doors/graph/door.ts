import type { FastifyInstance, RouteOptions } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Admit } from '../../app/admit.ts'
import { AppError } from '../../errors.ts'
import { jsonIn } from '../plain-data.ts'
import { withoutAnnotations } from './annotations.ts'
import { administrativeUnitRoutes } from './administrative-units.ts'
import { admitRoutes } from './admit-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { appAssignmentRoutes } from './app-assignments.ts'
import { applicationRoutes } from './applications.ts'
import { attributeCollectionRoutes } from './attribute-collection.ts'
import { authenticationRoutes } from './authentication.ts'
import { certificateRoutes } from './certificate-routes.ts'
import { batchRoute } from './batch.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { deltaRoutes } from './delta.ts'
import { domainRoutes } from './domains.ts'
import { exportRoutes } from './export-routes.ts'
import { grantRoutes } from './grants.ts'
import { identityProviderRoutes } from './identity-providers.ts'
import { groupMemberRoutes } from './group-members.ts'
import { groupRoutes } from './groups.ts'
import { invitationRoutes } from './invitations.ts'
import { licenceRoutes } from './licences.ts'
import { logRoutes } from './logs.ts'
import { openApi } from './openapi.ts'
import { organizationRoutes } from './organization.ts'
import { ownerRoutes } from './owners.ts'
import { mayAsk } from './permissions.ts'
import { passwordResetRoutes } from './password-reset-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { signInPreferenceRoutes } from './sign-in-preferences.ts'
import { registrationRoutes } from './registration-routes.ts'
import { signInPageRoutes } from './sign-in-page-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { methodRuleRoutes } from './method-rule-routes.ts'
import { strengthRoutes } from './strength-routes.ts'
import { scopedRoleRoutes } from './scoped-roles.ts'
import { scimTokenRoutes } from './scim-token-routes.ts'
import { userRelationRoutes } from './user-relations.ts'
import { userRoutes } from './users.ts'
import { deletedItemRoutes } from './deleted-items.ts'

/** The API below /v1.0: Graph's shapes, and what Admit adds beside them. Its OpenAPI document is made from the routes. */
export function graphDoor(app: FastifyInstance, admit: Admit): void {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setSchemaErrorFormatter(
    (errors) =>
      new AppError('request.invalid', {
        field: fieldOf(errors[0]),
        hint: errors[0]?.message ?? '',
        issues: errors.slice(0, 20).map((error) => `${fieldOf(error)}: ${error.message}`),
      }),
  )
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1.0/')) routes.push(route)
  })
  // Before anything of a request is read.
  app.addHook('onRequest', (request) => mayAsk(admit, request))
  // JSON and nothing else: a form of another site can send the other types without being asked (SEC-14).
  app.removeAllContentTypeParsers()
  // DELETE and bodiless POST come with a JSON content type from many clients.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => jsonIn(body))

  app.addHook('preValidation', async (request) => {
    if (!request.url.startsWith('/v1.0/admit/')) request.body = withoutAnnotations(request.body)
  })

  const api = app.withTypeProvider<ZodTypeProvider>()
  admitRoutes(api, admit)
  userRoutes(api, admit)
  deletedItemRoutes(api, admit)
  userRelationRoutes(api, admit)
  authenticationRoutes(api, admit)
  signInPreferenceRoutes(api, admit)
  passwordResetRoutes(api, admit)
  attributeCollectionRoutes(api, admit)
  groupRoutes(api, admit)
  groupMemberRoutes(api, admit)
  ownerRoutes(api, admit)
  administrativeUnitRoutes(api, admit)
  licenceRoutes(api, admit)
  domainRoutes(api, admit)
  identityProviderRoutes(api, admit)
  applicationRoutes(api, admit)
  certificateRoutes(api, admit)
  appAssignmentRoutes(api, admit)
  grantRoutes(api, admit)
  roleRoutes(api, admit)
  scopedRoleRoutes(api, admit)
  passwordRoutes(api, admit)
  strengthRoutes(api, admit)
  methodRuleRoutes(api, admit)
  contactRoutes(api, admit)
  signInPageRoutes(api, admit)
  invitationRoutes(api, admit)
  organizationRoutes(api, admit)
  logRoutes(api, admit)
  registrationRoutes(api, admit)
  exportRoutes(api, admit)
  bulkRoutes(api, admit)
  deltaRoutes(api, admit)
  batchRoute(api, admit)
  scimTokenRoutes(api, admit)
  let document: object | undefined
  app.get('/openapi.json', () => {
    document ??= openApi(routes, admit.config.origins[0] as string)
    return document
  })
}

type Issue = { readonly instancePath: string; readonly params?: Readonly<Record<string, unknown>> }

/** The field an issue is about: `account.displayName`, or the name nobody knows. */
function fieldOf(issue: Issue | undefined): string {
  const path = (issue?.instancePath ?? '').split('/').filter(Boolean)
  const { keys } = issue?.params ?? {}
  return [...path, ...(Array.isArray(keys) ? [String(keys[0])] : [])].join('.').slice(0, 200)
}
