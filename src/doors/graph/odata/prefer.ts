import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the caller would like of the answer (RFC 7240, OData 4.01 §8.2.8). */
export type Preferences = { readonly returns: 'minimal' | 'representation' | null; readonly pageSize: number | null }

/** Reads `Prefer`; what cannot be granted or understood is passed over, as the standard has it. */
export function preferences(request: FastifyRequest): Preferences {
  const given = String(request.headers['prefer'] ?? '').toLowerCase()
  const returns = /(?:^|[,;\s])return\s*=\s*(minimal|representation)\b/.exec(given)?.[1] ?? null
  const size = Number(/(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*(\d{1,6})\b/.exec(given)?.[1] ?? 0)
  return { returns: returns as Preferences['returns'], pageSize: size >= 1 ? Math.min(size, 999) : null }
}

/** Says which of the preferences was followed. */
export function applied(reply: FastifyReply, what: string): FastifyReply {
  return reply.header('preference-applied', what)
}
