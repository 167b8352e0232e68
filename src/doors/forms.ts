import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../app/admit.ts'
import { AppError } from '../errors.ts'

/** Names of our cookies. `__Host-` ties them to this host, https (or localhost) and the root path (SEC-13). */
export const sessionCookie = '__Host-admit-session'
export const flowCookie = '__Host-admit-flow'

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

/** Gives the browser a secret to bring back. It ends with the browser unless the server ends it before. */
export function setSecretCookie(reply: FastifyReply, name: string, value: string): void {
  reply.setCookie(name, value, attributes)
}

/** Takes a secret back from the browser. */
export function clearSecretCookie(reply: FastifyReply, name: string): void {
  reply.clearCookie(name, attributes)
}

/** The token a form of ours carries: bound to a secret that only this browser holds (SEC-14). */
export function formToken(admit: Admit, secret: string): string {
  return createHmac('sha256', admit.vault.keyFor('form token')).update(secret).digest('base64url')
}

/** Throws `request.forged` unless the form was made by us for this browser and sent from a page of ours. */
export function checkForm(admit: Admit, request: FastifyRequest, secret: string): void {
  const { token } = (request.body ?? {}) as { token?: unknown }
  const expected = Buffer.from(formToken(admit, secret))
  const given = Buffer.from(typeof token === 'string' ? token : '')
  const ours =
    request.headers.origin === undefined ||
    request.headers.origin === 'null' ||
    admit.config.origins.includes(request.headers.origin)
  if (!ours || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new AppError('request.forged')
}

/** One field of a form as text, no longer than `limit`; throws `request.invalid` otherwise. */
export function field(request: FastifyRequest, name: string, limit: number): string {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name]
  if (typeof value !== 'string' || value.length > limit || value.includes('\0'))
    throw new AppError('request.invalid', { field: name })
  return value
}

/** A path of ours to go to, or the portal: never an address somebody else chose (SEC-16). */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 2048) return '/myapps'
  if (!/^\/(?![/\\])/.test(path) || /[\\\u0000-\u001f\u007f]/.test(path)) return '/myapps'
  const parsed = URL.parse(path, 'http://own.invalid')
  return parsed !== null && parsed.origin === 'http://own.invalid' ? parsed.pathname + parsed.search : '/myapps'
}
