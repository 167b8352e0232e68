import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { explainFor } from '../../src/app/explain-for.ts'
import { portalAppId } from '../../src/app/own-apps.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { findAccountByName } from '../../src/store/accounts.ts'
import { listJournal } from '../../src/store/journal.ts'
import { type TenantDb, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { mailServer } from '../support/mail-server.ts'
import { Visitor } from '../support/visitor.ts'

const password = 'tulip granite swims 9'
let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
beforeAll(async () => {
  smtp = await mailServer()
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  await apply({ do: 'assign_role', accountId: person('tom').id, role: 'guest-inviter' })
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const send = graphApi(() => served)
const viewer = () => commandLine(served.demo.tenant.id)
const apply = (...changes: readonly Change[]) => applyChanges(served.running.admit, viewer(), changes, null)
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)
const inviting = (address: string, more: object = {}) => ({
  invitedUserEmailAddress: address,
  inviteRedirectUrl: `${served.origin}/myapps`,
  sendInvitationMessage: true,
  ...more,
})

type Made = { readonly id: string; readonly link: string }
/** Somebody whom the Guest Inviter has invited. */
async function invited(address: string, more: object = {}): Promise<Made> {
  const { status, body } = await send('tom', 'POST', '/invitations', inviting(address, more))
  expect(status).toBe(201)
  return { id: (body['invitedUser'] as { id: string }).id, link: String(body['inviteRedeemUrl']) }
}

/** The newest of so many letters to an address. */
async function letterTo(address: string, letters: number) {
  return (await smtp.to(address, letters)).at(-1)?.email
}
const codeTo = async (address: string, letters: number) =>
  /\b\d{8}\b/.exec((await letterTo(address, letters))?.text ?? '')?.[0] as string
const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]

/** A browser that has proved the invited address, and is asked for a password. */
async function proved(link: string, address: string, letters = 2, typed = address): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(link)
  await visitor.send({ address: typed })
  await visitor.send({ code: await codeTo(address, letters) })
  expect(heading(visitor)).toContain('Become a guest')
  return visitor
}
const accepts = (visitor: Visitor) => visitor.send({ password, repeat: password, agreed: 'yes' })

async function signIn(name: string, given = password): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  await visitor.send({ password: given })
  return visitor
}

describe('D11: a guest is invited', () => {
  const mia = 'Mia.Lund@partner.example'

  it('by a Guest Inviter: one account, one link, one letter with what was written', async () => {
    const said = 'Come to the <b>project</b>.\r\nBring\u202e tea.'
    const { body } = await send('tom', 'POST', '/invitations', {
      ...inviting(mia, { invitedUserDisplayName: 'Mia Lund' }),
      invitedUserMessageInfo: { customizedMessageBody: said, messageLanguage: 'en-GB' },
    })
    expect(body).toMatchObject({
      ...{ status: 'PendingAcceptance', invitedUserType: 'Guest', invitedUserEmailAddress: mia },
      ...{
        invitedUserDisplayName: 'Mia Lund',
        inviteRedeemUrl: expect.stringContaining(`${served.origin}/redeem?link=`),
      },
    })
    const { id } = body['invitedUser'] as { id: string }
    expect(
      (await send('admin', 'GET', `/users/${id}?$select=userPrincipalName,mail,userType,externalUserState`)).body,
    ).toMatchObject({
      ...{ userPrincipalName: 'Mia.Lund_partner.example#EXT#@meridian.admit.test', mail: mia, userType: 'Guest' },
      externalUserState: 'PendingAcceptance',
    })
    const letter = await letterTo(mia, 1)
    expect(letter?.subject).toBe(`${person('tom').displayName} invites you to Meridian`)
    expect(letter?.text).toContain('Come to the <b>project</b>.\n\nBring tea.')
    expect(letter?.html).toContain('&#60;b&#62;project')
    expect(letter?.text).toContain(String(body['inviteRedeemUrl']))
    // What was said is in the letter and nowhere else.
    const journal = await inTenant((t) => listJournal(t, { entity: 'account', entityId: id, limit: 10 }))
    expect(journal.map(({ kind }) => kind)).toEqual(['invite_guest', 'create_account'])
    expect(JSON.stringify(journal)).not.toContain('project')
  })

  it('SEC-12: and comes in only with the very address that was invited, told so in words where it is another', async () => {
    const { link } = await invited(mia)
    expect((await signIn(mia)).page?.html).toContain('role="alert"')
    const other = new Visitor()
    await other.open(link)
    expect(heading(other)).toBe('You are invited to Meridian')
    expect(other.page?.text).toContain(`${person('tom').displayName} asks you to come in as a guest`)
    expect(other.page?.text).toContain('M•••@partner.example')
    await other.send({ address: 'mia@elsewhere.example' })
    expect(other.page?.text).toContain('This invitation was sent to another address')
    // Nobody is written to for it.
    expect(await smtp.to(mia, 2)).toHaveLength(2)

    const visitor = await proved(link, mia, 3, mia.toUpperCase())
    await visitor.send({ password, repeat: password })
    expect(visitor.page?.text).toContain('Tick the box')
    await visitor.send({ password: 'short one 7', repeat: 'short one 7', agreed: 'yes' })
    expect(visitor.page?.text).toContain('at least 15 characters')
    expect((await accepts(visitor)).text).toContain('You are a guest of Meridian now')

    for (const name of [mia, mia.toLowerCase(), 'mia.lund_partner.example#ext#@meridian.admit.test'])
      expect((await signIn(name)).page?.text).toContain(`Signed in as ${mia} ·`)
    expect((await signIn('mia@elsewhere.example')).page?.html).toContain('role="alert"')
    const account = await inTenant((t) => findAccountByName(t, mia.toLowerCase()))
    expect(account).toMatchObject({ userType: 'guest', invitation: { state: 'accepted', address: mia } })
  })

  it('is left alone once they have accepted, unless they are to come anew, which asks more than a Guest Inviter', async () => {
    const again = await send('tom', 'POST', '/invitations', inviting(mia))
    expect(again.body).toMatchObject({ status: 'Completed', inviteRedeemUrl: null })
    const reset = inviting(mia, { resetRedemption: true })
    expect(refusalOf(await send('tom', 'POST', '/invitations', reset))).toMatchObject({ code: 'change.forbidden' })
    expect((await send('admin', 'POST', '/invitations', reset)).body['status']).toBe('PendingAcceptance')
    expect((await signIn(mia)).page?.html).toContain('role="alert"')
  })
})

