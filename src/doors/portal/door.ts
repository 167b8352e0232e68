import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { brandOf } from '../../app/branding/branding.ts'
import { makeFirstTenant } from '../../app/make-tenant.ts'
import { myApps } from '../../app/my-apps.ts'
import { portalAppId } from '../../app/own-apps.ts'
import { visitTo } from '../../app/sign-in/visit.ts'
import { allTenants } from '../../app/tenants.ts'
import { whoCanHelp } from '../../app/who-can-help.ts'
import { AppError } from '../../errors.ts'
import { broughtVisit, checkForm, field, formToken, sessionCookie, visitSecret } from '../forms.ts'
import { sendPage } from '../page.ts'
import { firstRunPage, portalPage } from './pages.ts'
import { toldOf } from '../../app/words/say.ts'
import { inReadersLanguage } from '../reader.ts'

/** The page everybody starts from, and the one an empty server starts with. */
export function portalDoor(app: FastifyInstance, admit: Admit): void {
  inReadersLanguage(app, admit)
  app.get('/myapps', async (request, reply) => {
    const secret = request.cookies[sessionCookie] ?? null
    const visit = await visitTo(admit, portalAppId, { secret, ip: request.ip })
    if (visit.is !== 'in') return reply.redirect((await isEmpty(admit)) ? '/first-run' : '/signin', 303)
    const { session } = visit
    const [apps, brand, helpers] = await Promise.all([
      myApps(admit, session),
      brandOf(admit, session.tenantId),
      whoCanHelp(admit, session.tenantId),
    ])
    if (brand === null) throw new AppError('tenant.not_found')
    return sendPage(
      reply,
      portalPage(
        apps,
        brand,
        { name: session.displayName, signInName: session.ownName },
        helpers,
        formToken(admit, secret as string),
      ),
    )
  })

  app.get('/first-run', (request, reply) => showFirstRun(admit, request, reply, null))
  app.post('/first-run', async (request, reply) => {
    checkForm(admit, request, broughtVisit(request))
    try {
      const signInName = field(request, 'signInName', 320)
      await makeFirstTenant(admit, {
        name: field(request, 'organisation', 256),
        defaultDomain: signInName.split('@').at(-1) as string,
        administrator: {
          signInName,
          displayName: field(request, 'displayName', 256),
          password: field(request, 'password', 1024),
        },
      })
    } catch (error) {
      if (error instanceof AppError && error.status === 400) return showFirstRun(admit, request, reply, toldOf(error))
      throw error
    }
    return reply.redirect('/signin?returnTo=/admin', 303)
  })
}

async function showFirstRun(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: string | null,
): Promise<FastifyReply> {
  if (!(await isEmpty(admit))) return reply.redirect('/signin', 303)
  return sendPage(
    reply,
    firstRunPage(
      formToken(admit, visitSecret(request, reply)),
      problem,
      (request.body ?? {}) as Record<string, string>,
    ),
    problem === null ? 200 : 400,
  )
}

async function isEmpty(admit: Admit): Promise<boolean> {
  return (await allTenants(admit)).length === 0
}
