import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { accountsOf, type Browser } from '../../app/sign-in/browser.ts'
import { findSession } from '../../app/sign-in/session.ts'
import { flowStep, startFlow, submitName } from '../../app/sign-in/live.ts'
import { startOver } from '../../app/sign-in/start-over.ts'
import type { Refusal, Step } from '../../app/sign-in/step.ts'
import { chooseProvider } from '../../app/federation/choose-provider.ts'
import { chooseMethod, submitCode } from '../../app/sign-in/submit-code.ts'
import { passkeyOptions } from '../../app/sign-in/passkey-options.ts'
import { submitDetails } from '../../app/sign-in/submit-details.ts'
import { submitConsent } from '../../app/sign-in/submit-consent.ts'
import { submitNewPassword } from '../../app/sign-in/submit-new-password.ts'
import { submitNewPasskey, submitPasskey } from '../../app/sign-in/submit-passkey.ts'
import { submitPassword } from '../../app/sign-in/submit-password.ts'
import { realmId } from '../../core/federation/personal.ts'
import { tenantOfHints } from '../../app/tenants.ts'
import { tenantForName } from '../../app/tenant-for-name.ts'
import { AppError } from '../../errors.ts'
import {
  broughtVisit,
  checkForm,
  dropFlow,
  field,
  flowCookie,
  fromOf,
  formToken,
  keepFlow,
  turnToTab,
  visitSecret,
  withoutCookies,
} from '../forms.ts'
import { browserOf } from '../browser.ts'
import { openedByApps } from '../opened-by-apps.ts'
import { type Html, icon, sendPage } from '../page.ts'
import { typed, typedDetails } from '../typed-details.ts'
import { typedAgain } from './details-page.ts'
import { sendToPassOn } from '../pass-on.ts'
import { leavingPage, namePage, stepPage, takesPasskey, type Asking } from './pages.ts'
import type { Frame } from './step-form.ts'
import { isNamed, personalBeside, promptFor, returnToOf, startOf, whomOf } from './own-start.ts'
import { passkeyDoor } from './passkey-door.ts'
import { passkeyPolicy } from './passkey-form.ts'
import { setUpSubmits } from './set-up-submits.ts'
import { signinScripts } from './scripts.ts'
import { federationDoor } from './federation-door.ts'
import { helpDoor } from './help-door.ts'
import { unknownDomain } from './unknown-domain.ts'
import { resetDoor } from './reset-door.ts'
import { accountPage } from './account-pages.ts'
import { accountsDoor, takeAccount, takeStay } from './accounts-door.ts'
import { brandBehind, brandDoor, brandOfOnly } from './brand-door.ts'
import { keepAdmitted, keepNew, onwards } from './keep.ts'
import { refusedPage } from './told-pages.ts'
import { inReadersLanguage } from '../reader.ts'
import { toldOf } from '../../app/words/say.ts'

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
  .replaceAll(/\s*([{};,])\s*|\s+/g, (_, sign: string | undefined) => sign ?? ' ')
  .replaceAll(': ', ':')

