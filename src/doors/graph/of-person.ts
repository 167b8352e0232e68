import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { contactsOf } from '../../app/contacts.ts'
import { methodsOf, type PersonsMethods } from '../../app/methods/methods-of.ts'
import { id } from './fields.ts'
import { originOf } from './origin.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId, selfOf } from './who.ts'

/** Where one's own is, and that of others. */
export const bases = ['/v1.0/users/:id', '/v1.0/me'] as const
export type Base = (typeof bases)[number]

const ofMethod = { method: id }

/** The path of a person's own, and of one of their methods. */
export function paramsOf(base: Base) {
  const isSelf = base === '/v1.0/me'
  return {
    of: isSelf ? {} : { params: byName },
    one: { params: isSelf ? z.object(ofMethod) : byName.extend(ofMethod) },
  }
}

/** Whose methods a request below a base is about. */
export function personAsked(admit: Admit, request: FastifyRequest): Promise<string> {
  const { id: name } = request.params as { id?: string }
  return name === undefined ? selfOf(admit, request) : accountId(admit, request, name)
}

/** The method that a request names. */
export const methodNamed = (request: FastifyRequest): string => (request.params as { method: string }).method

/** The methods of whom a request is about. */
export async function methodsAsked(admit: Admit, request: FastifyRequest): Promise<PersonsMethods> {
  return methodsOf(admit, await viewerOf(admit, request), await personAsked(admit, request))
}

/** How whom a request is about is reached. */
export async function contactsAsked(admit: Admit, request: FastifyRequest) {
  return contactsOf(admit, await viewerOf(admit, request), await personAsked(admit, request))
}

/** Where the metadata says what stands below `authentication` of a person. */
export async function contextOf(admit: Admit, request: FastifyRequest, rest: string): Promise<string> {
  return `${originOf(admit, request)}/v1.0/$metadata#users('${await personAsked(admit, request)}')/authentication/${rest}`
}

/** A collection below `authentication` of a person. */
export async function listAsked(admit: Admit, request: FastifyRequest, name: string, value: readonly object[]) {
  return { '@odata.context': await contextOf(admit, request, name), value }
}

/** One thing below `authentication` of a person. */
export async function oneAsked(admit: Admit, request: FastifyRequest, name: string, shape: object) {
  return { '@odata.context': await contextOf(admit, request, `${name}/$entity`), ...shape }
}
