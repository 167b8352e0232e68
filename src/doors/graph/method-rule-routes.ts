import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { methodRules } from '../../app/methods/method-rules.ts'
import type { Allowed, RuledKind } from '../../core/methods/allowed.ts'
import { AppError } from '../../errors.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { id } from './fields.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

/** What Graph calls the ways that it knows, each with its type; it has no word for passwords and recovery codes. */
const names: Readonly<Partial<Record<RuledKind, { readonly id: string; readonly type: string }>>> = {
  totp: { id: 'SoftwareOath', type: 'softwareOath' },
  passkey: { id: 'Fido2', type: 'fido2' },
  email: { id: 'Email', type: 'email' },
  sms: { id: 'Sms', type: 'sms' },
  voice: { id: 'Voice', type: 'voice' },
  temporary_pass: { id: 'TemporaryAccessPass', type: 'temporaryAccessPass' },
}

/** Ways that Graph knows and that nobody has here: they are off, and stay so. */
const without = ['MicrosoftAuthenticator', 'HardwareOath', 'X509Certificate'] as const

const everybody = 'all_users'
// What Graph says of a method besides cannot be said here: it is refused, and not passed over.
const target = z.strictObject({
  id: z.union([z.literal(everybody), id]),
  targetType: z.literal('group').optional(),
  isRegistrationRequired: z.literal(false).optional(),
})
const edit = z.strictObject({
  state: z.enum(['enabled', 'disabled']).optional(),
  includeTargets: z.array(target).max(100).optional(),
  excludeTargets: z.array(target).max(0).optional(),
})
const byId = z.object({ id: z.string().max(64) })
const tags = ['directory']

/** Which ways to prove who one is are allowed, and for whom, as Graph's policy of authentication methods; below `admit` all of them. */
export function methodRuleRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/policies/authenticationMethodsPolicy'
  const all = async (request: FastifyRequest) => methodRules(admit, await viewerOf(admit, request))
  const contextOf = (request: FastifyRequest) =>
    `${originOf(admit, request)}/v1.0/$metadata#authenticationMethodsPolicy`

  app.get(at, { schema: { tags } }, async (request) => ({
    '@odata.context': contextOf(request),
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    description: 'Which ways to prove who one is are allowed here, and for whom',
    policyVersion: '1.5',
    // There are no rules beside this one.
    policyMigrationState: 'migrationComplete',
    authenticationMethodConfigurations: shapes(await all(request)),
  }))
  app.get(`${at}/authenticationMethodConfigurations`, { schema: { tags } }, async (request) => ({
    '@odata.context': `${contextOf(request)}/authenticationMethodConfigurations`,
    value: shapes(await all(request)),
  }))
  app.get(`${at}/authenticationMethodConfigurations/:id`, { schema: { tags, params: byId } }, async (request) => {
    const found = shapes(await all(request)).find((one) => isCalled(one.id, request.params.id))
    if (found === undefined) throw new AppError('method.not_found')
    return { '@odata.context': `${contextOf(request)}/authenticationMethodConfigurations/$entity`, ...found }
  })
  app.patch(
    `${at}/authenticationMethodConfigurations/:id`,
    { schema: { tags, params: byId, body: edit } },
    async (request, reply) => {
      const rules = await all(request)
      const off = without.find((one) => isCalled(one, request.params.id))
      if (off !== undefined)
        throw new AppError('request.invalid', { field: 'state', hint: `Nobody has ${off} here: it stays off.` })
      const { kind, to } = named(rules, request.params.id)
      await carryOut(admit, request, [{ do: 'allow_method', kind, to: edited(to, request.body) }])
      return done(reply)
    },
  )
  app.get('/v1.0/admit/signInMethods', { schema: { tags: ['admit'] } }, async (request) => ({
    value: await all(request),
  }))
}

type Shown = Awaited<ReturnType<typeof methodRules>>

const isCalled = (name: string, id: string) => name.toLowerCase() === id.toLowerCase()

function named(all: Shown, id: string): Shown[number] {
  const found = all.find(({ kind }) => isCalled(names[kind]?.id ?? '', id))
  if (found === undefined) throw new AppError('method.not_found')
  return found
}

type Configuration = { readonly id: string } & Readonly<Record<string, unknown>>

/** Every configuration: of what there is here, and of what nobody has. */
function shapes(all: Shown): readonly Configuration[] {
  const ours = all.flatMap(({ kind, to }) => {
    const name = names[kind]
    return name === undefined ? [] : [shape(name, to)]
  })
  const type = (id: string) => `${id.charAt(0).toLowerCase()}${id.slice(1)}`
  return [...ours, ...without.map((id) => shape({ id, type: type(id) }, 'nobody'))]
}

function shape(name: { readonly id: string; readonly type: string }, to: Allowed): Configuration {
  const targets = typeof to === 'string' ? [everybody] : to
  return {
    '@odata.type': `#microsoft.graph.${name.type}AuthenticationMethodConfiguration`,
    id: name.id,
    state: to === 'nobody' ? 'disabled' : 'enabled',
    excludeTargets: [],
    includeTargets: targets.map((id) => ({ targetType: 'group', id, isRegistrationRequired: false })),
  }
}

/** For whom it is after an edit: what is not named stays. */
function edited(was: Allowed, { state, includeTargets }: z.infer<typeof edit>): Allowed {
  const isOn = state === undefined ? was !== 'nobody' : state === 'enabled'
  if (!isOn) return 'nobody'
  if (includeTargets === undefined) return was === 'nobody' ? 'everybody' : was
  const ids = includeTargets.map((one) => one.id)
  if (ids.length === 0) return 'nobody'
  return ids.includes(everybody) ? 'everybody' : [...new Set(ids)]
}
