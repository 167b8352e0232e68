import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { reportNotMe, reportOf } from '../../app/mail/not-me.ts'
import { outboxOf } from '../../app/mail/outbox.ts'
import { readBy } from '../../app/words/reader.ts'
import { whoCanHelp } from '../../app/who-can-help.ts'
import { AppError } from '../../errors.ts'
import { broughtVisit, checkForm, field, formToken, visitSecret } from '../forms.ts'
import { sendPage } from '../page.ts'
import { linkOverPage, notMePage, outboxPage, reportedPage } from './pages.ts'
import { inReadersLanguage } from '../reader.ts'

/** Where links in messages lead, and what the fictitious company's people were written. */
export function mailDoor(app: FastifyInstance, admit: Admit): void {
  inReadersLanguage(app, admit)
  // Mail is looked through by machines that open every link in it: opening this one does nothing but ask.
  app.get('/not-me', async (request, reply) => {
    const link = linkIn(request)
    try {
      const report = await reportOf(admit, link)
      return sendPage(reply, notMePage(report, link, formToken(admit, visitSecret(request, reply))))
    } catch (error) {
      if (!isOver(error)) throw error
      return sendPage(reply, linkOverPage(), error.status)
    }
  })

  app.post('/not-me', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    try {
      const reported = await reportNotMe(admit, field(request, 'link', 256))
      return sendPage(reply, reportedPage(reported, await whoCanHelp(admit, reported.tenantId)))
    } catch (error) {
      if (!isOver(error)) throw error
      return sendPage(reply, linkOverPage(), error.status)
    }
  })

  app.get('/outbox', async (_, reply) => {
    const kept = await outboxOf(admit)
    if (kept === null) throw new AppError('request.not_found')
    // It is there to try things out, in the language of what they are documented in.
    return sendPage(
      reply,
      readBy(inEnglish, () => outboxPage(kept)),
    )
  })
}

const inEnglish = { asked: ['en'], accepts: [], organisation: null }

const isOver = (error: unknown): error is AppError => error instanceof AppError && error.code === 'link.over'

function linkIn(request: FastifyRequest): string {
  const { link } = request.query as { link?: unknown }
  return typeof link === 'string' ? link.slice(0, 256) : ''
}
