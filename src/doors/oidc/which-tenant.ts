import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { allTenants, isShared, tenantOfAlias } from '../../app/tenants.ts'
import { bodyOf, withBody } from './body.ts'
import { assertionIn } from './client-assertion.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The tenant a request is for, who may not be there, and the request, which may have been read to find out; null when it names none. */
export async function whichTenant(
  admit: Admit,
  alias: string,
  path: string,
  request: FastifyRequest,
): Promise<{ readonly tenantId: string; readonly raw: IncomingMessage } | null> {
  const { raw } = request
  const given = (tenantId: string | null | undefined, read = raw) => (tenantId == null ? null : { tenantId, raw: read })
  if (uuid.test(alias)) return given(alias.toLowerCase())
  const query = request.query as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const hints = [text(query['login_hint']), text(query['domain_hint'])]
  const byQuery = await tenantOfAlias(admit, alias, { hints, appId: text(query['client_id']) })
  if (byQuery !== null || !isShared(alias)) return given(byQuery)

  // What is the same for every tenant is asked of any.
  if (path.includes('/.well-known/')) return given((await allTenants(admit))[0]?.id)
  if (request.method !== 'POST') return null
  const body = await bodyOf(raw)
  const form = new URLSearchParams(body.toString())
  const basic = Buffer.from(/^Basic (\S+)$/i.exec(raw.headers.authorization ?? '')?.[1] ?? '', 'base64').toString()
  // Who sends an assertion need not say besides who they are (RFC 7521 §4.2).
  const asserted = assertionIn(Object.fromEntries(form))?.claims['sub']
  const appId = form.get('client_id') ?? text(asserted) ?? (basic.split(':')[0] as string)
  return given(
    await tenantOfAlias(admit, alias, { hints: [form.get('login_hint'), form.get('domain_hint')], appId }),
    withBody(raw, body),
  )
}
