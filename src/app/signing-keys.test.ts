import { createLocalJWKSet, type JWK, jwtVerify } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../test/setup/server.ts'
import { withTenant } from '../store/store.ts'
import { keyRing, rotateKeys } from './signing-keys.ts'

let served: Served
const by = { actor: null, actorKind: 'system', reason: 'a test' } as const

beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const published = async () =>
  (await (await fetch(`${served.origin}/${served.demo.tenant.id}/discovery/v2.0/keys`)).json()) as { keys: JWK[] }

async function token(): Promise<string> {
  const { id, secret } = served.demo.automation
  const response = await fetch(`${served.origin}/${served.demo.tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: 'https://graph.admit/.default',
    }),
  })
  return String(((await response.json()) as Record<string, unknown>)['access_token'])
}
const isTaken = async (bearer: string) =>
  (await fetch(`${served.origin}/v1.0/users?$top=1`, { headers: { authorization: `Bearer ${bearer}` } })).status === 200

it('are made for organisations that are here, not for whatever a forged token names', async () => {
  const nowhere = '11111111-2222-4333-8444-555555555555'
  await expect(keyRing(served.running.admit, nowhere)).rejects.toThrow('There is no such organisation')
})

describe('SEC-25: signing keys', () => {
  it('are published without their private parts, and kept sealed', async () => {
    const { keys } = await published()
    expect(keys).toHaveLength(2)
    const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
    for (const key of keys) expect(Object.keys(key).filter((part) => privateParts.includes(part))).toEqual([])
    const { admit } = served.running
    const { rows } = await withTenant(admit.store, served.demo.tenant.id, (t) =>
      sql<{ sealed: Buffer }>`select sealed_jwk as sealed from signing_keys`.execute(t.db),
    )
    expect(rows).toHaveLength(2)
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('kty')
  })

  it('rotate with overlap: new ones sign at once, what the former signed is taken for a day and no longer', async () => {
    const { admit } = served.running
    const before = await token()
    await rotateKeys(admit, served.demo.tenant.id, 'verify for a day', by)
    const after = await token()
    const { keys } = await published()
    expect(keys).toHaveLength(4)
    for (const one of [before, after]) {
      await jwtVerify(one, createLocalJWKSet({ keys }))
      expect(await isTaken(one)).toBe(true)
    }
    expect(JSON.parse(atob(after.split('.')[0] as string)).kid).not.toBe(
      JSON.parse(atob(before.split('.')[0] as string)).kid,
    )

    const tomorrow = { ...admit, now: () => Date.now() + 86_400_000 + 1000 }
    expect(await keyRing(tomorrow, served.demo.tenant.id)).toHaveLength(2)
  })

  it('rotate by themselves after ninety days', async () => {
    const { admit } = served.running
    const ids = async (days: number) =>
      (await keyRing({ ...admit, now: () => Date.now() + days * 86_400_000 }, served.demo.tenant.id)).map(
        (key) => key.kid,
      )
    const [first, again, later] = [await ids(2), await ids(89), await ids(91)]
    expect(again).toEqual(first)
    expect(later).toHaveLength(4)
    expect(later.slice(2).toSorted(), 'the former stay for a day').toEqual(first.toSorted())
    expect(await ids(93)).toEqual(later.slice(0, 2))
  })

  it('end at once in an emergency: nothing they signed is taken any more', async () => {
    const before = await token()
    expect(await isTaken(before)).toBe(true)
    await rotateKeys(served.running.admit, served.demo.tenant.id, 'end at once', by)
    expect(await isTaken(before)).toBe(false)
    expect(await isTaken(await token())).toBe(true)
    expect((await published()).keys).toHaveLength(2)
  })
})
