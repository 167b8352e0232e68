import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'

/** The origin a request came to, as we are configured to be known: what a proxy or a batch in between says of itself is not it. */
export function originOf(admit: Admit, request: FastifyRequest): string {
  return (
    admit.config.origins.find((origin) => origin === `${request.protocol}://${request.host}`) ??
    admit.config.origins.find((origin) => new URL(origin).host === request.host) ??
    `${request.protocol}://${request.host}`
  )
}
