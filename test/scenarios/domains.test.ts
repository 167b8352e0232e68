import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit } from '../support/command-line.ts'
import { type Caller, secondCompany } from '../support/companies.ts'
import { type DnsServer, startDns } from '../support/dns-server.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'

let served: Served
let dns: DnsServer
let other: Awaited<ReturnType<typeof secondCompany>>
beforeAll(async () => {
  dns = await startDns()
  served = await serveDemo({ ADMIT_DNS_SERVERS: dns.address })
  other = await secondCompany(served.running.admit, served.origin)
})
afterAll(async () => {
  await served.stop()
  await dns.stop()
})

const send = graphApi(() => served)

const recordOf = async (caller: string | Caller, name: string) =>
  (await send(caller, 'GET', `/domains/${name}/verificationDnsRecords`)).body.value[0]?.['text'] as string
const verify = (caller: string | Caller, name: string) => send(caller, 'POST', `/domains/${name}/verify`)
const refused = refusalOf
const create = (caller: string | Caller, userPrincipalName: string, more: object = {}) =>
  send(caller, 'POST', '/users', { displayName: 'Somebody', userPrincipalName, ...more })

describe('a domain', () => {
  it('is verified by the very record in DNS that was asked for, and by nothing else', async () => {
    const name = 'labs.example'
    const added = await send('admin', 'POST', '/domains', { id: 'LABS.example' })
    expect(added).toMatchObject({ status: 201, body: { id: name, isVerified: false, isDefault: false } })
    const others = await send('admin', 'GET', `/domains/${name}/serviceConfigurationRecords`)
    expect([others.status, others.body.value]).toEqual([200, []])
    expect((await send('admin', 'GET', '/domains/nowhere.example/serviceConfigurationRecords')).status).toBe(404)
    const record = await recordOf('admin', name)
    expect(record).toMatch(/^admit-verification=[0-9a-f]{32}$/)

    const tries: [DnsServer['zones'][string] | undefined, object][] = [
      [undefined, { code: 'domain.not_proved', answer: 'no_such_name', found: [] }],
      [{}, { code: 'domain.not_proved', answer: 'no_such_record' }],
      [{ txt: ['v=spf1 -all'] }, { code: 'domain.not_proved', found: ['v=spf1 -all'] }],
      [{ txt: [`${record}0`] }, { code: 'domain.not_proved', found: [`${record}0`] }],
      [{ txt: [record.toUpperCase()] }, { code: 'domain.not_proved' }],
      [
        { cname: 'elsewhere.example' },
        { code: 'domain.not_proved', answer: 'alias', found: ['CNAME elsewhere.example'] },
      ],
      [{ rcode: 'SERVFAIL' }, { code: 'domain.no_answer', answer: 'SERVFAIL' }],
      [{ silent: true }, { code: 'domain.no_answer', answer: 'timeout' }],
    ]
    // Whoever owns the name it stands for proves that one alone.
    dns.zones['elsewhere.example'] = { txt: [record] }
    for (const [zone, wanted] of tries) {
      if (zone === undefined) delete dns.zones[name]
      else dns.zones[name] = zone
      const tried = refused(await verify('admin', name))
      expect(tried).toMatchObject({ status: 409, name, expected: `TXT ${name} ${record}`, ...wanted })
    }
    expect((await send('admin', 'GET', `/domains/${name}`)).body['isVerified']).toBe(false)

    dns.zones[name] = { txt: ['v=spf1 -all', [record.slice(0, 9), record.slice(9)]], delay: 200 }
    expect(await verify('admin', name)).toMatchObject({ status: 200, body: { id: name, isVerified: true } })
    // Proved is proved: the record may go.
    delete dns.zones[name]
    expect((await verify('admin', name)).status).toBe(200)
  }, 30_000)

  it('gives nobody a name before it is verified; guests bring their own', async () => {
    await send('admin', 'POST', '/domains', { id: 'early.example' })
    for (const domain of ['early.example', 'stranger.example']) {
      expect(refused(await create('leo', `ann@${domain}`))).toMatchObject({
        status: 409,
        code: 'domain.not_verified',
        domain,
      })
      const renamed = await send('leo', 'PATCH', `/users/alice@meridian.example`, {
        userPrincipalName: `alice@${domain}`,
      })
      expect(refused(renamed)).toMatchObject({ code: 'domain.not_verified' })
    }
    expect((await create('leo', 'guest@stranger.example', { userType: 'Guest' })).status).toBe(201)

    dns.zones['early.example'] = { txt: [await recordOf('admin', 'early.example')] }
    await verify('admin', 'early.example')
    expect((await create('leo', 'ann@early.example')).status).toBe(201)
  })

  it('is proved by the verified one above it', async () => {
    await send('admin', 'POST', '/domains', { id: 'deep.sub.meridian.example' })
    const before = dns.asked.length
    expect(await verify('admin', 'deep.sub.meridian.example')).toMatchObject({ body: { isVerified: true } })
    expect(dns.asked.length).toBe(before)
  })

  it('is proved by no other: neither one above it that is not verified, nor one that only ends so', async () => {
    await send('admin', 'POST', '/domains', { id: 'unproved.example' })
    for (const name of ['sub.unproved.example', 'not-meridian.example']) {
      await send('admin', 'POST', '/domains', { id: name })
      const tried = refused(await verify('admin', name))
      expect(tried).toMatchObject({ status: 409, code: 'domain.not_proved', answer: 'no_such_name' })
      expect((await send('admin', 'GET', `/domains/${name}`)).body['isVerified']).toBe(false)
    }
  })

  it('is that of whoever is to be no guest any more', async () => {
    const { body } = await create('leo', 'comes-over@stranger.example', { userType: 'Guest' })
    const become = (more: object) => send('leo', 'PATCH', `/users/${body['id']}`, { userType: 'Member', ...more })
    expect(refused(await become({}))).toMatchObject({ code: 'domain.not_verified', domain: 'stranger.example' })
    expect((await become({ userPrincipalName: 'comes-over@meridian.example' })).status).toBe(204)
  })

  it('SEC-30: belongs to who proved it first; each organisation has a text of its own', async () => {
    const name = 'shared.example'
    for (const caller of ['admin', other.session])
      expect((await send(caller, 'POST', '/domains', { id: name })).status).toBe(201)
    const [ours, theirs] = [await recordOf('admin', name), await recordOf(other.session, name)]
    expect(ours).not.toBe(theirs)
    dns.zones[name] = { txt: [theirs] }
    expect(refused(await verify('admin', name))).toMatchObject({ code: 'domain.not_proved', found: [theirs] })
    dns.zones[name] = { txt: [theirs, ours] }
    const both = await Promise.all([verify('admin', name), verify(other.session, name)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const [winner, loser] = both[0]?.status === 200 ? ['admin', other.session] : [other.session, 'admin']
    expect(refused(await verify(loser as Caller, name))).toMatchObject({ code: 'domain.taken', name })
    await send(loser as Caller, 'DELETE', `/domains/${name}`)
    expect(refused(await send(loser as Caller, 'POST', '/domains', { id: name }))).toMatchObject({
      code: 'domain.taken',
    })
    expect((await send(winner as Caller, 'GET', `/domains/${name}`)).body['isVerified']).toBe(true)
  })

  it('is the default when it is verified, and stays while it is the default or used, and who uses it is named', async () => {
    const was = (await send('admin', 'GET', '/domains?$filter=isDefault eq true')).body.value[0]?.['id'] as string
    await send('admin', 'POST', '/domains', { id: 'next.example' })
    const makeDefault = () => send('admin', 'PATCH', '/domains/next.example', { isDefault: true })
    expect(refused(await makeDefault())).toMatchObject({ status: 409, code: 'domain.not_verified' })
    dns.zones['next.example'] = { txt: [await recordOf('admin', 'next.example')] }
    await verify('admin', 'next.example')
    expect((await makeDefault()).status).toBe(204)
    const defaults = await send('admin', 'GET', '/domains?$filter=isDefault eq true')
    expect(defaults.body.value.map((one) => one['id'])).toEqual(['next.example'])
    expect(refused(await send('admin', 'DELETE', '/domains/next.example'))).toMatchObject({ code: 'domain.is_default' })
    expect((await send('admin', 'PATCH', `/domains/${was}`, { isDefault: true })).status).toBe(204)

    const bea = await create('leo', 'bea@next.example')
    expect(refused(await send('admin', 'DELETE', '/domains/next.example'))).toMatchObject({
      status: 409,
      code: 'domain.in_use',
      usedBy: ['bea@next.example'],
      count: 1,
    })
    const taken = { do: 'put_domain', domain: { name: 'next.example', isVerified: false, isDefault: false } }
    expect(refused(await send('admin', 'POST', '/admit/changes', { changes: [taken] }))).toMatchObject({
      code: 'domain.in_use',
    })
    expect((await send('admin', 'GET', '/admit/domains/next.example')).body['usedBy']).toEqual({
      names: ['bea@next.example'],
      count: 1,
    })
    // Renamed she has it as another name still, and an app is called by it.
    await send('leo', 'PATCH', '/users/bea@next.example', { userPrincipalName: 'bea@meridian.example' })
    const alias = { accountId: bea.body['id'], name: 'bea@next.example' }
    const changes = async (...changes: object[]) =>
      expect((await send('admin', 'POST', '/admit/changes', { changes })).status).toBe(200)
    await changes({ do: 'add_alias', ...alias })
    const app = await send('admin', 'POST', '/applications', {
      ...{ displayName: 'Next', identifierUris: ['api://next.example'] },
    })
    expect(refused(await send('admin', 'DELETE', '/domains/next.example'))).toMatchObject({
      ...{ code: 'domain.in_use', usedBy: ['bea@next.example', 'Next (api://next.example)'], count: 2 },
    })
    await changes({ do: 'remove_alias', ...alias })
    expect(refused(await send('admin', 'DELETE', '/domains/next.example'))).toMatchObject({ count: 1 })
    await send('admin', 'PATCH', `/applications/${app.body['id']}`, { identifierUris: [] })
    // Nobody uses it any more.
    expect((await send('admin', 'DELETE', '/domains/next.example')).status).toBe(204)
    expect(refused(await send('admin', 'GET', '/domains/next.example'))).toMatchObject({
      status: 404,
      code: 'domain.not_found',
    })
  })

  it('SEC-31 SEC-41: is nobody else’s business: without the role DNS is not even asked', async () => {
    await send('admin', 'POST', '/domains', { id: 'quiet.example' })
    const before = dns.asked.length
    for (const [method, path, body] of [
      ['POST', '/domains', { id: 'x.example' }],
      ['POST', '/domains/quiet.example/verify'],
      ['PATCH', '/domains/quiet.example', { isDefault: true }],
      ['DELETE', '/domains/quiet.example'],
      ['POST', '/admit/changes', { changes: [{ do: 'verify_domain', name: 'quiet.example' }] }],
    ] as const)
      expect((await send('leo', method, path, body)).status, `${method} ${path}`).toBe(403)
    // A domain that was not added is not asked for either.
    expect(refused(await verify('admin', 'unknown.example'))).toMatchObject({ status: 404 })
    expect(dns.asked.length).toBe(before)
  })

  it('that is none is refused, with the field named', async () => {
    for (const id of [
      '',
      'example',
      '-a.example',
      'a..example',
      'exa mple.com',
      `${'a'.repeat(64)}.example`,
      'a.example/b',
      '1.2.3.4',
    ])
      expect((await send('admin', 'POST', '/domains', { id })).status, id).toBe(400)
    expect((await send('admin', 'POST', '/domains', { id: 'xn--bcher-kva.xn--p1ai' })).status).toBe(201)
  })
})

describe('admit domain', () => {
  it('adds, verifies, lists and removes', async () => {
    const env = {
      DATABASE_URL: served.running.config.databaseUrl as string,
      ADMIT_DATA: served.running.config.dataDir,
      ADMIT_DNS_SERVERS: dns.address,
    }
    const run = (...args: string[]) => admit(env, 'domain', ...args, '--tenant', served.demo.tenant.id)
    const added = await run('add', 'bücher.example')
    expect(added).toMatchObject({ code: 0 })
    const [record] = /admit-verification=\w+/.exec(added.out) ?? []
    const missing = await run('verify', 'bücher.example')
    expect(missing.code).toBe(1)
    expect(missing.out).toContain(`expected  TXT xn--bcher-kva.example ${record}`)
    expect(missing.out).toContain('found     nothing (no_such_name)')
    dns.zones['xn--bcher-kva.example'] = { txt: [record as string] }
    expect(await run('verify', 'bücher.example')).toMatchObject({ code: 0, out: 'xn--bcher-kva.example: verified\n' })
    expect((await run('list')).out).toContain('xn--bcher-kva.example: verified')
    expect(await run('add', 'no domain')).toMatchObject({ code: 2 })
    expect(await run('remove', 'bücher.example')).toMatchObject({ code: 0 })
    expect((await run('list')).out).not.toContain('xn--bcher-kva.example')
    expect((await run('remove', 'meridian.example')).err).toContain('[domain.')
  }, 60_000)
})
