import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { leaveSent, sendAnother, setUpSent } from '../../app/sign-in/send-codes.ts'
import { postponeRegistration, submitRegistration } from '../../app/sign-in/submit-code.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { field } from '../forms.ts'

/** The forms of a sign-in that set up a second factor, and those that have codes sent. */
export function setUpSubmits(
  admit: Admit,
  submit: (path: string, take: (flow: string, request: FastifyRequest) => Promise<Step>) => unknown,
): void {
  submit('another', (flow, request) => {
    const { how } = request.body as { how?: unknown }
    return sendAnother(admit, flow, how === 'voice' ? 'voice' : 'again')
  })
  for (const kind of ['email', 'phone'] as const)
    submit(`set-up-${kind}`, (flow, request) => setUpSent(admit, flow, kind, field(request, 'address', 254)))
  submit('leave-sent', (flow) => leaveSent(admit, flow))
  submit('later', (flow) => postponeRegistration(admit, flow))
  submit('register', (flow, request) => submitRegistration(admit, flow, field(request, 'code', 32)))
}
