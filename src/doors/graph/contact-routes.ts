import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { contactOf, contactsOf } from '../../app/contacts.ts'
import type { ContactKind } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, changed, done } from './carry-out.ts'
import { oneCounting } from './nouns/methods.ts'
import { contactIds, contactShape, provedShape, type ReachedBy, reachedBy, reachedShapes } from './nouns/reached-by.ts'
import {
  bases,
  contactsAsked,
  listAsked,
  methodNamed,
  methodsAsked,
  oneAsked,
  paramsOf,
  personAsked,
} from './of-person.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const value = z.string().trim().min(3).max(254)
const phoneType = z.enum(['mobile', 'alternateMobile', 'office'])

type Body = { readonly emailAddress?: string; readonly phoneNumber?: string; readonly phoneType?: ContactKind }

const bodies = {
  emailMethods: {
    made: z.strictObject({ emailAddress: value }),
    edited: z.strictObject({ emailAddress: value }),
  },
  phoneMethods: {
    made: z.strictObject({ phoneNumber: value, phoneType }),
    edited: z.strictObject({ phoneNumber: value, phoneType: phoneType.optional() }),
  },
} as const

const ownHint = 'You change how you are reached at /account/contact, with a code that is sent there.'

/**
 * Where people are reached about how they prove themselves, and where codes for signing in go, in Graph's shapes; and what became of what they
 * were written.
 */
export function contactRoutes(app: Api, admit: Admit): void {
  for (const name of Object.keys(reachedBy) as ReachedBy[])
    for (const base of bases) {
      const at = `${base}/authentication/${name}`
      const params = paramsOf(base)
      const one = { schema: { tags, ...params.one } }
      const { of, proves } = reachedBy[name]
      const { made, edited } = bodies[name]
      /** The way in which a person is reached that a request is about; null where it names a method that they set up. */
      const contactAsked = (request: FastifyRequest): ContactKind | null =>
        of.find((kind) => contactIds[kind] === methodNamed(request)) ?? null
      const proved = async (request: FastifyRequest) =>
        oneCounting(await methodsAsked(admit, request), proves, methodNamed(request))
      const kept = async (request: FastifyRequest, kind: ContactKind) =>
        contactOf(admit, await viewerOf(admit, request), await personAsked(admit, request), kind)
      const show = async (request: FastifyRequest, kind: ContactKind | null) =>
        oneAsked(
          admit,
          request,
          name,
          kind === null
            ? provedShape(name, await proved(request))
            : contactShape(name, kind, await kept(request, kind)),
        )
      const set = async (request: FastifyRequest, contact: ContactKind, text: string | null) => {
        const accountId = await personAsked(admit, request)
        try {
          await carryOut(admit, request, [{ do: 'set_contact', accountId, contact, value: text }])
        } catch (error) {
          const isOwn = accountId === (await viewerOf(admit, request)).accountId
          if (!isOwn || !(error instanceof AppError) || !refused.has(error.code)) throw error
          throw new AppError(error.code, { ...error.details, hint: ownHint })
        }
      }

      app.get(at, { schema: { tags, ...params.of } }, async (request) =>
        listAsked(
          admit,
          request,
          name,
          reachedShapes(name, await contactsAsked(admit, request), await methodsAsked(admit, request)),
        ),
      )
      app.post(at, { schema: { tags, ...params.of, body: made } }, async (request, reply) => {
        const body = request.body as Body
        const kind = body.phoneType ?? 'email'
        if ((await contactsAsked(admit, request)).contacts[kind] !== undefined) throw new AppError('contact.exists')
        await set(request, kind, (body.emailAddress ?? body.phoneNumber) as string)
        return reply.code(201).send(await show(request, kind))
      })
      app.get(`${at}/:method`, one, (request) => show(request, contactAsked(request)))
      app.patch(`${at}/:method`, { schema: { ...one.schema, body: edited } }, async (request, reply) => {
        const [kind, body] = [contactAsked(request), request.body as Body]
        if (kind === null) {
          await proved(request)
          throw new AppError('method.is_proved', { hint: 'They set up another one, and this one can be removed.' })
        }
        if (body.phoneType !== undefined && body.phoneType !== kind)
          throw new AppError('request.invalid', { field: 'phoneType', hint: 'The kind of a number stays as it is.' })
        await kept(request, kind)
        await set(request, kind, (body.emailAddress ?? body.phoneNumber) as string)
        return changed(request, reply, () => show(request, kind))
      })
      app.delete(`${at}/:method`, one, async (request, reply) => {
        const kind = contactAsked(request)
        if (kind !== null) await set(request, kind, null)
        else {
          const { id: methodId } = await proved(request)
          const accountId = await personAsked(admit, request)
          await carryOut(admit, request, [{ do: 'remove_method', accountId, methodId }])
        }
        return done(reply)
      })

      if (name === 'phoneMethods')
        for (const act of ['enableSmsSignIn', 'disableSmsSignIn'])
          app.post(`${at}/:method/${act}`, one, async (request) => {
            await show(request, contactAsked(request))
            throw new AppError('method.no_sms_sign_in', { hint: 'A text is a second factor, beside the password.' })
          })
    }

  app.get('/v1.0/admit/people/:id/contacts', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    contactsOf(admit, await viewerOf(admit, request), request.params.id),
  )
}

const refused: ReadonlySet<string> = new Set(['auth.forbidden', 'change.forbidden'])
