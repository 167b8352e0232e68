import type { FastifyInstance } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { organisationOf } from '../../app/organisation.ts'
import { isResetOpenAt } from '../../app/recovery/reset-open.ts'
import { leftBehind } from '../../app/sign-in/left-behind.ts'
import { tenantForName } from '../../app/tenant-for-name.ts'
import { whoCanHelp } from '../../app/who-can-help.ts'
import { flowCookie, sessionCookie } from '../forms.ts'
import { sendPage } from '../page.ts'
import { helpPage } from './told-pages.ts'
import { backOf } from './reset-pages.ts'
import { unknownDomain } from './unknown-domain.ts'
import { say } from '../../app/words/say.ts'

/** *Can't access your account?*: who can help, by the organisation the browser is at, or by a name (D5). */
export function helpDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/help', async (request, reply) => {
    const { name } = request.query as { name?: unknown }
    const hasName = typeof name === 'string' && name !== '' && name.length <= 320 && !name.includes('\0')
    const secrets = [request.cookies[flowCookie], request.cookies[sessionCookie]]
    const near = await organisationOf(admit, secrets)
    const tenantId = hasName ? await tenantForName(admit, name, secrets) : (near?.id ?? null)
    return sendPage(
      reply,
      helpPage(
        near?.id === tenantId ? (near?.name ?? null) : null,
        hasName && tenantId === null ? say(unknownDomain) : null,
        tenantId === null ? null : await whoCanHelp(admit, tenantId),
        backOf(await leftBehind(admit, request.cookies[flowCookie])),
        await isResetOpenAt(admit, tenantId),
      ),
    )
  })
}