it('a guest’s address may be written in any one script', async () => {
  const { id } = await invited('тест@partner.example')
  expect((await send('admin', 'GET', `/users/${id}?$select=userPrincipalName`)).body['userPrincipalName']).toBe(
    'тест_partner.example#EXT#@meridian.admit.test',
  )
  const mixed = await send('tom', 'POST', '/invitations', inviting('tеst@partner.example', {}))
  expect(mixed.status).toBe(400)
})

describe('SEC-06, SEC-12: the link of an invitation', () => {
  it('is over once it is used, at the very same moment too', async () => {
    const address = 'ida@partner.example'
    const { link } = await invited(address)
    const two = [await proved(link, address, 2), await proved(link, address, 3)]
    const pages = await Promise.all(two.map(accepts))
    expect(pages.map(({ text }) => text.includes('You are a guest')).sort()).toEqual([false, true])
    expect((await new Visitor().open(link)).status).toBe(404)
    expect((await signIn(address)).page?.text).toContain('My apps')
  })

  it('is over when they are invited again, when it is withdrawn, and when the account is blocked or deleted', async () => {
    const address = 'olav@partner.example'
    const first = await invited(address)
    const underWay = await proved(first.link, address)
    const { id, link } = await invited(address)
    expect(id).toBe(first.id)
    expect((await new Visitor().open(first.link)).text).toContain('This invitation is over')
    expect((await accepts(underWay)).text).toContain('This invitation is over')
    const opens = async () => (await new Visitor().open(link)).status === 200
    expect(await opens()).toBe(true)
    for (const kind of ['block', 'delete'] as const) {
      await apply({ do: `${kind}_account`, accountId: id })
      expect(await opens()).toBe(false)
      await apply({ do: kind === 'block' ? 'enable_account' : 'restore_account', accountId: id })
      expect(await opens()).toBe(true)
    }
    const withdrawal = { changes: [{ do: 'withdraw_invitation', accountId: id }] }
    expect((await send('tom', 'POST', '/admit/changes', withdrawal)).status).toBe(200)
    expect(await opens()).toBe(false)
    expect(refusalOf(await send('tom', 'POST', '/admit/changes', withdrawal)).code).toBe('invitation.not_pending')
  })

  it('that nobody was sent says the same, whatever it is; and the fifth wrong code ends what was begun', async () => {
    const address = 'per@partner.example'
    const { link } = await invited(address)
    const [tenantId, accountId, mac] = (link.split('link=')[1] ?? '').split('.') as [string, string, string]
    const others = [
      `${tenantId}.${accountId}.${mac.slice(1)}A`,
      `${tenantId}.${tenantId}.${mac}`,
      `${accountId}.${accountId}.${mac}`,
      'x',
    ]
    const texts = await Promise.all(
      others.map(async (one) => (await new Visitor().open(`${served.origin}/redeem?link=${one}`)).text),
    )
    expect(new Set(texts).size).toBe(1)
    const visitor = new Visitor()
    await visitor.open(link)
    await visitor.send({ address })
    const right = await codeTo(address, 2)
    for (let i = 0; i < 4; i++) await visitor.send({ code: '00000000' })
    expect(visitor.page?.text).toContain("That code didn't work")
    expect((await visitor.send({ code: '00000000' })).text).toContain('Too many wrong codes')
    expect((await visitor.open(`${served.origin}/redeem`)).text).not.toContain(right)
    expect(heading(visitor)).toBe('This invitation is over')
  })
})

