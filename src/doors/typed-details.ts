import type { FastifyRequest } from 'fastify'
import { type Detail, details } from '../core/profile/details.ts'

/** The details of a profile that a form carries, as they were typed. */
export function typedDetails({ body }: FastifyRequest): Readonly<Partial<Record<Detail, string>>> {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    details.flatMap((detail) => {
      const value = given[detail]
      return typeof value === 'string' ? [[detail, value.toWellFormed()]] : []
    }),
  )
}

/** What was typed into a field, to be shown again. */
export function typed(request: FastifyRequest, name: string): string {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name]
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : ''
}