/** The hosted sign-in: one address per step, each a form; works without any script. */
export function signinDoor(app: FastifyInstance, admit: Admit): void {
  app.addHook('onRequest', openedByApps)
  app.addHook('preHandler', (request, reply) => turnToTab(admit, request, reply))
  inReadersLanguage(app, admit)
  app.get('/signin/style.css', (_, reply) =>
    reply.type('text/css').header('cache-control', 'public, max-age=3600').send(style),
  )
  app.get('/signin/icon.svg', (_, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
  )

  signinScripts(app)
  resetDoor(app, admit)
  brandDoor(app, admit)

  app.get('/', (_, reply) => reply.redirect('/myapps', 302))

  // A sign-in to our own pages begins here; a client's begins at the authorization endpoint, which leads to /signin/flow.
  app.get('/signin', async (request, reply) => {
    const browser = browserOf(request)
    const { prompt, domain_hint: hint } = request.query as { prompt?: unknown; domain_hint?: unknown }
    const [whom, returnTo] = [whomOf(request), returnToOf(request)]
    const isOpen = prompt === 'select_account' || prompt === 'login'
    const session = isOpen || hint !== undefined ? null : await findSession(admit, browser.current)
    // Who is named is meant: nobody else goes on in their place.
    if (session !== null && isNamed(session, whom)) {
      // Sensitive administration asks for a proof of this moment (SEC-32).
      const isAnew = prompt === 'prove'
      const name = isAnew ? session.ownName : null
      return begin(admit, request, reply, session.tenantId, name, returnTo, isAnew ? 'prove' : null)
    }
    // Whoever comes by a link of their organisation's sees its page at once.
    const hinted = hint === 'consumers' ? realmId : typeof hint === 'string' ? await tenantOfHints(admit, [hint]) : null
    if (hinted !== null)
      return begin(admit, request, reply, hinted, whom, returnTo, isOpen ? prompt : null, browser, String(hint))
    const at = prompt === 'login' && whom !== null ? await tenantForName(admit, whom) : null
    if (at !== null) return begin(admit, request, reply, at, whom, returnTo)
    const frame = await frameBefore(admit, request, reply)
    const known = prompt === 'login' ? [] : await accountsOf(admit, browser)
    const isThere = known.some((one) => one.state === 'signed in' && isNamed(one, whom))
    return known.length > 0 && (prompt === 'select_account' || isThere)
      ? sendPage(reply, accountPage(known, frame, '/signin/begin/forget'))
      : sendName(reply, namePage(whom, null, frame, { known: known.length, ...personalBeside(admit, frame) }))
  })

  app.post('/signin/begin/name', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    try {
      const name = field(request, 'name', 320)
      const tenantId = await tenantForName(admit, name)
      if (tenantId === null) throw new AppError('tenant.none', { hint: unknownDomain })
      return await begin(admit, request, reply, tenantId, name, returnToOf(request))
    } catch (error) {
      if (!(error instanceof AppError) || !['request.invalid', 'tenant.none'].includes(error.code)) throw error
      const frame = await frameBefore(admit, request, reply)
      return sendName(
        reply,
        namePage(typed(request, 'name'), failureOf(error), frame, personalBeside(admit, frame)),
        error.status,
      )
    }
  })

  app.get('/signin/flow', async (request, reply) =>
    show(admit, request, reply, await flowStep(admit, flowOf(request), browserOf(request))),
  )

  app.post('/signin/flow/again', async (request, reply) => {
    const flow = flowOf(request)
    checkForm(admit, request, flow)
    await startOver(admit, flow)
    return reply.redirect('/signin/flow', 303)
  })

  app.post('/signin/flow/passkey-options', async (request, reply) => {
    const flow = flowOf(request)
    checkForm(admit, request, flow)
    return reply.send(await passkeyOptions(admit, flow))
  })

  const submit = (path: string, take: (flow: string, request: FastifyRequest) => Promise<Step>) =>
    app.post(`/signin/flow/${path}`, async (request, reply) => {
      const flow = flowOf(request)
      checkForm(admit, request, flow)
      try {
        return show(admit, request, reply, await take(flow, request))
      } catch (error) {
        if (!(error instanceof AppError) || !['request.invalid', 'rate.limited'].includes(error.code)) throw error
        return askAgain(admit, request, reply, flow, error)
      }
    })

  submit('name', (flow, request) => submitName(admit, flow, field(request, 'name', 320)))
  submit('provider', (flow, request) => chooseProvider(admit, flow, field(request, 'provider', 64)))
  submit('account', (flow, request) => takeAccount(admit, flow, request))
  submit('stay', (flow, request) => takeStay(admit, flow, request))
  submit('password', (flow, request) => submitPassword(admit, flow, field(request, 'password', 1024), fromOf(request)))
  submit('code', (flow, request) => submitCode(admit, flow, field(request, 'code', 64)))
  submit('method', (flow, request) => chooseMethod(admit, flow, field(request, 'method', 64)))
  setUpSubmits(admit, submit)
  submit('passkey', (flow, request) => submitPasskey(admit, flow, field(request, 'answer', 16_384), fromOf(request)))
  submit('new-passkey', (flow, request) => submitNewPasskey(admit, flow, field(request, 'answer', 16_384)))
  submit('new-password', (flow, request) =>
    submitNewPassword(admit, flow, {
      password: field(request, 'password', 1024),
      repeat: field(request, 'repeat', 1024),
    }),
  )
  submit('details', (flow, request) => submitDetails(admit, flow, typedDetails(request)))
  submit('consent', (flow, request) => {
    const { answer, forAll } = request.body as { answer?: unknown; forAll?: unknown }
    return submitConsent(admit, flow, {
      accepted: answer === 'yes' ? 'yes' : 'no',
      forAll: forAll === 'yes' ? 'yes' : 'no',
      shown: field(request, 'shown', 16_384).split(' '),
    })
  })

  passkeyDoor(app, admit, {
    start: (request) => startOf(request, null, promptFor('', returnToOf(request))),
    show: (request, reply, step, id) => show(admit, request, reply, step, id),
    again: async (request, reply, text) => {
      const frame = await frameBefore(admit, request, reply)
      return sendName(reply, namePage(null, { text, reference: null }, frame), 400)
    },
  })
  helpDoor(app, admit)
  federationDoor(app, admit, show)
  accountsDoor(app, admit, (request, reply, { tenantId, name, browser }) =>
    begin(admit, request, reply, tenantId, name, returnToOf(request), promptFor(name, returnToOf(request)), browser),
  )
}

