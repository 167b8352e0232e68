import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Browser, mostAccounts } from '../app/sign-in/browser.ts'
import { readSecret } from '../app/sign-in/session.ts'
import type { SessionKind } from '../core/sessions/stay.ts'
import { clearSecretCookie, lastingAttributes, sessionCookie, setLastingCookie, setSecretCookie } from './forms.ts'

/** Sessions that end with the browser, and those that outlive it: a browser keeps each kind apart, as long as it may. */
const accountsCookie = '__Host-admit-accounts'
const lastingCookie = '__Host-admit-lasting'
/** Answers to *Stay signed in?* that people wanted to be kept. */
export const answersCookie = '__Host-admit-answers'

/** So long a browser keeps what is to outlive it, from each use on, in seconds: the server knows how long it is good for. */
export const keptFor = 90 * 86_400

/** What the browser brings of whom it has signed in. */
export function browserOf(request: FastifyRequest): Browser {
  const current = request.cookies[sessionCookie] ?? null
  const known = [...secretsIn(request, lastingCookie), ...secretsIn(request, accountsCookie)]
  const sessions = [...new Set([...(current === null ? [] : [current]), ...known])]
  return { current, sessions, known, answers: request.cookies[answersCookie] ?? null }
}

/** Has the browser keep a new session as its current one, in the place of the same person's before; gives those it has no room for. */
export function keepSession(
  request: FastifyRequest,
  reply: FastifyReply,
  made: { readonly newSession: string; readonly kind: SessionKind; readonly replaced: string | null },
): readonly string[] {
  const { newSession, kind, replaced } = made
  const others = othersIn(request).filter(({ secret }) => readSecret(secret)?.hash !== replaced)
  const kept = others.slice(0, mostAccounts - 1)
  const now: Kept = { secret: newSession, isLasting: kind === 'lasting' }
  // Of a computer of many people nothing is kept besides.
  write(request, reply, kind === 'shared' ? kept : [now, ...kept])
  setCurrent(reply, now)
  return others.slice(mostAccounts - 1).map(({ secret }) => secret)
}

/** Has the browser forget some of its sessions. */
export function forgetSessions(request: FastifyRequest, reply: FastifyReply, secrets: readonly string[]): void {
  write(
    request,
    reply,
    othersIn(request).filter(({ secret }) => !secrets.includes(secret)),
  )
}

/** Keeps what is to outlive the browser for longer, at each page: who comes back stays. */
export async function renewLasting(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  for (const [name, value] of lastingOf(request)) setLastingCookie(reply, name, value, keptFor)
}

/** The same for an answer that another server of ours writes. */
export function renewLastingIn(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of lastingOf(request))
    reply.raw.appendHeader('set-cookie', request.server.serializeCookie(name, value, lastingAttributes(keptFor)))
}

/** The cookies of a browser that stays signed in, where it opens a page. */
function lastingOf(request: FastifyRequest): readonly (readonly [name: string, value: string])[] {
  const current = request.cookies[sessionCookie]
  const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
  if (!isPage || current === undefined || !secretsIn(request, lastingCookie).includes(current)) return []
  return [
    [sessionCookie, current],
    [lastingCookie, request.cookies[lastingCookie] as string],
  ]
}

type Kept = { readonly secret: string; readonly isLasting: boolean }

/** All sessions the browser has, the current one first where it stands nowhere else. */
function othersIn(request: FastifyRequest): readonly Kept[] {
  const lasting = secretsIn(request, lastingCookie)
  return browserOf(request).sessions.map((secret) => ({ secret, isLasting: lasting.includes(secret) }))
}

function secretsIn(request: FastifyRequest, name: string): readonly string[] {
  const secrets = (request.cookies[name] ?? '').split('~').filter((secret) => readSecret(secret) !== null)
  return secrets.slice(0, mostAccounts)
}

function setCurrent(reply: FastifyReply, { secret, isLasting }: Kept): void {
  if (isLasting) setLastingCookie(reply, sessionCookie, secret, keptFor)
  else setSecretCookie(reply, sessionCookie, secret)
}

function write(request: FastifyRequest, reply: FastifyReply, all: readonly Kept[]): void {
  const textOf = (isLasting: boolean) =>
    all
      .filter((one) => one.isLasting === isLasting)
      .map(({ secret }) => secret)
      .join('~')
  const lasting = textOf(true)
  if (lasting !== '') setLastingCookie(reply, lastingCookie, lasting, keptFor)
  else if (request.cookies[lastingCookie] !== undefined) clearSecretCookie(reply, lastingCookie)
  const others = textOf(false)
  if (others !== '') setSecretCookie(reply, accountsCookie, others)
  else if (request.cookies[accountsCookie] !== undefined) clearSecretCookie(reply, accountsCookie)
}
