import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { finishSignUp } from '../../app/realm/finish-sign-up.ts'
import { mustBeOn } from '../../app/realm/must-be-on.ts'
import { beginSignUp, sendAnotherSignUpCode, signUpStep, submitSignUpCode } from '../../app/realm/sign-up.ts'
import { AppError } from '../../errors.ts'
import {
  broughtVisit,
  checkForm,
  clearSecretCookie,
  field,
  flowCookie,
  formToken,
  keepFlow,
  setSecretCookie,
  signUpCookie,
  visitSecret,
} from '../forms.ts'
import { sendPage } from '../page.ts'
import { startOf } from './own-start.ts'
import { signUpAddressPage, signUpOverPage, signUpPage } from './sign-up-pages.ts'
import { toldOf } from '../../app/words/say.ts'

const home = '/consumers/signup'
import { inReadersLanguage } from '../reader.ts'

/** Making a personal account: each step a form, without any script. */
export function signUpDoor(app: FastifyInstance, admit: Admit): void {
  inReadersLanguage(app, admit)
  app.get('/consumers', (_, reply) => {
    mustBeOn(admit)
    return reply.redirect('/signin?domain_hint=consumers&returnTo=/account/personal', 302)
  })

  app.get(home, async (request, reply) => {
    mustBeOn(admit)
    const id = request.cookies[signUpCookie]
    const step = id === undefined ? null : await signUpStep(admit, id).catch(nothingWhenOver)
    if (step === null || id === undefined) return begin(admit, request, reply, '', null)
    return sendPage(reply, signUpPage(step, formToken(admit, id)))
  })

  app.post(`${home}/address`, async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    try {
      const from = { ip: request.ip, language: languageOf(request) }
      const { id } = await beginSignUp(admit, field(request, 'address', 320), from)
      setSecretCookie(reply, signUpCookie, id)
      return reply.redirect(home, 303)
    } catch (error) {
      if (!(error instanceof AppError) || !['request.invalid', 'rate.limited'].includes(error.code)) throw error
      const { retryAfter } = error.details
      if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
      return begin(admit, request, reply, typed(request), toldOf(error), error.status)
    }
  })

  const step = (path: string, take: (id: string, request: FastifyRequest) => Promise<string | null>) =>
    app.post(`${home}/${path}`, async (request, reply) => {
      const id = request.cookies[signUpCookie]
      checkForm(admit, request, id)
      try {
        const signedIn = await take(id as string, request)
        if (signedIn === null) return reply.redirect(home, 303)
        clearSecretCookie(reply, signUpCookie)
        keepFlow(request, reply, signedIn)
        return reply.redirect('/signin/flow', 303)
      } catch (error) {
        if (!isOver(error)) throw error
        clearSecretCookie(reply, signUpCookie)
        return sendPage(reply, signUpOverPage(error.message), error.status)
      }
    })
  step('code', async (id, request) => {
    await submitSignUpCode(admit, id, field(request, 'code', 32))
    return null
  })
  step('again', async (id) => {
    await sendAnotherSignUpCode(admit, id)
    return null
  })
  step('details', (id, request) =>
    finishSignUp(
      admit,
      id,
      {
        name: field(request, 'name', 320),
        password: field(request, 'password', 1024),
        repeat: field(request, 'repeat', 1024),
      },
      { start: startOf(request, null, null, '/account/personal'), underWay: request.cookies[flowCookie] },
    ),
  )

  app.post(`${home}/over`, (request, reply) => {
    checkForm(admit, request, request.cookies[signUpCookie])
    clearSecretCookie(reply, signUpCookie)
    return reply.redirect(home, 303)
  })
}

function begin(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  problem: string | null,
  status = 200,
): FastifyReply {
  return sendPage(reply, signUpAddressPage(address, problem, formToken(admit, visitSecret(request, reply))), status)
}

const isOver = (error: unknown): error is AppError =>
  error instanceof AppError && ['realm.sign_up_over', 'realm.too_many_codes'].includes(error.code)

function nothingWhenOver(error: unknown): null {
  if (!isOver(error)) throw error
  return null
}

function typed(request: FastifyRequest): string {
  const { address } = (request.body ?? {}) as { address?: unknown }
  return typeof address === 'string' ? address.replaceAll('\0', '').toWellFormed().slice(0, 320) : ''
}

/** The language that the browser asks for first, for the letter. */
function languageOf(request: FastifyRequest): string | null {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/.exec(request.headers['accept-language'] ?? '')?.[0].slice(0, 35) ?? null
}
