import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { contactOf, contactsOf, type Reached } from '../../app/contacts.ts'
import type { ContactKind } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, changed, done } from './carry-out.ts'
import { id, signInName } from './fields.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'
import { accountId, selfOf } from './who.ts'

/** The ids that Graph gives each way in every organisation (microsoft-graph-docs, phoneAuthenticationMethod and emailAuthenticationMethod). */
const methodIds: Readonly<Record<ContactKind, string>> = {
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
}

const tags = ['directory']
const ofPerson = z.object({ id: z.union([id, signInName]) })
const oneOfPerson = z.object({ id: z.union([id, signInName]), method: id })
const value = z.string().trim().min(3).max(254)
const phoneType = z.enum(['mobile', 'alternateMobile', 'office'])

type Body = { readonly emailAddress?: string; readonly phoneNumber?: string; readonly phoneType?: ContactKind }

/** What mail and telephones have apart, and how each is shown. */
export const contactKinds = {
  emailMethods: {
    type: 'emailAuthenticationMethod',
    of: ['email'],
    made: z.strictObject({ emailAddress: value }),
    edited: z.strictObject({ emailAddress: value }),
    shape: (_: ContactKind, emailAddress: string) => ({ emailAddress }),
  },
  phoneMethods: {
    type: 'phoneAuthenticationMethod',
    of: ['mobile', 'alternateMobile', 'office'],
    made: z.strictObject({ phoneNumber: value, phoneType }),
    edited: z.strictObject({ phoneNumber: value, phoneType: phoneType.optional() }),
    shape: (kind: ContactKind, phoneNumber: string) => ({ phoneNumber, phoneType: kind }),
  },
} as const

/** Where a person is reached by mail or by telephone, in Graph's shapes. */
export function contactEntities(name: keyof typeof contactKinds, contacts: Reached['contacts']): object[] {
  const { of, shape } = contactKinds[name]
  return of.flatMap((kind) => {
    const text = contacts[kind]
    return text === undefined ? [] : [{ id: methodIds[kind], ...shape(kind, text) }]
  })
}

/** Where people are reached about how they prove themselves, in Graph's shapes; and what became of what they were written. */
export function contactRoutes(app: Api, admit: Admit): void {
  for (const [name, { of, made, edited, shape }] of Object.entries(contactKinds)) {
    const base = `/v1.0/users/:id/authentication/${name}`
    const who = (request: FastifyRequest) => accountId(admit, request, (request.params as { id: string }).id)
    /** The way a request is about; throws `contact.not_found` where it is none of these. */
    const asked = (request: FastifyRequest): ContactKind => {
      const { method } = request.params as { method: string }
      const kind = of.find((one) => methodIds[one] === method)
      if (kind === undefined) throw new AppError('contact.not_found')
      return kind
    }
    const entity = (kind: ContactKind, text: string) => ({ id: methodIds[kind], ...shape(kind, text) })
    const show = async (request: FastifyRequest, person: string, kind: ContactKind) => ({
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${person}')/authentication/${name}/$entity`,
      ...entity(kind, await contactOf(admit, await viewerOf(admit, request), person, kind)),
    })
    const set = (request: FastifyRequest, person: string, contact: ContactKind, text: string | null) =>
      carryOut(admit, request, [{ do: 'set_contact', accountId: person, contact, value: text }])

    app.get(base, { schema: { tags, params: ofPerson } }, async (request) => {
      const person = await who(request)
      const { contacts } = await contactsOf(admit, await viewerOf(admit, request), person)
      return {
        '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${person}')/authentication/${name}`,
        value: contactEntities(name as keyof typeof contactKinds, contacts),
      }
    })
    app.get(`/v1.0/me/authentication/${name}`, { schema: { tags } }, async (request) => {
      const person = await selfOf(admit, request)
      const { contacts } = await contactsOf(admit, await viewerOf(admit, request), person)
      return {
        '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#users('${person}')/authentication/${name}`,
        value: contactEntities(name as keyof typeof contactKinds, contacts),
      }
    })
    app.post(base, { schema: { tags, params: ofPerson, body: made } }, async (request, reply) => {
      const [person, body] = [await who(request), request.body as Body]
      const kind = body.phoneType ?? 'email'
      const { contacts } = await contactsOf(admit, await viewerOf(admit, request), person)
      if (contacts[kind] !== undefined) throw new AppError('contact.exists')
      await set(request, person, kind, (body.emailAddress ?? body.phoneNumber) as string)
      return reply.code(201).send(await show(request, person, kind))
    })
    app.get(`${base}/:method`, { schema: { tags, params: oneOfPerson } }, async (request) =>
      show(request, await who(request), asked(request)),
    )
    app.patch(`${base}/:method`, { schema: { tags, params: oneOfPerson, body: edited } }, async (request, reply) => {
      const [person, kind, body] = [await who(request), asked(request), request.body as Body]
      if (body.phoneType !== undefined && body.phoneType !== kind)
        throw new AppError('request.invalid', { field: 'phoneType', hint: 'The kind of a number stays as it is.' })
      await contactOf(admit, await viewerOf(admit, request), person, kind)
      await set(request, person, kind, (body.emailAddress ?? body.phoneNumber) as string)
      return changed(request, reply, () => show(request, person, kind))
    })
    app.delete(`${base}/:method`, { schema: { tags, params: oneOfPerson } }, async (request, reply) => {
      await set(request, await who(request), asked(request), null)
      return done(reply)
    })
  }

  app.get('/v1.0/admit/people/:id/contacts', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    contactsOf(admit, await viewerOf(admit, request), request.params.id),
  )
}
