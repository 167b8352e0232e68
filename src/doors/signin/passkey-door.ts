import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import type { FlowStart } from '../../app/sign-in/flow.ts'
import { aloneOptions, startWithPasskey } from '../../app/sign-in/passkey-alone.ts'
import { passkeyFailed, submitPasskey } from '../../app/sign-in/submit-passkey.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { broughtVisit, checkForm, field, fromOf, keepFlow } from '../forms.ts'

type Pages = {
  /** What a sign-in to our own pages is begun with. */
  readonly start: (request: FastifyRequest) => FlowStart
  readonly show: (request: FastifyRequest, reply: FastifyReply, step: Step, id: string) => Promise<FastifyReply>
  readonly again: (request: FastifyRequest, reply: FastifyReply, text: string) => Promise<FastifyReply>
}

/** A passkey where nobody has typed a name yet: whose it is, and of which organisation, it says itself. */
export function passkeyDoor(app: FastifyInstance, admit: Admit, { start, show, again }: Pages): void {
  app.post('/signin/begin/passkey-options', async (request, reply) => {
    const visit = broughtVisit(request)
    checkForm(admit, request, visit)
    return reply.send(await aloneOptions(admit, visit as string))
  })

  app.post('/signin/begin/passkey', async (request, reply) => {
    const visit = broughtVisit(request)
    checkForm(admit, request, visit)
    const answer = field(request, 'answer', 16_384)
    const given = { answer, sealed: field(request, 'sealed', 1024) }
    const begun = await startWithPasskey(admit, visit as string, given, start(request))
    if (begun === null) return again(request, reply, passkeyFailed)
    keepFlow(request, reply, begun.id)
    return show(request, reply, await submitPasskey(admit, begun.id, answer, fromOf(request)), begun.id)
  })
}
