import { chosenFor } from '../../app/passwords/chosen-for.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { contactsOf, type Reached } from '../../app/contacts.ts'
import { methodsOf, type PersonsMethods } from '../../app/methods/methods-of.ts'
import { passLimits, stateOf } from '../../core/methods/temporary-pass.ts'
import { AppError } from '../../errors.ts'
import type { MethodRow, PassRow } from '../../store/methods.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { contactEntities, contactKinds } from './contact-routes.ts'
import { id } from './fields.ts'
import { iso } from './nouns/instant.ts'
import { originOf } from './origin.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId, selfOf } from './who.ts'

const tags = ['directory']
const [least, most] = passLimits.minutes
const newPass = z.strictObject({
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  lifetimeInMinutes: z.number().int().min(least).max(most).default(60),
  isUsableOnce: z.boolean().default(false),
})
const requirements = z.strictObject({ perUserMfaState: z.enum(['disabled', 'enabled', 'enforced']) })
const ofMethod = { method: id }
const reset = z.strictObject({ newPassword: z.string().max(256).nullish() }).nullish()

/** The id that every password has among the methods of a person. */
const passwordId = '28c10230-6103-485e-b985-444c60001490'

/** What people prove with, and passes for who has nothing at hand; below `users/{id}` and of whoever asks below `me`. */
export function authenticationRoutes(app: Api, admit: Admit): void {
  for (const base of ['/v1.0/users/:id', '/v1.0/me'] as const) {
    const isSelf = base === '/v1.0/me'
    const at = `${base}/authentication`
    const schema = isSelf ? { tags } : { tags, params: byName }
    const oneSchema = { tags, params: isSelf ? z.object(ofMethod) : byName.extend(ofMethod) }
    const who = (request: FastifyRequest) =>
      isSelf ? selfOf(admit, request) : accountId(admit, request, (request.params as { id: string }).id)
    const read = async (request: FastifyRequest) => methodsOf(admit, await viewerOf(admit, request), await who(request))
    const answer = async (request: FastifyRequest, name: string, value: readonly object[]) => ({
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${await who(request)}')/authentication/${name}`,
      value,
    })
    const named = (request: FastifyRequest) => (request.params as { method: string }).method

    app.get(`${at}/methods`, { schema }, async (request) =>
      answer(request, 'methods', [
        ...allOf(await read(request), admit.now()),
        ...typedContacts(await contactsOf(admit, await viewerOf(admit, request), await who(request))),
      ]),
    )

    app.get(`${at}/requirements`, { schema }, async (request) => ({
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${await who(request)}')/authentication/requirements/$entity`,
      perUserMfaState: (await read(request)).mfaState,
    }))

    for (const kind of setUp) {
      const { name } = kind
      app.get(`${at}/${name}`, { schema }, async (request) =>
        answer(request, name, of(kind, await read(request)).map(kind.shape)),
      )
      app.get(`${at}/${name}/:method`, { schema: oneSchema }, async (request) =>
        kind.shape(oneOf(kind, await read(request), named(request))),
      )
      app.delete(`${at}/${name}/:method`, { schema: oneSchema }, async (request, reply) => {
        const { id: methodId } = oneOf(kind, await read(request), named(request))
        await carryOut(admit, request, [{ do: 'remove_method', accountId: await who(request), methodId }])
        return done(reply)
      })
    }

    app.get(`${at}/passwordMethods`, { schema }, async (request) =>
      answer(request, 'passwordMethods', passwordsOf(await read(request))),
    )
    app.get(`${at}/passwordMethods/:method`, { schema: oneSchema }, async (request) => {
      const found = passwordsOf(await read(request)).find((one) => one.id === named(request))
      if (found === undefined) throw new AppError('method.not_found')
      return found
    })

    app.get(`${at}/temporaryAccessPassMethods`, { schema }, async (request) => {
      const { pass } = await read(request)
      return answer(request, 'temporaryAccessPassMethods', pass === null ? [] : [passShape(pass, admit.now())])
    })
    app.get(`${at}/temporaryAccessPassMethods/:method`, { schema: oneSchema }, async (request) =>
      passShape(passNamed(await read(request), named(request)), admit.now()),
    )
    app.delete(`${at}/temporaryAccessPassMethods/:method`, { schema: oneSchema }, async (request, reply) => {
      passNamed(await read(request), named(request))
      await carryOut(admit, request, [{ do: 'remove_temporary_pass', accountId: await who(request) }])
      return done(reply)
    })
  }

  // Nobody sets it for themselves: it says what is asked of them.
  app.patch(
    '/v1.0/users/:id/authentication/requirements',
    { schema: { tags, params: byName, body: requirements } },
    async (request, reply) => {
      const person = await accountId(admit, request, request.params.id)
      await carryOut(admit, request, [{ do: 'set_mfa_state', accountId: person, state: request.body.perUserMfaState }])
      return done(reply)
    },
  )

  app.post(
    '/v1.0/users/:id/authentication/temporaryAccessPassMethods',
    { schema: { tags, params: byName, body: newPass } },
    async (request, reply) => {
      const person = await accountId(admit, request, request.params.id)
      const { startDateTime, lifetimeInMinutes: minutes, isUsableOnce } = request.body
      const startsAt = startDateTime == null ? null : Date.parse(startDateTime)
      const uses = isUsableOnce ? 'one' : 'many'
      const { temporaryPass } = await carryOut(admit, request, [
        { do: 'issue_temporary_pass', accountId: person, uses, minutes, startsAt },
      ])
      const { pass } = await methodsOf(admit, await viewerOf(admit, request), person)
      // Shown this once: whoever reads it again is told when it is good, and not what it is.
      return reply.code(201).send({ ...passShape(pass as PassRow, admit.now()), temporaryAccessPass: temporaryPass })
    },
  )

  // Whoever chooses none is answered with ours; either is changed at the next sign-in.
  app.post(
    '/v1.0/users/:id/authentication/methods/:method/resetPassword',
    { schema: { tags, params: byName.extend(ofMethod), body: reset } },
    async (request) => {
      if (request.params.method !== passwordId) throw new AppError('method.not_found')
      const person = await accountId(admit, request, request.params.id)
      const viewer = await viewerOf(admit, request)
      const secrets = await chosenFor(admit, viewer, request.body?.newPassword, { accountId: person })
      const change = { do: 'issue_temporary_password', accountId: person } as const
      const { temporaryPassword } = await carryOut(admit, request, [change], null, undefined, secrets)
      return {
        '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#microsoft.graph.passwordResetResponse`,
        newPassword: temporaryPassword,
      }
    },
  )

  app.get('/v1.0/admit/people/:id/methods', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    methodsOf(admit, await viewerOf(admit, request), request.params.id, 'deleted_too'),
  )
}

