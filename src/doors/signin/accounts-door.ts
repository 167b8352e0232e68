import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { accountsOf, type Browser } from '../../app/sign-in/browser.ts'
import { endSession } from '../../app/sign-in/session.ts'
import { type Elsewhere, providersBehind, signOutPlaces } from '../../app/federation/sign-out-elsewhere.ts'
import { type Ended, signOut, stillSignedIn } from '../../app/sign-in/sign-out.ts'
import { notTold, notToldInTime } from '../../app/sign-out/apps-not-told.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { submitStay } from '../../app/sign-in/submit-stay.ts'
import { chooseAccount } from '../../app/sign-in/which-account.ts'
import { browserOf, forgetSessions } from '../browser.ts'
import {
  broughtVisit,
  checkForm,
  clearSecretCookie,
  field,
  flowCookie,
  flowsCookie,
  formToken,
  ownPath,
  sessionCookie,
  visitSecret,
} from '../forms.ts'
import { sendPage } from '../page.ts'
import { signedOutPage } from './account-pages.ts'
import { turnTo } from './keep.ts'

/** Begins a sign-in to our own pages: without a name for whoever the browser brings, with one for whoever has to prove it. */
export type Begin = (
  request: FastifyRequest,
  reply: FastifyReply,
  whom: { readonly tenantId: string; readonly name: string | null; readonly browser: Browser },
) => Promise<FastifyReply>

/** Several accounts in one browser: choosing one, forgetting one, and signing out of one or of all. */
export function accountsDoor(app: FastifyInstance, admit: Admit, begin: Begin): void {
  app.post('/signin/begin/account', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    const browser = browserOf(request)
    const id = field(request, 'account', 64)
    const returnTo = ownPath((request.query as { returnTo?: unknown }).returnTo)
    const chosen = id === 'another' ? undefined : await known(admit, browser, id)
    if (chosen === undefined)
      return reply.redirect(`/signin?prompt=login&returnTo=${encodeURIComponent(returnTo)}`, 303)
    const { tenantId, ownName, secret } = chosen
    if (chosen.state === 'signed out') return begin(request, reply, { tenantId, name: ownName, browser })
    return begin(request, reply, { tenantId, name: null, browser: await turnTo(admit, request, reply, secret) })
  })

  app.post('/signin/begin/forget', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    const chosen = await known(admit, browserOf(request), field(request, 'account', 64))
    if (chosen !== undefined) {
      await endSession(admit, chosen.secret)
      forgetSessions(request, reply, [chosen.secret])
    }
    const returnTo = ownPath((request.query as { returnTo?: unknown }).returnTo)
    return reply.redirect(`/signin?prompt=select_account&returnTo=${encodeURIComponent(returnTo)}`, 303)
  })

  app.post('/signout', async (request, reply) => {
    const browser = browserOf(request)
    const which = (request.body as { which?: unknown } | undefined)?.which === 'all' ? 'all' : 'current'
    // Whoever signed out in another tab is signed out.
    if (browser.sessions.length === 0 || (browser.current === null && which === 'current'))
      return reply.redirect('/signed-out', 303)
    checkForm(admit, request, browser.current ?? broughtVisit(request))
    const elsewhere = await providersBehind(admit, which === 'all' ? browser.sessions : [browser.current])
    const { computer, ended } = await signOut(admit, browser, which)
    clearSecretCookie(reply, sessionCookie)
    clearSecretCookie(reply, flowCookie)
    clearSecretCookie(reply, flowsCookie)
    // Nothing at all stays in a browser of many people (L3); elsewhere, nothing of what was shown (SEC-18).
    if (computer === 'shared') forgetSessions(request, reply, browser.sessions)
    reply.header('clear-site-data', computer === 'shared' ? '"*"' : '"cache", "storage"')
    const query = {
      ...asQuery(elsewhere),
      ...((await notToldInTime(admit, ended)).length === 0 ? {} : endedAsQuery(ended)),
    }
    return reply.redirect(`/signed-out${Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`}`, 303)
  })

  app.get('/signed-out', async (request, reply) => {
    const still = await stillSignedIn(admit, browserOf(request))
    const secret = request.cookies[sessionCookie] ?? (still.length === 0 ? null : visitSecret(request, reply))
    const { by, of } = request.query as { by?: unknown; of?: unknown }
    const places = await signOutPlaces(admit, fromQuery(by))
    const apps = (await notTold(admit, endedFromQuery(of))).map(({ name }) => name)
    return sendPage(reply, signedOutPage(still, secret === null ? null : formToken(admit, secret), places, apps))
  })
}

/** The providers at which one may be signed in still, by their ids alone: the page that names them has no session any more. */
function asQuery(elsewhere: readonly Elsewhere[]): { readonly by?: string } {
  const ids = elsewhere.map(({ tenantId, providerId }) => `${tenantId}.${providerId}`)
  return ids.length === 0 ? {} : { by: ids.join('~') }
}

/** The sessions that ended, by ids that open nothing: the page that names apps has no session any more. */
const endedAsQuery = (ended: readonly Ended[]) => ({
  of: ended.map(({ tenantId, sessionId }) => `${tenantId}.${sessionId}`).join('~'),
})

function endedFromQuery(of: unknown): readonly Ended[] {
  if (typeof of !== 'string') return []
  return of.split('~', 5).flatMap((pair) => {
    const [, tenantId, sessionId] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(pair) ?? []
    return tenantId === undefined || sessionId === undefined ? [] : [{ tenantId, sessionId }]
  })
}

function fromQuery(by: unknown): readonly Elsewhere[] {
  if (typeof by !== 'string') return []
  return by.split('~', 5).map((pair) => {
    const [tenantId = '', providerId = ''] = pair.split('.')
    return { tenantId, providerId }
  })
}

/** Takes the account chosen in a sign-in under way. */
export function takeAccount(admit: Admit, flow: string, request: FastifyRequest): Promise<Step> {
  const id = field(request, 'account', 64)
  return chooseAccount(admit, flow, id === 'another' ? null : id, browserOf(request))
}

/** Takes the answer to *Stay signed in?* */
export function takeStay(admit: Admit, flow: string, request: FastifyRequest): Promise<Step> {
  const { answer, ask } = request.body as { answer?: unknown; ask?: unknown }
  return submitStay(admit, flow, {
    answer: answer === 'yes' ? 'yes' : 'no',
    ask: ask === 'never' ? 'never' : 'again',
  })
}

async function known(admit: Admit, browser: Browser, accountId: string) {
  return (await accountsOf(admit, browser)).find((one) => one.accountId === accountId)
}
