import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import type { CameBack } from '../../app/federation/at-provider.ts'
import { comeBack } from '../../app/federation/come-back.ts'
import { leaveForProvider } from '../../app/federation/leave.ts'
import { comeBackToRedeem, isRedeemingAt } from '../../app/federation/redeem.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { AppError } from '../../errors.ts'
import {
  awayCookie,
  clearSecretCookie,
  flowCookie,
  fromOf,
  keepFlow,
  redeemCookie,
  setSecretCookie,
  withoutCookies,
} from '../forms.ts'
import { browserOf } from '../browser.ts'
import { originOf } from '../graph/origin.ts'
import { keepNew } from './keep.ts'

type Show = (
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
  id?: string,
) => Promise<FastifyReply>

/** To another provider and back: the browser leaves with a question that only it can bring the answer to. */
export function federationDoor(app: FastifyInstance, admit: Admit, show: Show): void {
  app.get('/signin/flow/leave', async (request, reply) => {
    const flow = request.cookies[flowCookie]
    if (flow === undefined || flow.length > 256) throw new AppError('sign_in.over')
    const left = await leaveForProvider(admit, flow, originOf(admit, request), {
      ip: request.ip,
      client: request.headers['user-agent']?.slice(0, 256) ?? null,
      correlationId: request.correlationId,
    })
    if ('step' in left) return show(admit, request, reply, left.step)
    setSecretCookie(reply, awayCookie, flow)
    if ('to' in left) return reply.redirect(left.to, 303)
    keepFlow(request, reply, left.handedOver)
    return reply.redirect('/signin/flow', 303)
  })

  app.get<{ Params: { provider: string } }>('/signin/callback/:provider', async (request, reply) => {
    const came = cameBack(request)
    const redeeming = request.cookies[redeemCookie]
    if (redeeming !== undefined && (await isRedeemingAt(admit, redeeming, came))) {
      await comeBackToRedeem(admit, redeeming, came)
      return reply.redirect('/redeem', 303)
    }
    const flow = request.cookies[awayCookie] ?? request.cookies[flowCookie]
    if (flow === undefined) throw new AppError('sign_in.over', { hint: withoutCookies })
    if (flow.length > 256) throw new AppError('sign_in.over')
    const step = await comeBack(admit, flow, came, fromOf(request))
    clearSecretCookie(reply, awayCookie)
    setSecretCookie(reply, flowCookie, flow)
    if ('admitted' in step) return show(admit, request, reply, step, flow)
    if ('refused' in step && step.refused.newSession !== null)
      await keepNew(
        admit,
        request,
        reply,
        { kind: 'browser', replaced: null, ...step.refused },
        step.refused.newSession,
      )
    // What came with the answer stays in no address that is shown, kept or passed on.
    return reply.redirect('/signin/flow', 303)
  })
}

/** What a browser brought back. More than fits into an answer is none. */
function cameBack(request: FastifyRequest<{ Params: { provider: string } }>): CameBack {
  const at = request.url.indexOf('?')
  const query = at === -1 ? '' : request.url.slice(at + 1)
  if (query.length > 8192) throw new AppError('request.too_large')
  return { providerId: request.params.provider.slice(0, 64), query, browser: browserOf(request) }
}