describe('who invites whom', () => {
  const codeOf = async (caller: string, body: object) =>
    refusalOf(await send(caller, 'POST', '/invitations', body)).code
  it('not everybody may, no member is made a guest, and nobody of a domain of our own', async () => {
    expect(await codeOf('marc', inviting('lone@partner.example'))).toBe('change.forbidden')
    expect(await codeOf('tom', inviting('x@meridian.example'))).toBe('request.invalid')
    expect(await codeOf('tom', inviting('two@a.example, three@b.example'))).toBe('request.invalid')
    expect(await codeOf('tom', inviting(person('lena').signInName))).toBe('guest.is_member')
  })

  it('SEC-16: guests are sent on to pages of ours and to what apps registered, and nowhere else', async () => {
    const { origin } = served
    for (const url of [
      ...['https://evil.example/', '//evil.example', `${origin}@evil.example/`, `${origin}.evil.example/`],
      ...[`${origin}\\@evil.example`, 'javascript:alert(1)', `${origin}/my\u0000apps`, '/myapps', ''],
      `${served.appsOrigin}/anything`,
    ])
      expect([url, await codeOf('tom', inviting('nils@partner.example', { inviteRedirectUrl: url }))]).toEqual([
        url,
        'request.invalid',
      ])
    expect(await inTenant((t) => findAccountByName(t, 'nils@partner.example'))).toBeNull()
  })
})

describe('a guest who does not get in', () => {
  const asked = (accountId: string, appId: string = portalAppId) => ({ person: { accountId }, appId })

  it('because they have not accepted: the help desk reads it, and one press invites them again', async () => {
    const address = 'sara@partner.example'
    const { id } = await invited(address)
    const { admit } = served.running
    const { explanation, repair } = (await explainFor(admit, viewer(), asked(id))) as unknown as Why
    expect(explanation.findings[0]).toMatchObject({ code: 'ACC-INVITE' })
    const plan = repair.plans.find(({ steps }) => steps.length === 1 && steps[0]?.change.do === 'invite_guest')
    expect((await send('admin', 'POST', '/admit/repair', { asked: asked(id), planId: plan?.id })).status).toBe(200)
    expect((await letterTo(address, 2))?.subject).toContain('invites you')
  })

  it('because their time is over: they are refused without a word, and let in again once it is extended', async () => {
    const address = 'knut@partner.example'
    const { id, link } = await invited(address)
    await accepts(await proved(link, address))
    const visitor = await signIn(address)
    expect(visitor.page?.text).toContain('My apps')
    await apply({ do: 'set_access_period', accountId: id, from: null, until: served.running.admit.now() - 1 })
    const refused = await signIn(address)
    expect(refused.page?.html).toContain('role="alert"')
    expect(refused.page?.text).not.toMatch(/expire|ended|until/i)
    await apply({ do: 'set_access_period', accountId: id, from: null, until: served.running.admit.now() + 3_600_000 })
    expect((await signIn(address)).page?.text).toContain('My apps')
  })
})

type Why = {
  readonly explanation: { readonly findings: readonly { readonly code: string }[] }
  readonly repair: {
    readonly plans: readonly { readonly id: string; readonly steps: readonly { readonly change: Change }[] }[]
  }
}
