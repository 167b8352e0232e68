import type { FastifyRequest } from 'fastify'
import { consoleAppId, portalAppId } from '../../app/own-apps.ts'
import type { FlowStart } from '../../app/sign-in/flow.ts'
import { ownPath } from '../forms.ts'

/** The page of ours that a sign-in leads back to. */
export const returnToOf = (request: FastifyRequest) => ownPath((request.query as { returnTo?: unknown }).returnTo)

/** What a sign-in to our own pages is begun with. */
export function startOf(
  request: FastifyRequest,
  name: string | null,
  prompt: string | null,
  returnTo: string = returnToOf(request),
): FlowStart {
  return {
    kind: 'own',
    appId: returnTo.startsWith('/admin') ? consoleAppId : portalAppId,
    redirectUri: null,
    scopes: [],
    instanceId: null,
    returnTo,
    oidcUid: null,
    loginHint: name,
    prompt,
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    correlationId: request.correlationId,
  }
}

/** Whoever signs in to administer, or to change what they sign in with, proves it with all they have, so that nothing sensitive asks again at once (SEC-32). */
export function promptFor(name: string | null, returnTo: string): string | null {
  return name === null ? null : /^\/(admin|account)/.test(returnTo) ? 'prove' : 'login'
}
