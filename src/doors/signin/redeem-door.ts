import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { acceptByProvider, providersToRedeem, redeemAtProvider } from '../../app/federation/redeem.ts'
import { acceptInvitation } from '../../app/guests/accept.ts'
import {
  beginRedemption,
  offerOf,
  redemptionStep,
  sendAnotherInvitationCode,
  submitInvitationCode,
} from '../../app/guests/redeem.ts'
import { AppError } from '../../errors.ts'
import {
  broughtVisit,
  checkForm,
  clearSecretCookie,
  field,
  formToken,
  keepFlow,
  redeemCookie,
  setSecretCookie,
  visitSecret,
} from '../forms.ts'
import { originOf } from '../graph/origin.ts'
import { sendPage } from '../page.ts'
import { leavingPage } from './pages.ts'
import { acceptedPage, invitationOverPage, offerPage, redemptionPage } from './redeem-pages.ts'
import { say, toldOf } from '../../app/words/say.ts'
import { inReadersLanguage } from '../reader.ts'

/** Where the link of an invitation leads: each step a form, without any script (D11). */
export function redeemDoor(app: FastifyInstance, admit: Admit): void {
  inReadersLanguage(app, admit)
  /** A page of it, or the one that says the invitation is over. */
  const unlessOver = async (reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> => {
    try {
      return await work()
    } catch (error) {
      if (!isOver(error)) throw error
      clearSecretCookie(reply, redeemCookie)
      return sendPage(reply, invitationOverPage(error.code === 'invitation.over' ? null : error.message), error.status)
    }
  }

  app.get('/redeem', (request, reply) =>
    unlessOver(reply, async () => {
      const link = linkIn(request)
      if (link !== null) return showOffer(admit, request, reply, link, { typed: '', problem: null })
      const id = request.cookies[redeemCookie]
      if (id === undefined) throw new AppError('invitation.over')
      return sendPage(reply, redemptionPage(await redemptionStep(admit, id), formToken(admit, id)))
    }),
  )

  app.post('/redeem/address', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    return unlessOver(reply, async () => {
      const [link, typed] = [field(request, 'link', 256), field(request, 'address', 320)]
      try {
        const begun = await beginRedemption(admit, link, typed, { ip: request.ip })
        if (begun.is !== 'begun')
          return await showOffer(admit, request, reply, link, { typed, problem: say(problems[begun.is]) }, 400)
        setSecretCookie(reply, redeemCookie, begun.id)
        return reply.redirect('/redeem', 303)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'rate.limited') throw error
        reply.header('retry-after', String(error.details['retryAfter']))
        const problem = toldOf(error)
        return showOffer(admit, request, reply, link, { typed, problem }, error.status)
      }
    })
  })

  // A page leads on and not a redirect: where providers are is not ours to know (`form-action`).
  app.post('/redeem/provider', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    return unlessOver(reply, async () => {
      const [link, provider] = [field(request, 'link', 256), field(request, 'provider', 64)]
      const client = request.headers['user-agent']?.slice(0, 256) ?? null
      const from = { ip: request.ip, client, correlationId: request.correlationId, origin: originOf(admit, request) }
      const begun = await redeemAtProvider(admit, link, provider, from)
      if ('problem' in begun) return showOffer(admit, request, reply, link, { typed: '', problem: begun.problem }, 502)
      setSecretCookie(reply, redeemCookie, begun.id)
      if ('to' in begun) return sendPage(reply, leavingPage(begun.to))
      keepFlow(request, reply, begun.handedOver)
      return reply.redirect('/signin/flow', 303)
    })
  })

  const step = (path: string, take: (id: string, request: FastifyRequest) => Promise<unknown>) =>
    app.post(`/redeem/${path}`, async (request, reply) => {
      const id = request.cookies[redeemCookie]
      checkForm(admit, request, id)
      return unlessOver(reply, async () => {
        await take(id as string, request)
        return reply.redirect('/redeem', 303)
      })
    })
  step('code', (id, request) => submitInvitationCode(admit, id, field(request, 'code', 32)))
  step('again', (id) => sendAnotherInvitationCode(admit, id))

  app.post('/redeem/agree', async (request, reply) => {
    const id = request.cookies[redeemCookie]
    checkForm(admit, request, id)
    return unlessOver(reply, async () => {
      const agreed = (request.body as { agreed?: unknown }).agreed === 'yes' ? 'yes' : 'no'
      const accepted = await acceptByProvider(admit, id as string, agreed)
      if (accepted.is === 'asked_again') return reply.redirect('/redeem', 303)
      clearSecretCookie(reply, redeemCookie)
      return sendPage(reply, acceptedPage(accepted))
    })
  })

  app.post('/redeem/password', async (request, reply) => {
    const id = request.cookies[redeemCookie]
    checkForm(admit, request, id)
    return unlessOver(reply, async () => {
      const accepted = await acceptInvitation(admit, id as string, {
        password: field(request, 'password', 1024),
        repeat: field(request, 'repeat', 1024),
        agreed: (request.body as { agreed?: unknown }).agreed === 'yes' ? 'yes' : 'no',
      })
      if (accepted.is === 'asked_again') return reply.redirect('/redeem', 303)
      clearSecretCookie(reply, redeemCookie)
      return sendPage(reply, acceptedPage(accepted))
    })
  })
}

/** What is said to who may not go on: D11 wants it in words. */
const problems = {
  other_address:
    'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.',
  too_many_codes: 'Too many codes were sent to this address. Wait an hour, then open the link again.',
} as const

async function showOffer(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  link: string,
  tried: { readonly typed: string; readonly problem: string | null },
  status = 200,
): Promise<FastifyReply> {
  const offer = { ...(await offerOf(admit, link)), providers: await providersToRedeem(admit, link) }
  return sendPage(reply, offerPage(offer, link, tried, formToken(admit, visitSecret(request, reply))), status)
}

const isOver = (error: unknown): error is AppError =>
  error instanceof AppError && ['invitation.over', 'invitation.too_many_codes'].includes(error.code)

function linkIn(request: FastifyRequest): string | null {
  const { link } = request.query as { link?: unknown }
  return typeof link === 'string' ? link.slice(0, 256) : null
}
