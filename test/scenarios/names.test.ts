import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDirectories } from '../../src/app/check-directory.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit as commandLine } from '../support/command-line.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { person, scimClient } from '../support/scim-client.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const who = (key: string) => served.demo.people.find((one) => one.key === key) as Served['demo']['people'][number]
const create = (userPrincipalName: string) =>
  send('leo', 'POST', '/users', { displayName: 'Somebody', userPrincipalName })
const change = (...changes: object[]) => send('leo', 'POST', '/admit/changes', { changes })
const alias = (key: string, name: string) => change({ do: 'add_alias', accountId: who(key).id, name })

async function signIn(name: string, password: string): Promise<string> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/myapps`)
  await visitor.send({ name })
  return (await visitor.send({ password })).text
}

describe('D10: names to sign in with', () => {
  it('a person gets in by the name and by every alias, at any of the organisation’s domains, however it is typed', async () => {
    const alice = who('alice')
    expect((await alias('alice', 'Ally@meridian.admit.test')).status).toBe(200)
    for (const name of [
      alice.signInName,
      'ally@meridian.admit.test',
      'ALLY@Meridian.Admit.Test',
      'ａｌｌｙ@meridian.admit.test',
    ])
      expect(await signIn(name, alice.password), name).toContain(alice.displayName)
    expect(await signIn('ally@meridian.example', alice.password)).not.toContain(alice.displayName)

    const { body } = await send('hana', 'POST', '/admit/explain', {
      person: { signInName: 'ally@meridian.admit.test' },
      appId: served.demo.apps[0]?.id,
    })
    expect(JSON.stringify(body)).toContain('Ally@meridian.admit.test')
    const removed = await change({ do: 'remove_alias', accountId: alice.id, name: 'ALLY@meridian.admit.test' })
    expect(removed.body['undo']).toEqual([{ do: 'add_alias', accountId: alice.id, name: 'Ally@meridian.admit.test' }])
    expect(await signIn('ally@meridian.admit.test', alice.password)).not.toContain(alice.displayName)
    expect(
      refusalOf(await change({ do: 'remove_alias', accountId: alice.id, name: 'ally@meridian.admit.test' })),
    ).toMatchObject({
      status: 404,
      code: 'user.alias_not_found',
    })
  })

  it('SEC-03: wrong passwords count together, by whatever name they are tried', async () => {
    const bruno = who('bruno')
    await alias('bruno', 'bru@meridian.example')
    const account = async () => (await send('leo', 'GET', `/admit/people/${bruno.id}`)).body['account']
    const guess = (i: number) =>
      signIn(i % 2 === 0 ? bruno.signInName : 'BRU@meridian.example', `wrong ${i} wrong ${i}`)
    for (let i = 0; i < 9; i++) await guess(i)
    expect(await account()).toMatchObject({ failedAttempts: 9, lockedUntil: null, aliases: ['bru@meridian.example'] })
    await guess(9)
    expect(await account()).toMatchObject({ lockedUntil: expect.any(Number) })
    for (const name of [bruno.signInName, 'bru@meridian.example'])
      expect(await signIn(name, bruno.password)).not.toContain(bruno.displayName)
  }, 60_000)

  it('one that is renamed keeps its groups, licences and sessions, and lets go of the old name', async () => {
    const { body } = await create('before@meridian.example')
    const id = body['id'] as string
    await send('leo', 'POST', `/groups/${served.demo.groups[2]?.id}/members/$ref`, {
      '@odata.id': `https://x.example/v1.0/users/${id}`,
    })
    const before = (await send('leo', 'GET', `/admit/people/${id}`)).body['groups']
    await change({ do: 'add_alias', accountId: id, name: 'after@meridian.example' })
    expect((await send('leo', 'PATCH', `/users/${id}`, { userPrincipalName: 'After@meridian.example' })).status).toBe(
      204,
    )
    const after = await send('leo', 'GET', `/admit/people/${id}`)
    expect(after.body['groups']).toEqual(before)
    // The alias became the name.
    expect(after.body['account']).not.toHaveProperty('aliases')
    expect((await create('before@meridian.example')).status).toBe(201)
  })
})

