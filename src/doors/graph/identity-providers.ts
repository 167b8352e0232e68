import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import {
  addProvider,
  changeProvider,
  checkProvider,
  providerDetails,
  providerList,
  type WantedProvider,
} from '../../app/federation/providers.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { providerSettings } from './federation-change-schema.ts'
import { id, name } from './fields.ts'
import { identityProviderNoun } from './nouns/identity-provider.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const byId = z.object({ id })
const secret = z.string().min(1).max(1024)
const ending = '/.well-known/openid-configuration'

/** What Graph says of a provider of this kind. What it has no words for is as is usual, and is said below `admit`. */
const body = z.strictObject({
  displayName: name,
  clientId: providerSettings.clientId,
  clientSecret: secret.nullish(),
  metadataUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine((address) => address.endsWith(ending), `it ends with ${ending}`),
  scope: z.string().max(1000).default('openid profile email'),
  responseType: z.literal('code').default('code'),
  responseMode: z.literal('query').default('query'),
  domainHint: z.null().optional(),
  claimsMapping: z.looseObject({ userId: providerSettings.subject.default('sub') }).default({ userId: 'sub' }),
})
const edited = body.pick({ displayName: true, clientId: true, clientSecret: true, scope: true }).partial()

/** Other OpenID Connect providers that people sign in through: as Graph has them, and whole below `admit`. */
export function identityProviderRoutes(app: Api, admit: Admit): void {
  const shown = async (request: FastifyRequest, id: string) =>
    entity(admit, request, identityProviderNoun, await providerDetails(admit, await viewerOf(admit, request), id))
  const at = '/v1.0/identity/identityProviders'

  app.get(at, { schema: listing }, (request) =>
    collection(admit, request, identityProviderNoun, async (viewer, asked) =>
      pageOf(await providerList(admit, viewer), identityProviderNoun, asked),
    ),
  )
  app.post(at, { schema: { tags, body } }, async (request, reply) => {
    const { displayName, clientId, clientSecret, metadataUrl, scope, claimsMapping } = request.body
    const made = await addProvider(admit, await viewerOf(admit, request), {
      ...{ name: displayName, issuer: metadataUrl.slice(0, -ending.length), clientId, subject: claimsMapping.userId },
      ...{ client: clientSecret == null ? 'public' : 'confidential', scopes: scope.split(' ').filter(Boolean) },
      ...{ nameClaim: 'preferred_username', secondFactor: 'ours', mfaAcr: null, guests: 'none' },
      secret: clientSecret ?? undefined,
    })
    return reply.code(201).send(await shown(request, made.id))
  })
  app.get(`${at}/:id`, { schema: { ...showing, params: byId } }, (request) => shown(request, request.params.id))
  app.patch(`${at}/:id`, { schema: { tags, params: byId, body: edited } }, async (request, reply) => {
    const { displayName, clientId, clientSecret, scope } = request.body
    await changeProvider(admit, await viewerOf(admit, request), request.params.id, {
      ...(displayName === undefined ? {} : { name: displayName }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(scope === undefined ? {} : { scopes: scope.split(' ').filter(Boolean) }),
      ...(clientSecret === undefined ? {} : { client: clientSecret === null ? 'public' : 'confidential' }),
      ...(clientSecret == null ? {} : { secret: clientSecret }),
    })
    return done(reply)
  })
  app.delete(`${at}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
    await carryOut(admit, request, [{ do: 'delete_identity_provider', providerId: request.params.id }])
    return done(reply)
  })

  const own = '/v1.0/admit/identityProviders'
  const whole = z.strictObject({ ...providerSettings, secret: secret.optional() })
  app.get(own, { schema: { tags: ['admit'] } }, async (request) => ({
    value: await providerList(admit, await viewerOf(admit, request)),
    // Of those for guests one is ours, where this server has it.
    personalAccounts: admit.config.personalAccounts,
  }))
  app.post(own, { schema: { tags: ['admit'], body: whole } }, async (request, reply) =>
    reply.code(201).send(await addProvider(admit, await viewerOf(admit, request), request.body)),
  )
  app.post(
    `${own}/:id`,
    { schema: { tags: ['admit'], params: byId, body: whole.omit({ issuer: true, subject: true }).partial() } },
    async (request) =>
      changeProvider(
        admit,
        await viewerOf(admit, request),
        request.params.id,
        // What is left out stays.
        Object.fromEntries(
          Object.entries(request.body).filter(([, value]) => value !== undefined),
        ) as Partial<WantedProvider>,
      ),
  )
  app.post(
    `${own}/check`,
    {
      schema: {
        tags: ['admit'],
        body: z.union([
          z.strictObject({ id }),
          z.strictObject({ issuer: providerSettings.issuer, clientId: providerSettings.clientId }),
        ]),
      },
    },
    async (request) => checkProvider(admit, await viewerOf(admit, request), request.body),
  )
}
