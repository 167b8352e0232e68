import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../errors.ts'

/** Node takes 16 KiB of headers in all, the address among them. */
const longest = 8 * 1024

/**
 * Authorization and sign-out asked by a form (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2) go on as the same request
 * by address: a browser that comes with another site's form brings none of our cookies, with the address it does.
 */
export async function askedByPost(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('*')
  await app.register(formbody, { bodyLimit: 64 * 1024 })
  for (const path of ['/:tenant/oauth2/v2.0/authorize', '/:tenant/oauth2/v2.0/logout'])
    app.post(path, (request, reply) => {
      const sent = Object.entries((request.body ?? {}) as Record<string, string | string[]>)
      // What is sent twice stays so: that it is wrong is said where the request is read.
      const query = new URLSearchParams(sent.flatMap(([name, value]) => [value].flat().map((one) => [name, one])))
      const [at = ''] = request.url.split('?')
      if (query.toString().length > longest) throw new AppError('request.too_large')
      return reply.redirect(`${at}?${query}`, 303)
    })
}
