import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { beginByLink, linkOffer } from '../../app/recovery/by-link.ts'
import { AppError } from '../../errors.ts'
import {
  broughtVisit,
  checkForm,
  clearSecretCookie,
  field,
  formToken,
  fromOf,
  resetCookie,
  setSecretCookie,
  visitSecret,
} from '../forms.ts'
import { sendPage } from '../page.ts'
import { brandBehind } from './brand-door.ts'
import { resetLinkOverPage, resetLinkPage } from './reset-link-pages.ts'

/** Where the link leads that an administrator had sent to choose a new password by (D3). */
export function resetLinkDoor(app: FastifyInstance, admit: Admit): void {
  // Mail is looked through by machines that open every link in it: opening this one does nothing but ask.
  app.get('/reset/link', (request, reply) =>
    unlessLinkOver(reply, async () => {
      const { link: given } = request.query as { link?: unknown }
      const link = typeof given === 'string' ? given.slice(0, 256) : ''
      const offer = await linkOffer(admit, link)
      const token = formToken(admit, visitSecret(request, reply))
      return sendPage(reply, resetLinkPage(offer, await brandBehind(admit, link), link, token))
    }),
  )

  app.post('/reset/link', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    return unlessLinkOver(reply, async () => {
      const { id } = await beginByLink(admit, field(request, 'link', 256), fromOf(request))
      setSecretCookie(reply, resetCookie, id)
      return reply.redirect('/reset', 303)
    })
  })
}

/** What it gives, or the page that says the link is over. */
export async function unlessLinkOver(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'reset_link.over') throw error
    clearSecretCookie(reply, resetCookie)
    return sendPage(reply, resetLinkOverPage(), error.status)
  }
}
