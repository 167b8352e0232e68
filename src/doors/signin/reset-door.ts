import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { brandOf } from '../../app/branding/branding.ts'
import { organisationOf } from '../../app/organisation.ts'
import { finishReset, unlockOwn } from '../../app/recovery/finish-reset.ts'
import { submitResetApp, submitResetCode } from '../../app/recovery/prove-reset.ts'
import { resetStep } from '../../app/recovery/reset-step.ts'
import { sendAnotherCode, startReset } from '../../app/recovery/start-reset.ts'
import { isResetOpenAt } from '../../app/recovery/reset-open.ts'
import { leftBehind } from '../../app/sign-in/left-behind.ts'
import { tenantForName } from '../../app/tenant-for-name.ts'
import { whoCanHelp } from '../../app/who-can-help.ts'
import { AppError } from '../../errors.ts'
import {
  broughtVisit,
  checkForm,
  clearSecretCookie,
  field,
  flowCookie,
  formToken,
  fromOf,
  resetCookie,
  sessionCookie,
  setSecretCookie,
  visitSecret,
} from '../forms.ts'
import { sendPage } from '../page.ts'
import { brandBehind } from './brand-door.ts'
import { backOf, resetDonePage, resetNamePage, resetPage } from './reset-pages.ts'
import { resetLinkDoor, unlessLinkOver } from './reset-link-door.ts'
import { resetNotOpenPage } from './told-pages.ts'
import { unknownDomain } from './unknown-domain.ts'
import { phrase, toldOf, withStop } from '../../app/words/say.ts'

/** A forgotten password, reset by the person: one address, each step a form; works without any script (D1, D2). */
export function resetDoor(app: FastifyInstance, admit: Admit): void {
  resetLinkDoor(app, admit)

  app.get('/reset', async (request, reply) => {
    const reset = request.cookies[resetCookie]
    if (reset === undefined) return begin(admit, request, reply, nameOf(request), null)
    try {
      return sendPage(reply, resetPage(await resetStep(admit, reset), formToken(admit, reset)))
    } catch (error) {
      if (!isOver(error)) throw error
      clearSecretCookie(reply, resetCookie)
      return begin(admit, request, reply, nameOf(request), null)
    }
  })

  app.post('/reset/name', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    let tenantId: string | null = null
    try {
      const name = field(request, 'name', 320)
      tenantId = await tenantForName(admit, name, [request.cookies[flowCookie], request.cookies[sessionCookie]])
      if (tenantId === null) throw new AppError('tenant.none', { hint: unknownDomain })
      const { id } = await startReset(admit, tenantId, name, fromOf(request))
      setSecretCookie(reply, resetCookie, id)
      return reply.redirect('/reset', 303)
    } catch (error) {
      if (error instanceof AppError && error.code === 'reset.not_open') return notOpen(admit, request, reply, tenantId)
      if (
        !(error instanceof AppError) ||
        !['request.invalid', 'tenant.none', 'rate.limited', 'user.is_federated'].includes(error.code)
      )
        throw error
      const { retryAfter } = error.details
      if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
      return begin(admit, request, reply, typed(request), toldOf(error), error.status)
    }
  })

  /** One step of a reset: what it is given, and what the browser sees of its end. */
  const step = (
    path: string,
    take: (reset: string, request: FastifyRequest) => Promise<unknown>,
    end?: 'password' | 'unlock',
  ) =>
    app.post(`/reset/${path}`, async (request, reply) => {
      const reset = request.cookies[resetCookie]
      checkForm(admit, request, reset)
      try {
        return await unlessLinkOver(reply, async () => {
          const came = await take(reset as string, request)
          if (end === undefined || came !== 'done') return reply.redirect('/reset', 303)
          clearSecretCookie(reply, resetCookie)
          const left = await leftBehind(admit, request.cookies[flowCookie])
          return sendPage(reply, resetDonePage(end, await brandBehind(admit, reset as string), backOf(left)))
        })
      } catch (error) {
        if (!isOver(error)) throw error
        clearSecretCookie(reply, resetCookie)
        return begin(admit, request, reply, '', withStop(phrase(error.message)), error.status)
      }
    })

  step('code', (reset, request) => submitResetCode(admit, reset, field(request, 'code', 32)))
  step('again', (reset, request) => sendAnotherCode(admit, reset, wayIn(request)))
  step('app', (reset, request) => submitResetApp(admit, reset, field(request, 'code', 16)))
  step(
    'password',
    (reset, request) =>
      finishReset(admit, reset, {
        password: field(request, 'password', 1024),
        repeat: field(request, 'repeat', 1024),
      }),
    'password',
  )
  step('unlock', (reset) => unlockOwn(admit, reset), 'unlock')

  app.post('/reset/over', async (request, reply) => {
    checkForm(admit, request, request.cookies[resetCookie])
    clearSecretCookie(reply, resetCookie)
    return reply.redirect(backOf(await leftBehind(admit, request.cookies[flowCookie])), 303)
  })
}

/** The first page, with the name that was typed, here or in the sign-in that was left for it. */
async function begin(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  problem: string | null,
  status = 200,
): Promise<FastifyReply> {
  // Where the organisation is known and nobody there may, whoever it is, nothing is asked for.
  const near = await organisationOf(admit, [request.cookies[flowCookie]])
  if (name === '' && !(await isResetOpenAt(admit, near?.id ?? null)))
    return notOpen(admit, request, reply, near?.id ?? null, status)
  const left = await leftBehind(admit, request.cookies[flowCookie])
  const token = formToken(admit, visitSecret(request, reply))
  return sendPage(reply, resetNamePage(name || (left?.signInName ?? ''), problem, token, backOf(left)), status)
}

/** Who resets the passwords of an organisation where nobody resets their own. */
async function notOpen(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  tenantId: string | null,
  status = 200,
): Promise<FastifyReply> {
  const brand = tenantId === null ? null : await brandOf(admit, tenantId)
  const left = await leftBehind(admit, request.cookies[flowCookie])
  return sendPage(reply, resetNotOpenPage(brand, await whoCanHelp(admit, tenantId), backOf(left)), status)
}

const isOver = (error: unknown): error is AppError => error instanceof AppError && error.code.startsWith('reset.')

const text = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().slice(0, 320) : ''
const typed = (request: FastifyRequest) => text(((request.body ?? {}) as { name?: unknown }).name)
const wayIn = (request: FastifyRequest) => text(((request.body ?? {}) as { way?: unknown }).way) || null
const nameOf = (request: FastifyRequest) => text((request.query as { name?: unknown }).name)
