import type { FastifyRequest } from 'fastify'
import { consoleAppId, portalAppId } from '../../app/own-apps.ts'
import type { Admit } from '../../app/admit.ts'
import type { FlowStart } from '../../app/sign-in/flow.ts'
import { normalisedName } from '../../app/sign-in-name.ts'
import { ownPath } from '../forms.ts'
import type { Frame } from './step-form.ts'

/** The page of ours that a sign-in leads back to. */
export const returnToOf = (request: FastifyRequest) => ownPath((request.query as { returnTo?: unknown }).returnTo)

/** Whom the address of a sign-in names (`login_hint`), as they are to be typed; null where it names nobody who could be. */
export function whomOf(request: FastifyRequest): string | null {
  const { login_hint: hint } = request.query as { login_hint?: unknown }
  const name = typeof hint === 'string' ? hint.trim() : ''
  return name === '' || name.length > 320 || /\p{Cc}/u.test(name) ? null : name
}

/** Whether somebody whom the browser knows is who was named; anybody is where nobody was. */
export const isNamed = (
  { signInName, ownName }: { readonly signInName: string; readonly ownName: string },
  hint: string | null,
): boolean => hint === null || [signInName, ownName].some((name) => normalisedName(name) === normalisedName(hint))

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

/** Where there are several organisations, a guest's own account is a way of its own. */
export const personalBeside = ({ config }: Admit, { organisation }: Frame) =>
  organisation === null && config.personalAccounts === 'on' ? { personal: 'offered' as const } : {}