function allOf(all: PersonsMethods, now: number): object[] {
  const { pass } = all
  return [
    ...passwordsOf(all).map((one) => typed('passwordAuthenticationMethod', one)),
    ...setUp.flatMap((kind) => of(kind, all).map((one) => typed(kind.type, kind.shape(one)))),
    ...(pass === null ? [] : [typed('temporaryAccessPassAuthenticationMethod', passShape(pass, now))]),
  ]
}

const typed = (name: string, shape: object) => ({ '@odata.type': `#microsoft.graph.${name}`, ...shape })

function typedContacts({ contacts }: Reached): object[] {
  return Object.entries(contactKinds).flatMap(([name, { type }]) =>
    contactEntities(name as keyof typeof contactKinds, contacts).map((one) => typed(type, one)),
  )
}

const passwordsOf = ({ passwordSetAt }: PersonsMethods) =>
  passwordSetAt === null ? [] : [{ id: passwordId, password: null, createdDateTime: iso(passwordSetAt) }]

/** What people set up themselves, as Graph calls and shows it. */
type SetUp = {
  readonly name: string
  readonly kind: MethodRow['kind']
  readonly type: string
  readonly shape: (one: MethodRow) => object
}

const setUp: readonly SetUp[] = [
  {
    name: 'softwareOathMethods',
    kind: 'totp',
    type: 'softwareOathAuthenticationMethod',
    shape: ({ id, createdAt }) => ({ id, secretKey: null, createdDateTime: iso(createdAt) }),
  },
  {
    name: 'fido2Methods',
    kind: 'passkey',
    type: 'fido2AuthenticationMethod',
    // Nobody is asked to prove of which make a key is.
    shape: ({ id, name, createdAt }) => ({
      ...{ id, displayName: name, createdDateTime: iso(createdAt) },
      ...{ aaGuid: null, model: null, attestationCertificates: [], attestationLevel: 'notAttested' },
    }),
  },
]

const of = ({ kind }: SetUp, { methods }: PersonsMethods) => methods.filter((one) => one.kind === kind)

function oneOf(kind: SetUp, all: PersonsMethods, id: string): MethodRow {
  const found = of(kind, all).find((one) => one.id === id)
  if (found === undefined) throw new AppError('method.not_found')
  return found
}

function passNamed({ pass }: PersonsMethods, id: string): PassRow {
  if (pass?.id !== id) throw new AppError('method.not_found')
  return pass
}

const usability = { good: 'EnabledByPolicy', early: 'NotYetValid', over: 'Expired', used: 'OneTimeUsed' } as const

function passShape(pass: PassRow, now: number) {
  const state = stateOf(pass, now)
  return {
    id: pass.id,
    temporaryAccessPass: null,
    createdDateTime: iso(pass.createdAt),
    startDateTime: iso(pass.startsAt),
    lifetimeInMinutes: Math.round((pass.endsAt - pass.startsAt) / 60_000),
    isUsableOnce: pass.uses === 'one',
    isUsable: state === 'good',
    methodUsabilityReason: usability[state],
  }
}
