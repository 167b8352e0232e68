import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { methodsOf, type PersonsMethods } from '../../app/methods/methods-of.ts'
import { passLimits, stateOf } from '../../core/methods/temporary-pass.ts'
import { AppError } from '../../errors.ts'
import type { MethodRow, PassRow } from '../../store/methods.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
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
      answer(request, 'methods', allOf(await read(request), admit.now())),
    )

    app.get(`${at}/requirements`, { schema }, async (request) => ({
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${await who(request)}')/authentication/requirements/$entity`,
      perUserMfaState: (await read(request)).mfaState,
    }))

    app.get(`${at}/softwareOathMethods`, { schema }, async (request) =>
      answer(request, 'softwareOathMethods', totpsOf(await read(request)).map(oathShape)),
    )
    app.get(`${at}/softwareOathMethods/:method`, { schema: oneSchema }, async (request) =>
      oathShape(totpNamed(await read(request), named(request))),
    )
    app.delete(`${at}/softwareOathMethods/:method`, { schema: oneSchema }, async (request, reply) => {
      const { id: methodId } = totpNamed(await read(request), named(request))
      await carryOut(admit, request, [{ do: 'remove_method', accountId: await who(request), methodId }])
      return done(reply)
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
      const of = await accountId(admit, request, request.params.id)
      await carryOut(admit, request, [{ do: 'set_mfa_state', accountId: of, state: request.body.perUserMfaState }])
      return done(reply)
    },
  )

  app.post(
    '/v1.0/users/:id/authentication/temporaryAccessPassMethods',
    { schema: { tags, params: byName, body: newPass } },
    async (request, reply) => {
      const of = await accountId(admit, request, request.params.id)
      const { startDateTime, lifetimeInMinutes: minutes, isUsableOnce } = request.body
      const startsAt = startDateTime == null ? null : Date.parse(startDateTime)
      const uses = isUsableOnce ? 'one' : 'many'
      const { temporaryPass } = await carryOut(admit, request, [
        { do: 'issue_temporary_pass', accountId: of, uses, minutes, startsAt },
      ])
      const { pass } = await methodsOf(admit, await viewerOf(admit, request), of)
      // Shown this once: whoever reads it again is told when it is good, and not what it is.
      return reply.code(201).send({ ...passShape(pass as PassRow, admit.now()), temporaryAccessPass: temporaryPass })
    },
  )

  app.get('/v1.0/admit/people/:id/methods', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    methodsOf(admit, await viewerOf(admit, request), request.params.id, 'deleted_too'),
  )
}

function allOf(all: PersonsMethods, now: number): object[] {
  const { passwordSetAt, pass } = all
  const typed = (name: string, shape: object) => ({ '@odata.type': `#microsoft.graph.${name}`, ...shape })
  return [
    ...(passwordSetAt === null
      ? []
      : [
          typed('passwordAuthenticationMethod', {
            id: passwordId,
            password: null,
            createdDateTime: iso(passwordSetAt),
          }),
        ]),
    ...totpsOf(all).map((one) => typed('softwareOathAuthenticationMethod', oathShape(one))),
    ...(pass === null ? [] : [typed('temporaryAccessPassAuthenticationMethod', passShape(pass, now))]),
  ]
}

const totpsOf = ({ methods }: PersonsMethods) => methods.filter(({ kind }) => kind === 'totp')

const oathShape = ({ id, createdAt }: MethodRow) => ({ id, secretKey: null, createdDateTime: iso(createdAt) })

function totpNamed(all: PersonsMethods, id: string): MethodRow {
  const found = totpsOf(all).find((one) => one.id === id)
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
