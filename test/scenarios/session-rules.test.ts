import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let at: Awaited<ReturnType<typeof listenAsApp>>
let client: BareClient
let appId: string
const instanceId = randomUUID()
const ida = person('ida')
const send = graphApi(() => served)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)

beforeAll(async () => {
  ;[served, at] = await Promise.all([serveDemo(), listenAsApp()])
  const url = `${at.origin}/north/`
  const app = await registerApp(served, { name: 'Plant', redirectUris: [{ uri: `${url}callback`, kind: 'web' }] })
  await apply(
    {
      do: 'put_instance',
      instance: { id: instanceId, appId: app.id, name: 'Plant North', region: 'crm4', url, roles: ['Operator'] },
    },
    { do: 'put_instance_user', instanceId, accountId: ida.id },
    { do: 'give_instance_role', instanceId, accountId: ida.id, role: 'Operator' },
  )
  appId = app.id
  client = new BareClient(served, app, `${url}callback`)
}, 60_000)
afterAll(async () => {
  await at.stop()
  await served.stop()
})

const minute = 60_000
/** Works so many minutes later. */
async function later<T>(minutes: number, work: () => Promise<T>): Promise<T> {
  const clock = served.running.admit as { now: () => number }
  const { now } = clock
  clock.now = () => now() + minutes * minute
  try {
    return await work()
  } finally {
    clock.now = now
  }
}

const claimsOf = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split('.')[1] as string, 'base64url').toString()) as Record<string, number>
const heading = ({ page }: Visitor) => /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]
const codeOf = ({ page }: Visitor) => new URL(page?.url ?? '').searchParams.get('code')
const enter = async (visitor = new Visitor()) => {
  await signInAt(visitor, client.address(), ida)
  return visitor
}
const rule = (minutes: number, warnMinutes = 20): Change => ({
  ...{ do: 'set_session_rules', instanceId },
  rules: { minutes, warnMinutes },
})

describe('T1: how long a session lasts in an instance', () => {
  it('is eight hours where nobody said otherwise: then credentials are asked for, and the person is back in the app (T3)', async () => {
    const visitor = await enter()
    expect(codeOf(visitor)).not.toBeNull()
    await later(479, async () => {
      await visitor.open(client.address())
      expect(codeOf(visitor)).not.toBeNull()
    })
    await later(481, async () => {
      await visitor.open(client.address())
      expect(heading(visitor)).toBe('Enter your password')
      expect(visitor.page?.text).toContain('Your session in Plant North reached its limit. Sign in again')
      expect(visitor.page?.text).toContain(ida.signInName)
      // The session goes on elsewhere: only the instance asks.
      expect((await new Visitor().open(served.origin)).text).toContain('Sign-in name')
      await visitor.send({ password: ida.password })
      expect(codeOf(visitor), visitor.page?.text).not.toBeNull()
      const tokens = await client.redeem(codeOf(visitor) as string)
      const { auth_time: provedAt = 0, session_ends: ends = 0 } = claimsOf(tokens.body['id_token'])
      expect(ends - provedAt).toBe(480 * 60)
      expect(provedAt * 1000).toBeGreaterThan(Date.now() + 480 * minute)
    })
  })

  it('is what an instance administrator sets, at once, for who is in already and for refresh tokens', async () => {
    const visitor = await enter()
    const { body: tokens } = await client.redeem(codeOf(visitor) as string)
    await later(90, async () => {
      const fresh = await client.refresh(tokens['refresh_token'])
      expect(fresh.status).toBe(200)
      expect(claimsOf(fresh.body['id_token'])).toMatchObject({
        session_ends: claimsOf(tokens['id_token'])['session_ends'],
      })
      await apply(rule(60))
      const refused = await client.refresh(fresh.body['refresh_token'])
      expect(refused).toMatchObject({ status: 400, body: { error: 'interaction_required', error_codes: [70043] } })
      await visitor.open(client.address())
      expect(heading(visitor)).toBe('Enter your password')
    })
    const log = await send('admin', 'GET', `/admit/signIns?person=${ida.id}`)
    expect(log.body.value[0]).toMatchObject({ kind: 'refresh', code: 'SES-AGE', outcome: 'challenge' })
    await apply(rule(480))
  })

  it('a refresh knows its instance: closed, or without the person, it gives no more tokens', async () => {
    const { body: tokens } = await client.redeem(codeOf(await enter()) as string)
    const state = (is: 'enabled' | 'disabled') =>
      apply({ do: 'set_instance_state', instanceId, state: is, until: null })
    const refused = async (number: number) => {
      const answer = await client.refresh(tokens['refresh_token'])
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [number] } })
    }
    await state('disabled')
    await refused(1004004)
    await state('enabled')
    await apply({ do: 'disable_instance_user', instanceId, accountId: ida.id })
    await refused(1004002)
    await apply({ do: 'put_instance_user', instanceId, accountId: ida.id })
    expect((await client.refresh(tokens['refresh_token'])).status).toBe(200)
  })

  it('is asked about beforehand: What-If says who would be asked to sign in again', async () => {
    const asked = {
      person: { accountId: ida.id },
      appId,
      instanceId,
      proof: { credential: 'verified', credentialAt: Date.now() - 90 * minute, secondFactor: 'verified' },
    }
    const { body } = await send('admin', 'POST', '/admit/whatIf', { asked, changes: [rule(60)] })
    expect(body).toMatchObject({
      before: { explanation: { outcome: 'admit' } },
      after: { explanation: { outcome: 'challenge' } },
    })
  })

  it.each([
    [59, 20],
    [1441, 20],
    [60, 19],
    [60, 60],
    [60.5, 20],
  ])('is not %s minutes with a warning of %s', async (minutes, warnMinutes) => {
    const { status } = await send('admin', 'POST', '/admit/changes', { changes: [rule(minutes, warnMinutes)] })
    expect(status).toBe(400)
  })

  it('SEC-31: is set by nobody without the role, and not by the person', async () => {
    const refused = await send('hana', 'POST', '/admit/changes', { changes: [rule(1440)] })
    expect(refusalOf(refused)).toMatchObject({ code: 'change.forbidden', needs: 'instance-admin' })
  })
})
