import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { beginAddress, confirmAddress, sendAddressAnother } from '../../app/methods/own-address.ts'
import type { OwnSession } from '../../app/sign-in/visit.ts'
import { AppError } from '../../errors.ts'
import { field } from '../forms.ts'
import { sendPage } from '../page.ts'
import { addressPage, confirmPage } from './address-pages.ts'
import type { TakesForm } from './forms.ts'
import type { Frame } from './frame.ts'
import { toldOf } from '../../app/words/say.ts'

/** The forms by which an address or a number is added that codes are sent to. */
export function sentForms(
  admit: Admit,
  form: TakesForm,
  frameOf: (request: FastifyRequest, session: OwnSession) => Promise<Frame>,
  said: (request: FastifyRequest, reply: FastifyReply, notice: 'added-address') => FastifyReply,
): void {
  for (const kind of ['email', 'phone'] as const)
    form(kind, async (session, request, reply) => {
      const typed = field(request, 'address', 254)
      try {
        const { id, asked } = await beginAddress(admit, session, 'method', kind, typed)
        return sendPage(reply, confirmPage(await frameOf(request, session), id, asked, ''))
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error
        const problem = toldOf(error)
        return sendPage(reply, addressPage(await frameOf(request, session), kind, typed, problem), error.status)
      }
    })

  form('another', async (session, request, reply) => {
    const id = field(request, 'setUp', 256)
    const { how } = request.body as { how?: unknown }
    const asked = await sendAddressAnother(admit, session, id, how === 'voice' ? 'voice' : 'again')
    return sendPage(reply, confirmPage(await frameOf(request, session), id, asked, ''))
  })

  form('confirm', async (session, request, reply) => {
    const [id, name] = [field(request, 'setUp', 256), field(request, 'name', 64).trim()]
    const code = field(request, 'code', 32)
    const done = await confirmAddress(admit, session, id, { code, name: name === '' ? null : name })
    if (done.is === 'added') return said(request, reply, 'added-address')
    return sendPage(reply, confirmPage(await frameOf(request, session), id, done.asked, name), 400)
  })
}
