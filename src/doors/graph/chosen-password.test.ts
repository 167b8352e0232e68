import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { graphApi, refusalOf } from '../../../test/support/graph-api.ts'
import { signInAt } from '../../../test/support/sign-in.ts'
import { person } from '../../../test/support/demo.ts'
import { Visitor } from '../../../test/support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())
const send = graphApi(() => served)

/** What somebody reads who signs in with a password. */
async function signIn(signInName: string, password: string): Promise<string> {
  const who = { ...person('ida'), signInName, password }
  return (await signInAt(new Visitor(), `${served.origin}/myapps`, who)).text
}

let made = 0
async function create(passwordProfile: object) {
  made += 1
  const userPrincipalName = `chosen${made}@meridian.example`
  const answer = await send('admin', 'POST', '/users', {
    ...{ userPrincipalName, displayName: `Chosen ${made}`, accountEnabled: true, passwordProfile },
  })
  return { ...answer, userPrincipalName, id: String(answer.body['id']) }
}

describe('a password that somebody chooses for another', () => {
  const first = 'xWwvJ]6NMw+bWH-d'

  it('is the one that was sent, and is changed at the first sign-in', async () => {
    const { status, body, userPrincipalName } = await create({ password: first, forceChangePasswordNextSignIn: true })
    expect([status, body['passwordProfile']]).toEqual([201, undefined])
    expect(await signIn(userPrincipalName, first)).toContain('You signed in with a temporary password')
  })

  it('is ours where none is sent', async () => {
    const { body, userPrincipalName } = await create({ forceChangePasswordNextSignIn: true })
    const { password } = body['passwordProfile'] as { password: string }
    expect(await signIn(userPrincipalName, password)).toContain('Choose a new password')
  })

  it('is set by PATCH and by resetPassword as well, and the one before is over', async () => {
    const { id, userPrincipalName } = await create({ password: first })
    const [second, third] = ['tulip-granite swims 9', 'orchid-ladder bakes 7']
    expect((await send('admin', 'PATCH', `/users/${id}`, { passwordProfile: { password: second } })).status).toBe(204)
    expect(await signIn(userPrincipalName, second)).toContain('Choose a new password')
    expect(await signIn(userPrincipalName, first)).not.toContain('Choose a new password')
    const path = `/users/${id}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`
    const reset = await send('admin', 'POST', path, { newPassword: third })
    expect([reset.status, reset.body['newPassword']]).toEqual([202, undefined])
    expect(await signIn(userPrincipalName, third)).toContain('Choose a new password')
  })

  it.each([
    [{ password: 'password1' }, 'password.banned'],
    [{ password: 'short' }, 'password.too_weak'],
    [{ password: first, forceChangePasswordNextSignIn: false }, 'request.invalid'],
  ])('SEC-05: is refused as any other would be: %o', async (profile, code) => {
    const { status, id: _, ...answer } = await create(profile)
    expect(status).toBe(400)
    expect(refusalOf(answer as never)).toMatchObject({ code })
  })

  it('SEC-31: is set by nobody who may not reset the person', async () => {
    const { id } = person('admin')
    const refused = await send('hana', 'PATCH', `/users/${id}`, { passwordProfile: { password: first } })
    expect(refused.status).toBe(403)
  })
})
