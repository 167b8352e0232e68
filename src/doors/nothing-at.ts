import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

type Route = { readonly method: string; readonly path: RegExp }

const routes = new WeakMap<readonly object[], readonly Route[]>()

/**
 * What a request gets for which there is no route: that there is nothing at its address, or that it is asked there by other
 * methods, which `Allow` names (RFC 9110 §15.5.6).
 */
export function nothingAt(request: FastifyRequest, reply: FastifyReply): AppError {
  const methods = methodsAt(request)
  if (methods.length === 0) return new AppError('request.not_found')
  const allowed = methods.join(', ')
  reply.header('allow', allowed)
  return new AppError('request.wrong_method', { hint: `It is asked by ${allowed}.` })
}

function methodsAt({ server, url }: FastifyRequest): readonly string[] {
  const path = url.split('?')[0] as string
  const known = routes.get(server.knownRoutes) ?? compiled(server.knownRoutes)
  routes.set(server.knownRoutes, known)
  return [...new Set(known.filter((route) => route.path.test(path)).map(({ method }) => method))].sort()
}

/** Routes of one address, and of many by one name in it; those for whatever else there is say nothing of an address. */
function compiled(all: FastifyRequest['server']['knownRoutes']): readonly Route[] {
  return all.flatMap(({ method, url }) =>
    url.endsWith('*')
      ? []
      : [{ method, path: new RegExp(`^${url.replace(/[.$*+?()[\]{}|^\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`) }],
  )
}
