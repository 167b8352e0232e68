import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSession } from '../../src/app/sign-in/session.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { makeCertificate } from '../support/certificates.ts'
import { type Caller, secondCompany } from '../support/companies.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const personOf = (key: string) => served.demo.people.find((one) => one.key === key)!
const minutes = 60_000

/** A browser whose person gave password and second factor so long ago; null is never. */
async function sessionSince(key: string, passwordAgo: number, codeAgo: number | null): Promise<Caller> {
  const { admit } = served.running
  const now = admit.now()
  const proofs = {
    ...{ accountId: personOf(key).id, ip: null, client: null },
    ...{ authAt: now - passwordAgo, secondFactorAt: codeAgo === null ? null : now - codeAgo },
    methods: codeAgo === null ? (['password'] as const) : (['password', 'totp'] as const),
  }
  const { secret } = await withTenant(admit.store, served.demo.tenant.id, (t) => startSession(t, proofs, now, null))
  return { cookie: `__Host-admit-session=${secret}`, 'x-admit-csrf': '1' }
}

async function change(caller: Caller, ...changes: readonly object[]) {
  const response = await fetch(`${served.origin}/v1.0/admit/changes`, {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  })
  const { error } = (await response.json()) as { error?: { code: string } }
  return error?.code ?? 'done'
}

const needed = 'auth.fresh_proof_needed'
const alice = () => ({ accountId: personOf('alice').id })

describe('SEC-32: sensitive administration asks for a fresh proof', () => {
  it('with the strongest the person has, in the last ten minutes', async () => {
    const reset = { do: 'issue_temporary_password', ...alice() }
    expect(await change(await sessionSince('hana', 0, null), reset)).toBe(needed)
    expect(await change(await sessionSince('hana', 11 * minutes, 11 * minutes), reset)).toBe(needed)
    expect(await change(await sessionSince('hana', 60 * minutes, 9 * minutes), reset)).toBe('done')
    // Who has no second factor proves with the password.
    expect(await change(await sessionSince('breakglass1', 11 * minutes, null), reset)).toBe(needed)
    expect(await change(await sessionSince('breakglass1', 9 * minutes, null), reset)).toBe('done')
  })

  it('for roles, policies, credentials, apps that act by themselves, keys and tokens, and not for the rest', async () => {
    const stale = await sessionSince('admin', 60 * minutes, 60 * minutes)
    const { demo, origin } = served
    const policy = { policyId: (demo.policies[0] as unknown as { id: string }).id }
    for (const one of [
      { do: 'assign_role', ...alice(), role: 'helpdesk' },
      { do: 'remove_role', accountId: personOf('leo').id, role: 'user-admin' },
      { do: 'set_policy_state', ...policy, state: 'off' },
      { do: 'exclude_from_policy', ...policy, ...alice() },
      { do: 'set_mfa_state', ...alice(), state: 'disabled' },
      { do: 'remove_methods', ...alice() },
      { do: 'send_reset_link', ...alice() },
      { do: 'remove_method', ...alice(), methodId: crypto.randomUUID() },
      { do: 'prefer_method', ...alice(), methodId: null },
      { do: 'issue_temporary_pass', ...alice(), uses: 'one', minutes: 60, startsAt: null },
      { do: 'unblock_second_factor', ...alice() },
      { do: 'set_attribute', ...alice(), name: 'mobilePhone', value: '+33 1' },
      { do: 'put_unit', unit: { id: crypto.randomUUID(), name: 'Lyon', description: null } },
      { do: 'set_user_consent', state: 'off' },
      { do: 'set_domain_provider', name: 'meridian.example', providerId: null },
      { do: 'delete_identity_provider', providerId: crypto.randomUUID() },
    ])
      expect([one.do, await change(stale, one)]).toEqual([one.do, needed])
    expect(await change(stale, { do: 'set_attribute', ...alice(), name: 'city', value: 'Lyon' })).toBe('done')
    const post = async (path: string, body: object | undefined, caller: Caller) =>
      fetch(`${origin}/v1.0/admit/${path}`, {
        method: 'POST',
        headers: { ...caller, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    const ledger = demo.apps.find((one) => one.key === 'ledger')?.id
    expect((await post(`apps/${ledger}/secrets`, undefined, stale)).status).toBe(403)
    const certificate = (await makeCertificate('P-256')).pem
    expect((await post(`apps/${ledger}/certificates`, { certificate }, stale)).status).toBe(403)
    expect((await post('scimTokens', { name: 'HR' }, stale)).status).toBe(403)
    const fresh = await sessionSince('admin', 0, 0)
    const made = await post(`apps/${ledger}/secrets`, undefined, fresh)
    expect(made.status).toBe(200)
    const keyId = ((await made.json()) as { readonly id: string }).id
    const takeAway = (caller: Caller) => post(`../applications/${ledger}/removePassword`, { keyId }, caller)
    expect((await takeAway(stale)).status).toBe(403)
    expect((await takeAway(fresh)).status).toBe(204)
    expect((await post(`apps/${ledger}/certificates`, { certificate }, fresh)).status).toBe(201)
    expect((await post('scimTokens', { name: 'HR' }, fresh)).status).toBe(201)
  })

  it('is answered by proving anew, password and code, and coming back; the session before it ends', async () => {
    const hana = new Visitor()
    const own = new URL(served.origin).host
    await signInAt(hana, `${served.origin}/signin?returnTo=%2Fmyapps`, personOf('hana'))
    const before = hana.cookie(own, '__Host-admit-session')
    const anew = `${served.origin}/signin?prompt=prove&returnTo=%2Fadmin%2Fpeople%3Fsearch%3Dalice`
    expect((await hana.open(anew)).html).toContain('<h1>Enter your password</h1>')
    expect((await hana.send({ password: personOf('hana').password })).html).toContain('<h1>Enter your code</h1>')
    const back = await signInAt(hana, anew, personOf('hana'))
    expect(new URL(back.url).pathname + new URL(back.url).search).toBe('/admin/people?search=alice')
    const after = hana.cookie(own, '__Host-admit-session')
    const at = (secret?: string): Caller => ({ cookie: `__Host-admit-session=${secret}`, 'x-admit-csrf': '1' })
    const reset = { do: 'issue_temporary_password', ...alice() }
    expect(await change(at(after), reset)).toBe('done')
    expect(await change(at(before), reset)).toBe('auth.required')
  })

  it('is an app’s permission where an app acts by itself', async () => {
    const company = await secondCompany(served.running.admit, served.origin)
    const reset = { do: 'issue_temporary_password', accountId: company.ids.person }
    expect(await change(company.app, reset)).toBe('done')
  })
})
