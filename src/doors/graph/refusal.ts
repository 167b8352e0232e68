import type { FastifyRequest } from 'fastify'
import type { AppError } from '../../errors.ts'

/** The codes that clients of Graph know, by status. */
const known: Readonly<Record<number, string>> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  409: 'Request_Conflict',
  410: 'resyncRequired',
  412: 'Request_PreconditionFailed',
  413: 'Request_EntityTooLarge',
  415: 'Request_UnsupportedMediaType',
  422: 'Request_BadRequest',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
}

/**
 * An error in Graph's shape. Where we are Graph, `code` is the one its clients branch on; beside it and below `/v1.0/admit`
 * stands ours, which says more and never changes. `target` names the field that is wrong.
 */
export function refusal(request: FastifyRequest, error: AppError, at: string): object {
  const isOurs = request.url.startsWith('/v1.0/admit/')
  const isSameKey = /\.(exists|\w+_taken)$/.test(error.code)
  const graph = isSameKey ? 'Request_MultipleObjectsWithSameKeyValue' : (known[error.status] ?? 'Request_BadRequest')
  const { field, ...details } = error.details
  const hasDetails = Object.keys(error.details).length > 0 && error.status < 500
  return {
    error: {
      code: isOurs ? error.code : graph,
      message: typeof field === 'string' ? `${error.message}: ${field}${hint(details)}` : error.message,
      ...(typeof field === 'string' ? { target: field } : {}),
      ...(hasDetails ? { details: error.details } : {}),
      innerError: {
        code: error.code,
        date: at,
        'request-id': request.id,
        'client-request-id': request.correlationId,
      },
    },
  }
}

const hint = (details: Readonly<Record<string, unknown>>) =>
  typeof details['hint'] === 'string' ? ` (${details['hint']})` : ''
