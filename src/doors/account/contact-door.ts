import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { beginAddress, confirmAddress, sendAddressAnother } from '../../app/methods/own-address.ts'
import { removeOwnContact } from '../../app/recovery/own-contact.ts'
import { confirmOwn, contactKinds, ownReview, putOffReview } from '../../app/recovery/review.ts'
import type { ContactKind } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { field } from '../forms.ts'
import { sendPage } from '../page.ts'
import { leavingPage } from '../signin/pages.ts'
import { confirmPage } from './address-pages.ts'
import { type ContactNotice, contactNotices, contactPage, givePage } from './contact-pages.ts'
import { frameOf, sessionAt, takesForms, thenOf, withThen } from './forms.ts'
import { reviewPage } from './review-page.ts'
import { toldOf } from '../../app/words/say.ts'

const home = '/account/contact'

/** Where somebody is led who has just signed in and has something to give, or to say, before they go on. */
export const reviewPath = '/account/review'

/** How a person is reached: what they see and change of it themselves, and what they are asked about it after a sign-in. */
export function contactDoor(app: FastifyInstance, admit: Admit): void {
  app.get(home, async (request, reply) => {
    const session = await sessionAt(admit, request)
    if (session === null)
      return reply.redirect(`/signin?returnTo=${encodeURIComponent(withThen(home, thenOf(request)))}`, 303)
    const frame = await frameOf(admit, request, session, home)
    return sendPage(reply, contactPage(frame, await ownReview(admit, session), noticeOf(request)))
  })

  const form = takesForms(app, admit, home)
  const said = (request: FastifyRequest, reply: FastifyReply, notice: ContactNotice) => {
    const then = thenOf(request)
    return reply.redirect(then === null ? `${home}?done=${notice}` : withThen(reviewPath, then), 303)
  }

  form('begin', async (session, request, reply) => {
    const [kind, typed] = [kindIn(request), field(request, 'address', 254)]
    const frame = await frameOf(admit, request, session, home)
    try {
      const { id, asked } = await beginAddress(admit, session, kind, kind === 'email' ? 'email' : 'phone', typed)
      return sendPage(reply, confirmPage(frame, id, asked, ''))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error
      const problem = toldOf(error)
      return sendPage(reply, givePage(frame, kind, typed, problem), error.status)
    }
  })
  form('another', async (session, request, reply) => {
    const id = field(request, 'setUp', 256)
    const { how } = request.body as { how?: unknown }
    const asked = await sendAddressAnother(admit, session, id, how === 'voice' ? 'voice' : 'again')
    return sendPage(reply, confirmPage(await frameOf(admit, request, session, home), id, asked, ''))
  })
  form('confirm', async (session, request, reply) => {
    const [id, code] = [field(request, 'setUp', 256), field(request, 'code', 32)]
    const done = await confirmAddress(admit, session, id, { code, name: null })
    if (done.is === 'added') return said(request, reply, 'changed')
    return sendPage(reply, confirmPage(await frameOf(admit, request, session, home), id, done.asked, ''), 400)
  })
  form('remove', async (session, request, reply) => {
    await removeOwnContact(admit, session, kindIn(request))
    return said(request, reply, 'removed')
  })

  app.get(reviewPath, async (request, reply) => {
    const session = await sessionAt(admit, request)
    const then = thenOf(request) ?? '/myapps'
    const review = session === null ? null : await ownReview(admit, session)
    // A page leads on and no redirect: what a form leads to is held against where forms may go, and an app's address is not ours.
    if (session === null || review === null || review.due === null) return sendPage(reply, leavingPage(then))
    const frame = { ...(await frameOf(admit, request, session, reviewPath)), then }
    return sendPage(reply, reviewPage(frame, review, review.due))
  })

  const answer = takesForms(app, admit, reviewPath)
  answer('holds', async (session, request, reply) => {
    await confirmOwn(admit, session)
    return sendPage(reply, leavingPage(thenOf(request) ?? '/myapps'))
  })
  answer('later', async (session, request, reply) => {
    await putOffReview(admit, session)
    return sendPage(reply, leavingPage(thenOf(request) ?? '/myapps'))
  })
}

function kindIn(request: FastifyRequest): ContactKind {
  const given = field(request, 'contact', 16)
  const kind = contactKinds.find((one) => one === given)
  if (kind === undefined) throw new AppError('contact.not_found')
  return kind
}

function noticeOf(request: FastifyRequest): ContactNotice | null {
  const { done } = request.query as { done?: unknown }
  return typeof done === 'string' && Object.hasOwn(contactNotices, done) ? (done as ContactNotice) : null
}
