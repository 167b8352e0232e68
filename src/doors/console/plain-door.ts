import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { applyRepair, type Repaired } from '../../app/apply-repair.ts'
import type { Asked } from '../../app/asked.ts'
import { appList, sharedList } from '../../app/directory.ts'
import { explainFor } from '../../app/explain-for.ts'
import { peopleNamed } from '../../app/lists.ts'
import { consoleViewer } from '../../app/sign-in/visit.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Instance } from '../../core/instance.ts'
import { AppError } from '../../errors.ts'
import { checkForm, field, formToken, sessionCookie } from '../forms.ts'
import { sendPage } from '../page.ts'
import { typedDetails } from '../typed-details.ts'
import { administrator } from './administrator.ts'
import { whyPage } from './why-page.ts'

/** The Why page without any script, for a machine or a reader that runs none. */
export function plainDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/admin/plain', async (request, reply) => {
    const secret = request.cookies[sessionCookie] ?? ''
    const viewer = await administrator(admit, request, reply)
    if (viewer === null) return reply
    return show(admit, request, reply, viewer, formToken(admit, secret), request.query as Record<string, unknown>, null)
  })

  app.post('/admin/plain/repair', async (request, reply) => {
    const secret = request.cookies[sessionCookie] ?? ''
    checkForm(admit, request, secret)
    const viewer = await consoleViewer(admit, { secret, ip: request.ip })
    const given = request.body as Record<string, unknown>
    const asked = (await questionOf(admit, viewer, given)) ?? null
    if (asked === null || 'reference' in asked) throw new AppError('request.invalid', { field: 'person' })
    const plan = field(request, 'plan', 128)
    const repaired = await applyRepair(admit, viewer, asked, plan, 'repaired on the Why page', typedDetails(request))
    return show(admit, request, reply, viewer, formToken(admit, secret), given, repaired)
  })
}

async function show(
  admit: Admit,
  _: FastifyRequest,
  reply: FastifyReply,
  viewer: Viewer,
  token: string,
  given: Readonly<Record<string, unknown>>,
  shown: Pick<Repaired, 'temporaryPassword' | 'temporaryPass'> | null,
): Promise<FastifyReply> {
  const apps = (await appList(admit, viewer)).filter((one) => !one.isOwn)
  const instances = (await sharedList(admit, viewer, 'instances')) as readonly Instance[]
  const question = await questionOf(admit, viewer, given)
  const answer = question === null || question === undefined ? null : await explainFor(admit, viewer, question)
  const problem =
    question === undefined
      ? 'There is no such account. Type a sign-in name, or the beginning of a name that only one person has.'
      : null
  return sendPage(
    reply,
    whyPage({ viewer, token, apps, instances, given, answer, problem, shown }),
    problem === null ? 200 : 404,
  )
}

/** The question of the form: null when nothing is asked yet, undefined when nobody has the name. */
async function questionOf(
  admit: Admit,
  viewer: Viewer,
  given: Readonly<Record<string, unknown>>,
): Promise<Asked | { readonly reference: string } | null | undefined> {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name].trim().slice(0, 320) : '')
  if (text('reference') !== '') return { reference: text('reference') }
  if (text('person') === '' || text('place') === '') return null
  const found = await peopleNamed(admit, viewer, text('person'), 2)
  if (found.length !== 1 && !text('person').includes('@')) return undefined
  const person =
    found.length === 1 && found[0] !== undefined ? { accountId: found[0].id } : { signInName: text('person') }
  const [appId = '', instanceId = ''] = text('place').split('/')
  return { person, appId, ...(instanceId === '' ? {} : { instanceId }), ip: text('ip') === '' ? null : text('ip') }
}