describe('SEC-02: no two names are the same, or look it', () => {
  it('whoever has the name already is told to the administrator, be it a name, an alias or a deleted person’s', async () => {
    const alice = who('alice')
    await alias('alice', 'boss@meridian.example')
    const held = { heldBy: alice.id, holder: alice.signInName, isDeleted: false }
    for (const name of [alice.signInName.toUpperCase(), 'BOSS@meridian.example', 'ｂｏｓｓ@meridian.example'])
      expect(refusalOf(await create(name)), name).toMatchObject({ status: 409, code: 'user.name_taken', name, ...held })
    expect(refusalOf(await alias('hana', alice.signInName))).toMatchObject({ code: 'user.name_taken', ...held })
    expect(refusalOf(await alias('bruno', 'boss@meridian.example'))).toMatchObject({ code: 'user.name_taken', ...held })
    const renamed = await send('leo', 'PATCH', `/users/${who('bruno').id}`, {
      userPrincipalName: 'boss@meridian.example',
    })
    expect(refusalOf(renamed)).toMatchObject({ code: 'user.name_taken', ...held })

    const gone = (await create('gone@meridian.example')).body['id'] as string
    await send('leo', 'DELETE', `/users/${gone}`)
    expect(refusalOf(await create('gone@meridian.example'))).toMatchObject({
      code: 'user.name_taken',
      heldBy: gone,
      isDeleted: true,
    })
  })

  it('look-alikes are refused at creation and rename, as names and as aliases, in either order', async () => {
    // All Cyrillic, so that only the look betrays it.
    const scope = (await create('scope@meridian.example')).body['id']
    const cyrillic = 'ѕсоре@meridian.example'
    const looks = { status: 409, code: 'user.name_looks_alike', heldBy: scope, holder: 'scope@meridian.example' }
    expect(refusalOf(await create(cyrillic))).toMatchObject(looks)
    expect(refusalOf(await alias('hana', cyrillic))).toMatchObject(looks)
    expect(
      refusalOf(await send('leo', 'PATCH', `/users/${who('hana').id}`, { userPrincipalName: cyrillic })),
    ).toMatchObject(looks)
    expect((await create('аре@meridian.example')).status).toBe(201)
    expect(refusalOf(await create('ape@meridian.example'))).toMatchObject({
      code: 'user.name_looks_alike',
      holder: 'аре@meridian.example',
    })
    expect((await create('müller@meridian.example')).status).toBe(201)
    expect((await create('muller@meridian.example')).status).toBe(201)
  })

  it('mixed scripts, what is not seen, and what turns the writing are refused with a reason', async () => {
    for (const [name, hint] of [
      ['hаna.new@meridian.example', 'mixes letters'],
      ['han\u200ba@meridian.example', 'nobody sees'],
      ['han\u202ea@meridian.example', 'nobody sees'],
      ['han\u2066a@meridian.example', 'nobody sees'],
      ['hana★@meridian.example', 'no letter'],
    ] as const) {
      expect(refusalOf(await create(name)), name).toMatchObject({
        status: 400,
        code: 'user.name_unfit',
        hint: expect.stringContaining(hint),
      })
      expect(refusalOf(await alias('hana', name))).toMatchObject({ code: 'user.name_unfit' })
    }
    const { scim } = await scimClient(served)
    expect((await scim('POST', '/Users', person('hаna.other@meridian.example'))).status).toBe(400)
  })

  it('of two that want a name at once, as a name and as an alias, one gets it', async () => {
    for (let i = 0; i < 8; i++) {
      const name = `race${i}@meridian.example`
      const both = await Promise.all([
        create(name),
        alias('hana', name),
        create(name.toUpperCase()),
        alias('bruno', name),
      ])
      expect(both.filter(({ status }) => status < 300).length, both.map(({ status }) => status).join()).toBe(1)
    }
  }, 60_000)

  it('groups too', async () => {
    const group = (displayName: string) => send('leo', 'POST', '/groups', { displayName })
    expect((await group('Scope')).status).toBe(201)
    for (const name of ['scope', 'ＳＣＯＰＥ', ' Scope '])
      expect(refusalOf(await group(name)), name).toMatchObject({ status: 409, code: 'group.name_taken' })
    expect(refusalOf(await group('Ѕсоре'))).toMatchObject({ code: 'group.name_looks_alike', holder: 'Scope' })
    expect((await group('Sco\u202epe')).status).toBe(400)
    const other = (await group('Other one')).body['id']
    expect(refusalOf(await send('leo', 'PATCH', `/groups/${other}`, { displayName: 'ѕсоре' }))).toMatchObject({
      code: 'group.name_looks_alike',
    })
    expect((await group('Отдел продаж 🦊')).status).toBe(201)
  })

  it('an import is told the same', async () => {
    const file = join(served.running.config.dataDir, 'people.csv')
    const env = { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir }
    const run = async (name: string) => {
      await writeFile(file, `userPrincipalName,displayName\n${name},Imported\n`)
      return commandLine(env, 'import', file, '--tenant', served.demo.tenant.id)
    }
    const mixed = await run('hаna.csv@meridian.example')
    expect(mixed.code, mixed.out + mixed.err).toBe(1)
    expect(mixed.out + mixed.err).toContain('mixes letters')
    const looks = await run('ѕсоре@meridian.example')
    expect(looks.code, looks.out + looks.err).not.toBe(0)
    expect(looks.out + looks.err).toContain('looks the same')
    // An alias is who has it, and stays an alias.
    expect((await run('boss@meridian.example')).code).toBe(0)
    const alice = await send('leo', 'GET', `/users/${who('alice').id}`)
    expect(alice.body).toMatchObject({ displayName: 'Imported', userPrincipalName: who('alice').signInName })
  }, 60_000)

  it('and the directory is whole afterwards', async () => {
    const [checked] = await checkDirectories(served.running.admit, served.demo.tenant.id)
    expect(checked?.faults).toEqual([])
  })
})
