import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { type Brand, brandOf, logoOf } from '../../app/branding/branding.ts'
import { organisationOf } from '../../app/organisation.ts'
import { readSecret } from '../../app/sign-in/session.ts'
import { textOn } from '../../core/branding/branding.ts'
import { AppError } from '../../errors.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Colours and pictures of organisations, from our own address. What stands at an address never changes. */
export function brandDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/signin/colour/:name', async (request, reply) => {
    const accent = /^([0-9a-f]{6})\.css$/.exec((request.params as { name: string }).name)?.[1]
    const text = accent === undefined ? null : textOn(`#${accent}`)
    if (text === null) throw new AppError('request.not_found')
    return forEver(reply)
      .type('text/css')
      .send(`:root { --brand: #${accent}; --on-brand: ${text}; --brand-edge: ${text}; }\n`)
  })

  app.get('/signin/logo/:tenant/:id', async (request, reply) => {
    const { tenant, id } = request.params as { tenant: string; id: string }
    const logo = uuid.test(tenant) && /^[\w-]{43}$/.test(id) ? await logoOf(admit, tenant, id) : null
    if (logo === null) throw new AppError('logo.not_found')
    // Opened by itself it is a picture and nothing else (SEC-17).
    reply.header('content-security-policy', "default-src 'none'; sandbox").header('content-disposition', 'inline')
    return forEver(reply).type(logo.type).send(logo.bytes)
  })
}

/** How the organisation shows itself that a sign-in is to. */
export function brandBehind(admit: Admit, flow: string): Promise<Brand | null> {
  const key = readSecret(flow)
  return key === null ? Promise.resolve(null) : brandOf(admit, key.tenantId)
}

/** The same of the only organisation there is; null where there are several, or none. */
export async function brandOfOnly(admit: Admit): Promise<Brand | null> {
  const only = await organisationOf(admit, [])
  return only === null ? null : brandOf(admit, only.id)
}

const forEver = (reply: FastifyReply) => reply.header('cache-control', 'public, max-age=31536000, immutable')
