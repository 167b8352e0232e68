import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { methodsOf } from '../../app/methods/methods-of.ts'
import { passLimits } from '../../core/methods/temporary-pass.ts'
import { AppError } from '../../errors.ts'
import type { PassRow } from '../../store/methods.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import {
  allOf,
  counting,
  oneCounting,
  passNamed,
  passShape,
  passwordsOf,
  setUp,
  typed,
  without,
} from './nouns/methods.ts'
import { type ReachedBy, reachedBy, reachedShapes } from './nouns/reached-by.ts'
import {
  bases,
  contactsAsked,
  contextOf,
  listAsked,
  methodNamed,
  methodsAsked,
  oneAsked,
  paramsOf,
  personAsked,
} from './of-person.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId } from './who.ts'
import type { FastifyRequest } from 'fastify'

const tags = ['directory']
const [least, most] = passLimits.minutes
const newPass = z.strictObject({
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  lifetimeInMinutes: z.number().int().min(least).max(most).default(60),
  isUsableOnce: z.boolean().default(false),
})
const requirements = z.strictObject({ perUserMfaState: z.enum(['disabled', 'enabled', 'enforced']) })

/** What people prove with, and passes for who has nothing at hand; below `users/{id}` and of whoever asks below `me`. */
export function authenticationRoutes(app: Api, admit: Admit): void {
  const read = (request: FastifyRequest) => methodsAsked(admit, request)
  const everything = async (request: FastifyRequest): Promise<readonly { readonly id?: unknown }[]> => {
    const [methods, reached] = [await read(request), await contactsAsked(admit, request)]
    const names = Object.keys(reachedBy) as ReachedBy[]
    return [
      ...allOf(methods, admit.now()),
      ...names.flatMap((name) => reachedShapes(name, reached, methods).map((one) => typed(reachedBy[name].type, one))),
    ]
  }

  for (const base of bases) {
    const at = `${base}/authentication`
    const params = paramsOf(base)
    const [schema, oneSchema] = [
      { tags, ...params.of },
      { tags, ...params.one },
    ]

    app.get(`${at}/methods`, { schema }, async (request) =>
      listAsked(admit, request, 'methods', await everything(request)),
    )
    app.get(`${at}/methods/:method`, { schema: oneSchema }, async (request) => {
      const found = (await everything(request)).find(({ id }) => id === methodNamed(request))
      if (found === undefined) throw new AppError('method.not_found')
      return oneAsked(admit, request, 'methods', found)
    })

    app.get(`${at}/requirements`, { schema }, async (request) => ({
      '@odata.context': await contextOf(admit, request, 'requirements/$entity'),
      perUserMfaState: (await read(request)).mfaState,
    }))

    for (const { name, kind, shape } of setUp) {
      app.get(`${at}/${name}`, { schema }, async (request) =>
        listAsked(admit, request, name, counting(await read(request), kind).map(shape)),
      )
      app.get(`${at}/${name}/:method`, { schema: oneSchema }, async (request) =>
        oneAsked(admit, request, name, shape(oneCounting(await read(request), kind, methodNamed(request)))),
      )
      app.delete(`${at}/${name}/:method`, { schema: oneSchema }, async (request, reply) => {
        const { id: methodId } = oneCounting(await read(request), kind, methodNamed(request))
        await carryOut(admit, request, [
          { do: 'remove_method', accountId: await personAsked(admit, request), methodId },
        ])
        return done(reply)
      })
    }

    for (const name of without) {
      app.get(`${at}/${name}`, { schema }, async (request) => {
        await read(request)
        return listAsked(admit, request, name, [])
      })
      const absent = async (request: FastifyRequest) => {
        await read(request)
        throw new AppError('method.not_found')
      }
      app.get(`${at}/${name}/:method`, { schema: oneSchema }, absent)
      app.delete(`${at}/${name}/:method`, { schema: oneSchema }, absent)
    }

    app.get(`${at}/passwordMethods`, { schema }, async (request) =>
      listAsked(admit, request, 'passwordMethods', passwordsOf(await read(request))),
    )
    app.get(`${at}/passwordMethods/:method`, { schema: oneSchema }, async (request) => {
      const found = passwordsOf(await read(request)).find((one) => one.id === methodNamed(request))
      if (found === undefined) throw new AppError('method.not_found')
      return oneAsked(admit, request, 'passwordMethods', found)
    })

    const passes = 'temporaryAccessPassMethods'
    app.get(`${at}/${passes}`, { schema }, async (request) => {
      const { pass } = await read(request)
      return listAsked(admit, request, passes, pass === null ? [] : [passShape(pass, admit.now())])
    })
    app.get(`${at}/${passes}/:method`, { schema: oneSchema }, async (request) =>
      oneAsked(admit, request, passes, passShape(passNamed(await read(request), methodNamed(request)), admit.now())),
    )
    app.delete(`${at}/${passes}/:method`, { schema: oneSchema }, async (request, reply) => {
      passNamed(await read(request), methodNamed(request))
      const person = await personAsked(admit, request)
      await carryOut(admit, request, [{ do: 'remove_temporary_pass', accountId: person }])
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

  app.get('/v1.0/admit/people/:id/methods', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    methodsOf(admit, await viewerOf(admit, request), request.params.id, 'deleted_too'),
  )
}
