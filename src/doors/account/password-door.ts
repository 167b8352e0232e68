import type { FastifyInstance } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { changePasswordHere, ownPassword } from '../../app/methods/own-password.ts'
import { field, fromOf } from '../forms.ts'
import { sendPage } from '../page.ts'
import { keepNew } from '../signin/keep.ts'
import { frameOf, proveAt, sessionAt, takesForms } from './forms.ts'
import { passwordPage } from './password-page.ts'

const home = '/account/password'

/** Where a person changes the password they have. */
export function passwordDoor(app: FastifyInstance, admit: Admit): void {
  app.get(home, async (request, reply) => {
    const session = await sessionAt(admit, request)
    if (session === null) return reply.redirect(`/signin?returnTo=${encodeURIComponent(home)}`, 303)
    const frame = { ...(await frameOf(admit, request, session, home)), proveAt: proveAt(home) }
    return sendPage(reply, passwordPage(frame, await ownPassword(admit, session, 'anew'), null))
  })

  takesForms(
    app,
    admit,
    home,
  )('change', async (session, request, reply) => {
    const [current, password, repeat] = ['current', 'password', 'repeat'].map((name) => field(request, name, 1024))
    const typed = { current: current as string, password: password as string, repeat: repeat as string }
    const came = await changePasswordHere(admit, session, typed, fromOf(request))
    if ('problem' in came) {
      const frame = await frameOf(admit, request, session, home)
      return sendPage(reply, passwordPage(frame, await ownPassword(admit, session, 'again'), came.problem), 400)
    }
    await keepNew(admit, request, reply, { kind: session.kind, replaced: session.id }, came.secret)
    return reply.redirect('/account/methods?done=changed-password', 303)
  })
}