async function begin(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  tenantId: string,
  name: string | null,
  returnTo: string,
  prompt: string | null = promptFor(name, returnTo),
  browser: Browser = browserOf(request),
  domainHint: string | null = null,
): Promise<FastifyReply> {
  const { id } = await startFlow(admit, tenantId, { ...startOf(request, name, prompt, returnTo), domainHint })
  keepFlow(request, reply, id)
  return show(admit, request, reply, await flowStep(admit, id, browser), id)
}

/** Shows a step, or leads on from its end. A form is answered with a redirect, so that Back and Reload send nothing twice. */
async function show(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  id: string = flowOf(request),
): Promise<FastifyReply> {
  if ('admitted' in step) {
    await keepAdmitted(admit, request, reply, step.admitted)
    // The interaction is resumed with the flow as its proof; the door of OpenID Connect ends it.
    if (step.admitted.oidcUid !== null) return leaveFor(request, reply, onwards(step.admitted))
    dropFlow(request, reply)
    return reply.redirect(onwards(step.admitted), 303)
  }
  if ('refused' in step && step.refused.newSession !== null)
    await keepNew(admit, request, reply, { kind: 'browser', replaced: null, ...step.refused }, step.refused.newSession)
  if (request.method === 'POST') return reply.redirect('/signin/flow', 303)
  if ('refused' in step) return sendRefused(reply, step.refused, await frameIn(admit, id))
  return sendStep(reply, step, await frameIn(admit, id))
}

function sendRefused(reply: FastifyReply, refusal: Refusal, frame: Frame): FastifyReply {
  return sendToPassOn(reply, refusedPage(refusal, frame.organisation, refusal.continueUrl, frame), 403)
}

/** The first page, before the organisation is known. */
function sendName(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return sendPage(reply.header('content-security-policy', passkeyPolicy), page, status)
}

function sendStep(reply: FastifyReply, step: Asking, frame: Frame, status = 200): FastifyReply {
  if (takesPasskey(step)) reply.header('content-security-policy', passkeyPolicy)
  return sendPage(reply, stepPage(step, frame), status)
}

/** The page once more after something that cannot be an answer, with what is wrong with it and what was typed (SEC-17). */
async function askAgain(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  error: AppError,
): Promise<FastifyReply> {
  const step = await flowStep(admit, id, browserOf(request))
  if (!('ask' in step)) return show(admit, request, reply, step)
  const asked =
    step.ask === 'name'
      ? { ...step, hint: typed(request, 'name'), failure: failureOf(error) }
      : step.ask === 'consent'
        ? step
        : { ...step, ...typedAgain(step, typedDetails(request), error), failure: failureOf(error) }
  const { retryAfter } = error.details
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return sendStep(reply, asked, await frameIn(admit, id), error.status)
}

const failureOf = (error: AppError) => ({ text: toldOf(error), reference: null })

/**
 * Leads on towards an app. After a form a page does it and not a redirect: browsers hold every address that a form's
 * redirects lead to against `form-action`, and where an app goes on to is not ours to know.
 */
function leaveFor(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  return request.method === 'POST' ? sendPage(reply, leavingPage(path)) : reply.redirect(path, 303)
}

async function frameBefore(admit: Admit, request: FastifyRequest, reply: FastifyReply): Promise<Frame> {
  return {
    organisation: await brandOfOnly(admit),
    action: '/signin/begin',
    token: formToken(admit, visitSecret(request, reply)),
    query: `?returnTo=${encodeURIComponent(returnToOf(request))}`,
  }
}

async function frameIn(admit: Admit, flow: string): Promise<Frame> {
  return { organisation: await brandBehind(admit, flow), action: '/signin/flow', token: formToken(admit, flow) }
}

function flowOf(request: FastifyRequest): string {
  const flow = request.cookies[flowCookie]
  // Whose browser brings anything at all has only finished it, or took too long.
  if (flow === undefined)
    throw new AppError('sign_in.over', Object.keys(request.cookies).length === 0 ? { hint: withoutCookies } : {})
  if (flow.length > 256) throw new AppError('sign_in.over')
  return flow
}
