import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { consoleAppId, portalAppId } from '../../app/own-apps.ts'
import { whoCanHelp } from '../../app/who-can-help.ts'
import { endSession, findSession } from '../../app/sign-in/session.ts'
import { flowStep, startFlow, submitName } from '../../app/sign-in/live.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { submitCode, submitRegistration } from '../../app/sign-in/submit-code.ts'
import { submitConsent } from '../../app/sign-in/submit-consent.ts'
import { submitNewPassword } from '../../app/sign-in/submit-new-password.ts'
import { submitPassword } from '../../app/sign-in/submit-password.ts'
import { tenantForName } from '../../app/tenant-for-name.ts'
import { AppError } from '../../errors.ts'
import {
  checkForm,
  clearSecretCookie,
  field,
  flowCookie,
  formToken,
  ownPath,
  sessionCookie,
  setSecretCookie,
} from '../forms.ts'
import { icon, sendPage } from '../page.ts'
import { type Frame, helpPage, leavingPage, namePage, refusedPage, stepPage } from './pages.ts'

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')
const beforeAnyFlow = 'no flow yet'

/** The hosted sign-in: one address per step, each a form; works without any script. */
export function signinDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/signin/style.css', (_, reply) =>
    reply.type('text/css').header('cache-control', 'public, max-age=3600').send(style),
  )
  app.get('/signin/icon.svg', (_, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
  )

  app.get('/', (_, reply) => reply.redirect('/myapps', 302))

  // A sign-in to our own pages begins here; a client's begins at the authorization endpoint, which leads to /signin/flow.
  app.get('/signin', async (request, reply) => {
    const { returnTo } = request.query as { returnTo?: unknown }
    const session = await findSession(admit, request.cookies[sessionCookie] ?? null)
    if (session !== null) return begin(admit, request, reply, session.tenantId, null, ownPath(returnTo))
    return sendPage(reply, namePage(null, null, frameBefore(admit, ownPath(returnTo))))
  })

  app.post('/signin/begin/name', async (request, reply) => {
    checkForm(admit, request, beforeAnyFlow)
    const name = field(request, 'name', 320)
    const tenantId = await tenantForName(admit, name)
    if (tenantId === null) throw new AppError('tenant.none')
    return begin(admit, request, reply, tenantId, name, ownPath((request.query as { returnTo?: unknown }).returnTo))
  })

  app.get('/signin/flow', async (request, reply) =>
    show(admit, request, reply, await flowStep(admit, flowOf(request), request.cookies[sessionCookie] ?? null)),
  )

  app.get('/signin/again', async (_, reply) => {
    clearSecretCookie(reply, flowCookie)
    return reply.redirect('/signin', 303)
  })

  const submit = (path: string, take: (flow: string, request: FastifyRequest) => Promise<Step>) =>
    app.post(`/signin/flow/${path}`, async (request, reply) => {
      const flow = flowOf(request)
      checkForm(admit, request, flow)
      return show(admit, request, reply, await take(flow, request))
    })

  submit('name', (flow, request) => submitName(admit, flow, field(request, 'name', 320)))
  submit('password', (flow, request) => submitPassword(admit, flow, field(request, 'password', 1024)))
  submit('code', (flow, request) => submitCode(admit, flow, field(request, 'code', 16)))
  submit('register', (flow, request) => submitRegistration(admit, flow, field(request, 'code', 16)))
  submit('new-password', (flow, request) =>
    submitNewPassword(admit, flow, {
      password: field(request, 'password', 1024),
      repeat: field(request, 'repeat', 1024),
    }),
  )
  submit('consent', (flow, request) => {
    const { answer, forAll } = request.body as { answer?: unknown; forAll?: unknown }
    return submitConsent(admit, flow, {
      accepted: answer === 'yes' ? 'yes' : 'no',
      forAll: forAll === 'yes' ? 'yes' : 'no',
    })
  })

  app.get('/help', async (request, reply) => {
    const { name } = request.query as { name?: unknown }
    const frame = frameBefore(admit, '/myapps')
    if (typeof name !== 'string' || name === '') return sendPage(reply, helpPage(frame, null))
    return sendPage(reply, helpPage(frame, await whoCanHelp(admit, await tenantForName(admit, name))))
  })

  app.post('/signout', async (request, reply) => {
    const secret = request.cookies[sessionCookie] ?? ''
    checkForm(admit, request, secret)
    await endSession(admit, secret)
    clearSecretCookie(reply, sessionCookie)
    clearSecretCookie(reply, flowCookie)
    reply.header('clear-site-data', '"cache", "storage"')
    return reply.redirect('/signin', 303)
  })
}

async function begin(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  tenantId: string,
  name: string | null,
  returnTo: string,
): Promise<FastifyReply> {
  const { id } = await startFlow(admit, tenantId, {
    kind: 'own',
    appId: returnTo.startsWith('/admin') ? consoleAppId : portalAppId,
    redirectUri: null,
    scopes: [],
    instanceId: null,
    returnTo,
    oidcUid: null,
    loginHint: name,
    prompt: name === null ? null : 'login',
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    correlationId: request.correlationId,
  })
  setSecretCookie(reply, flowCookie, id)
  return show(admit, request, reply, await flowStep(admit, id, request.cookies[sessionCookie] ?? null), id)
}

/** Shows a step, or leads on from its end. A form is answered with a redirect, so that Back and Reload send nothing twice. */
function show(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  id: string = flowOf(request),
): FastifyReply {
  if ('admitted' in step) {
    const { newSession, oidcUid, returnTo, tenantId } = step.admitted
    if (newSession !== null) setSecretCookie(reply, sessionCookie, newSession)
    // The interaction is resumed with the flow as its proof; the door of OpenID Connect ends it.
    if (oidcUid !== null) return leaveFor(request, reply, `/${tenantId}/interaction/${oidcUid}`)
    clearSecretCookie(reply, flowCookie)
    return reply.redirect(ownPath(returnTo), 303)
  }
  if ('refused' in step && step.refused.newSession !== null)
    setSecretCookie(reply, sessionCookie, step.refused.newSession)
  if (request.method === 'POST') return reply.redirect('/signin/flow', 303)
  if ('refused' in step) {
    return sendPage(reply, refusedPage(step.refused, step.refused.organisation, step.refused.continueUrl), 403)
  }
  return sendPage(
    reply,
    stepPage(step, {
      organisation: step.organisation,
      action: '/signin/flow',
      token: formToken(admit, id),
      helpUrl: '/help',
    }),
  )
}

/**
 * Leads on towards an app. After a form a page does it and not a redirect: browsers hold every address that a form's
 * redirects lead to against `form-action`, and where an app goes on to is not ours to know.
 */
function leaveFor(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  return request.method === 'POST' ? sendPage(reply, leavingPage(path)) : reply.redirect(path, 303)
}

function frameBefore(admit: Admit, returnTo: string): Frame {
  return {
    organisation: null,
    action: '/signin/begin',
    token: formToken(admit, beforeAnyFlow),
    helpUrl: '/help',
    query: `?returnTo=${encodeURIComponent(returnTo)}`,
  }
}

function flowOf(request: FastifyRequest): string {
  const flow = request.cookies[flowCookie]
  if (flow === undefined || flow.length > 256) throw new AppError('sign_in.over')
  return flow
}
