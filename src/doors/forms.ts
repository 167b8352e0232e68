import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../app/admit.ts'
import type { From } from '../app/sign-in/familiar.ts'
import { say } from '../app/words/say.ts'
import type { Sentence } from '../app/words/sentence.ts'
import { AppError } from '../errors.ts'

/** Names of our cookies. `__Host-` ties them to this host, https (or localhost) and the root path (SEC-13). */
export const sessionCookie = '__Host-admit-session'
export const flowCookie = '__Host-admit-flow'
/** The sign-ins that other tabs of the browser are at. */
export const flowsCookie = '__Host-admit-flows'
/** A reset of a forgotten password under way. */
export const resetCookie = '__Host-admit-reset'
/** An invitation that is being accepted. */
export const redeemCookie = '__Host-admit-redeem'
/** A personal account that is being made. */
export const signUpCookie = '__Host-admit-signup'
/** What a browser keeps of whom it signed in: long-lived, and readable by nobody but us. */
export const knownCookie = '__Host-admit-known'
/** A sign-in that is at an identity provider: where that one is ours too, its own sign-in takes the place of the other meanwhile. */
export const awayCookie = '__Host-admit-away'
const visitCookie = '__Host-admit-visit'

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

/** Gives the browser a secret to bring back. It ends with the browser unless the server ends it before. */
export function setSecretCookie(reply: FastifyReply, name: string, value: string): void {
  reply.setCookie(name, value, attributes)
}

/** So many tabs may each be at a sign-in of their own. */
const mostFlows = 5

/** Has the browser turn to a sign-in, and keep those that its other tabs are at. */
export function keepFlow(request: FastifyRequest, reply: FastifyReply, id: string): void {
  const others = flowsIn(request).filter((one) => one !== id)
  setSecretCookie(reply, flowCookie, id)
  setSecretCookie(reply, flowsCookie, [id, ...others].slice(0, mostFlows).join('~'))
}

/** Has the browser let go of the sign-in it is at; those of its other tabs stay. */
export function dropFlow(request: FastifyRequest, reply: FastifyReply): void {
  const others = flowsIn(request).filter((one) => one !== request.cookies[flowCookie])
  clearSecretCookie(reply, flowCookie)
  if (others.length > 0) setSecretCookie(reply, flowsCookie, others.join('~'))
  else if (request.cookies[flowsCookie] !== undefined) clearSecretCookie(reply, flowsCookie)
}

function flowsIn(request: FastifyRequest): readonly string[] {
  const all = [request.cookies[flowCookie] ?? '', ...(request.cookies[flowsCookie] ?? '').split('~')]
  return [...new Set(all.filter((one) => one !== '' && one.length <= 256))].slice(0, mostFlows)
}

/** A form of a sign-in is of the tab it was filled in, whichever tab was opened since: the browser turns to that one. */
export async function turnToTab(admit: Admit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method !== 'POST' || !request.url.startsWith('/signin/flow/')) return
  const { token } = (request.body ?? {}) as { token?: unknown }
  const of = flowsIn(request).find((one) => formToken(admit, one) === token)
  if (of === undefined || of === request.cookies[flowCookie]) return
  request.cookies[flowCookie] = of
  setSecretCookie(reply, flowCookie, of)
}

/** Has the browser keep something for so many seconds. */
export function setLastingCookie(reply: FastifyReply, name: string, value: string, maxAge: number): void {
  reply.setCookie(name, value, lastingAttributes(maxAge))
}

/** How a browser keeps something for so many seconds. */
export const lastingAttributes = (maxAge: number) => ({ ...attributes, maxAge })

/** Where a request comes from, for whoever counts wrong passwords. */
export function fromOf(request: FastifyRequest): From {
  return {
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    kept: request.cookies[knownCookie] ?? null,
    computer: (request.body as { computer?: unknown } | undefined)?.computer === 'shared' ? 'shared' : 'own',
  }
}

/** Takes a secret back from the browser. */
export function clearSecretCookie(reply: FastifyReply, name: string): void {
  reply.clearCookie(name, attributes)
}

/** The secret of a browser that has no sign-in under way yet, for forms that come before one: login CSRF (SEC-14). */
export function visitSecret(request: FastifyRequest, reply: FastifyReply): string {
  const brought = broughtVisit(request)
  if (brought !== undefined) return brought
  const secret = randomBytes(32).toString('base64url')
  setSecretCookie(reply, visitCookie, secret)
  return secret
}

/** The same as the browser brings it back; undefined when it brings none. */
export function broughtVisit(request: FastifyRequest): string | undefined {
  const secret = request.cookies[visitCookie]
  return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : undefined
}

/** The token a form of ours carries: bound to a secret that only this browser holds (SEC-14). */
export function formToken(admit: Admit, secret: string): string {
  return createHmac('sha256', admit.vault.keyFor('form token')).update(secret).digest('base64url')
}

/** Throws `request.forged` unless the form was made by us for this browser, which holds that secret, and sent from a page of ours. */
export function checkForm(admit: Admit, request: FastifyRequest, secret: string | undefined): void {
  if (secret === undefined) throw new AppError('request.forged', { hint: withoutCookies })
  const { token } = (request.body ?? {}) as { token?: unknown }
  const expected = Buffer.from(formToken(admit, secret))
  const given = Buffer.from(typeof token === 'string' ? token : '')
  // A page that sends no Referer sends Origin: null, so browsers are asked by Sec-Fetch-Site too.
  const { origin, 'sec-fetch-site': site } = request.headers
  const ours =
    (origin === undefined || origin === 'null' || admit.config.origins.includes(origin)) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  if (!ours || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new AppError('request.forged', { hint: say('Open the page again and fill it in once more.') })
}

export const withoutCookies =
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.' satisfies Sentence

/** One field of a form as text, no longer than `limit`; throws `request.invalid` with what is wrong otherwise. */
export function field(request: FastifyRequest, name: string, limit: number): string {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name]
  const hint =
    typeof value !== 'string'
      ? say('Something is missing. Fill in every field.')
      : value.length > limit
        ? say('That is too long: at most {limit} characters fit.', { limit })
        : // PostgreSQL stores neither of them.
          value.includes('\0') || !value.isWellFormed()
          ? say('There are characters in it that nobody can type. Type it again.')
          : null
  if (hint !== null) throw new AppError('request.invalid', { field: name, hint })
  return value as string
}

/** A path of ours to go to, or the portal: never an address somebody else chose (SEC-16). */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 2048) return '/myapps'
  if (!/^\/(?![/\\])/.test(path) || /[\\\u0000-\u001f\u007f]/.test(path)) return '/myapps'
  const parsed = URL.parse(path, 'http://own.invalid')
  return parsed !== null && parsed.origin === 'http://own.invalid' ? parsed.pathname + parsed.search : '/myapps'
}
