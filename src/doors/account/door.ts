import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { methodsOf } from '../../app/methods/methods-of.ts'
import { ownWays } from '../../app/methods/own-address.ts'
import { addTotp, beginTotp, begunTotp, changeOwnMethod, makeRecoveryCodes } from '../../app/methods/own-methods.ts'
import { addPasskey, beginPasskey } from '../../app/methods/own-passkeys.ts'
import { type OwnSession, viewerIn } from '../../app/sign-in/visit.ts'
import { totpText, totpUri } from '../../app/totp.ts'
import { say } from '../../app/words/say.ts'
import { clockWords } from '../../app/words/wording.ts'
import { clockText } from '../../core/methods/clock.ts'
import { AppError } from '../../errors.ts'
import { checkForm, field, sessionCookie } from '../forms.ts'
import { sendPage } from '../page.ts'
import { passkeyPolicy } from '../signin/passkey-form.ts'
import { sendToPassOn } from '../pass-on.ts'
import { contactDoor, reviewPath } from './contact-door.ts'
import { frameOf, sessionAt, takesForms, thenOf, withThen } from './forms.ts'
import { personalDoor } from './personal-door.ts'
import { passwordDoor } from './password-door.ts'
import { sessionsDoor } from './sessions-door.ts'
import { sentForms } from './sent-forms.ts'
import { addPage, codesPage, methodsPage, type Notice, notices } from './pages.ts'

const home = '/account/methods'
import { inReadersLanguage } from '../reader.ts'

/** What everybody sees and changes of their own: the methods they sign in with. Plain forms, without any script. */
export function accountDoor(app: FastifyInstance, admit: Admit): void {
  inReadersLanguage(app, admit)
  personalDoor(app, admit)

  app.get('/account', (_, reply) => reply.redirect(home, 302))

  app.get(home, async (request, reply) => {
    const session = await sessionAt(admit, request)
    if (session === null) return reply.redirect(`/signin?returnTo=${encodeURIComponent(home)}`, 303)
    const methods = await methodsOf(admit, viewerIn(session), session.accountId)
    reply.header('content-security-policy', passkeyPolicy)
    const ways = (await ownWays(admit, session)).filter((kind) => methods.maySetUp.includes(kind))
    return sendPage(reply, methodsPage(await frameOf(admit, request, session, home), methods, ways, noticeOf(request)))
  })

  const form = takesForms(app, admit, home)
  const said = (request: FastifyRequest, reply: FastifyReply, notice: Notice) => {
    const then = thenOf(request)
    return reply.redirect(then === null ? `${home}?done=${notice}` : withThen(reviewPath, then), 303)
  }
  const own = (session: OwnSession, request: FastifyRequest) => ({
    accountId: session.accountId,
    methodId: methodIn(request),
  })

  form('name', async (session, request, reply) => {
    const name = field(request, 'name', 64).trim()
    await changeOwnMethod(admit, session, {
      do: 'name_method',
      ...own(session, request),
      name: name === '' ? null : name,
    })
    return said(request, reply, 'named')
  })
  form('prefer', async (session, request, reply) => {
    await changeOwnMethod(admit, session, { do: 'prefer_method', ...own(session, request) })
    return said(request, reply, 'preferred')
  })
  form('remove', async (session, request, reply) => {
    await changeOwnMethod(admit, session, { do: 'remove_method', ...own(session, request) })
    return said(request, reply, 'removed')
  })
  app.post(`${home}/passkey-options`, async (request, reply) => {
    checkForm(admit, request, request.cookies[sessionCookie])
    const session = await sessionAt(admit, request)
    if (session === null) throw new AppError('auth.required')
    return reply.send(await beginPasskey(admit, session))
  })
  form('new-passkey', async (session, request, reply) => {
    const given = { sealed: field(request, 'sealed', 512), answer: field(request, 'answer', 16_384), name: null }
    return said(request, reply, (await addPasskey(admit, session, given)) === 'added' ? 'added-passkey' : 'not-made')
  })
  form('codes', async (session, request, reply) => {
    const codes = await makeRecoveryCodes(admit, session)
    return sendToPassOn(reply, codesPage(await frameOf(admit, request, session, home), codes), 200)
  })

  contactDoor(app, admit)
  sessionsDoor(app, admit)
  passwordDoor(app, admit)
  sentForms(admit, form, (request, session) => frameOf(admit, request, session, home), said)

  const showApp = async (
    session: OwnSession,
    request: FastifyRequest,
    reply: FastifyReply,
    begun: { readonly secret: Buffer; readonly sealed: string; readonly name: string; readonly problem: string | null },
  ) => {
    const frame = await frameOf(admit, request, session, home)
    const uri = totpUri(begun.secret, session.ownName, frame.organisation)
    const page = addPage(frame, { ...begun, uri, secret: totpText(begun.secret) })
    return sendPage(reply, page, begun.problem === null ? 200 : 400)
  }
  form('begin', (session, request, reply) =>
    showApp(session, request, reply, { ...beginTotp(admit, session), name: '', problem: null }),
  )
  form('add', async (session, request, reply) => {
    const [sealed, name] = [field(request, 'sealed', 256), field(request, 'name', 64).trim()]
    const secret = begunTotp(admit, session, sealed)
    const code = field(request, 'code', 16)
    const added = await addTotp(admit, session, { secret, code, name: name === '' ? null : name })
    if (added.is === 'added') return said(request, reply, 'added')
    return showApp(session, request, reply, { secret, sealed, name, problem: whatIsWrong(added.codeSteps) })
  })
}

function whatIsWrong(codeSteps: number | null): string {
  return codeSteps === null
    ? say("That code didn't work. Use the newest one, of the account you have just added.")
    : say(
        "That code didn't work, because your phone's clock is {off}. Let it set its time automatically, then use the newest code.",
        { off: clockWords(clockText(codeSteps)) },
      )
}

function methodIn(request: FastifyRequest): string {
  const method = field(request, 'method', 36)
  if (!/^[0-9a-f-]{36}$/.test(method)) throw new AppError('method.not_found')
  return method
}

function noticeOf(request: FastifyRequest): Notice | null {
  const { done } = request.query as { done?: unknown }
  return typeof done === 'string' && Object.hasOwn(notices, done) ? (done as Notice) : null
}
