import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDemo } from '../../src/app/demo.ts'
import type { Explained } from '../../src/app/explain-for.ts'
import type { WhatIf } from '../../src/app/what-if.ts'
import { admit, admitBin, plainEnvironment } from '../support/command-line.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { Visitor } from '../support/visitor.ts'

const demo = await readDemo()
let served: Served
let env: Record<string, string>

beforeAll(async () => {
  served = await serveDemo()
  env = { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir }
})
afterAll(() => served.stop())

describe('admit why', () => {
  it('is for reading: what is in the way, the root, who can help, the proof; plain and narrow where nobody looks at colours', async () => {
    const { code, out } = await admit(env, 'why', 'bruno', 'crm')
    expect(code).toBe(1)
    for (const words of [
      'Bruno Keller (bruno@meridian.example) · CRM',
      'In the way\n1. LIC-HAS No licence',
      'Root: GRP-RULE:',
      'Who can help: License Administrator:',
      '\nFine ',
      '\nRepair ',
      'Proof: decided again after it',
    ])
      expect(out).toContain(words)
    expect(out).not.toContain('\x1b')
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect((await admit(env, 'why', 'alice@meridian.example', 'CRM')).code).toBe(0)
  })

  it('explains a recorded sign-in by its reference number', async () => {
    const visitor = new Visitor()
    await visitor.open(`${served.appsOrigin}/crm4/`)
    await visitor.send({ name: 'chiara@meridian.example' })
    const page = await visitor.send({ password: 'lantern harbour 42' })
    const reference = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(page.text)?.[0] as string
    const { code, out } = await admit(env, 'why', '--reference', reference.toLowerCase(), '--json')
    expect(code).toBe(1)
    const { signIn, explanation, person } = JSON.parse(out) as Explained
    expect(person.signInName).toBe('chiara@meridian.example')
    expect(signIn?.reference).toBe(reference)
    expect(explanation.findings.map((one) => one.code)).toContain('ACC-ENABLED')
    expect((await admit(env, 'why', '--reference', reference)).out).toContain(`reference ${reference}, was refused.`)
    expect(await admit(env, 'why', '--reference', 'AAAA-AAAA-AAAA')).toMatchObject({ code: 2, out: '' })
  })

  it('suggests near names for a person, and for an app', async () => {
    const nobody = await admit(env, 'why', 'brunno@meridian.example', 'CRM')
    expect(nobody.code).toBe(1)
    expect(nobody.out).toContain('Did you mean bruno@meridian.example')
    expect((await admit(env, 'why', 'alise', 'CRM')).out).toContain('Did you mean alice@meridian.example')
    expect(await admit(env, 'why', 'alice', 'CMR')).toMatchObject({
      code: 2,
      err: 'admit: there is no app CMR; did you mean CRM?\n',
    })
  })

  it('ends with 2 where the question is not understood, and tells the codes in its help', async () => {
    expect((await admit(env, 'why', 'alice')).code).toBe(2)
    expect((await admit(env, 'why', 'alice', 'CRM', '--ip', 'home')).code).toBe(2)
    expect((await admit(env, 'frobnicate')).code).toBe(2)
    expect(await admit(env, 'why', 'alice', 'CRM', '--tenant', 'Nowhere')).toMatchObject({
      code: 2,
      err: 'admit: there is no organisation Nowhere; there is Meridian\n',
    })
    expect(
      await admit({ ...env, DATABASE_URL: 'postgres://admit:admit@127.0.0.1:1/admit' }, 'why', 'alice', 'CRM'),
    ).toMatchObject({ code: 2, out: '' })
    const help = await admit(env, '--help')
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toContain('Exit codes:\n  0  gets in')
  })
})

describe('admit pass', () => {
  it('gives a pass that lets its person in, and takes it back', async () => {
    const made = await admit(env, 'pass', 'paulo@meridian.example', '--many', '--minutes', '30')
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('It is not shown again.') })
    const typed = async () => {
      const visitor = new Visitor()
      await visitor.open(`${served.origin}/signin`)
      await visitor.send({ name: 'paulo@meridian.example' })
      return visitor.send({ password: made.out.trim() })
    }
    expect((await typed()).url).toBe(`${served.origin}/myapps`)
    expect((await admit(env, 'pass', 'paulo@meridian.example', '--take-back')).code).toBe(0)
    expect((await typed()).url).not.toBe(`${served.origin}/myapps`)
    expect(await admit(env, 'pass', 'paulo@meridian.example', '--minutes', '9')).toMatchObject({ code: 2 })
  })
})

describe('admit what-if', () => {
  it('tells before, after and what differs, and changes nothing', async () => {
    const json = await admit(env, 'what-if', 'alice', 'CRM', '--set', 'department=Legal', '--json')
    const answer = JSON.parse(json.out) as WhatIf
    expect(json.code).toBe(1)
    expect(answer.before.explanation.standing).toBe('admit')
    expect(answer.after.explanation.findings.map(({ code }) => code)).toEqual(['LIC-HAS'])
    expect(answer.differs).toContain('licensed')
    const read = await admit(env, 'what-if', 'alice', 'CRM', '--set', 'department=Legal')
    expect(read.out).toMatch(/^Before\n[\s\S]*\nAfter\n[\s\S]*\nWhat differs\n {2}- licensed: fine → No licence/)
    expect((await admit(env, 'why', 'alice', 'CRM')).code).toBe(0)
  })

  it.each<[string, readonly string[], readonly string[]]>([
    ['a wrong password', ['--password', 'wrong'], ['CRE-MATCH']],
    ['no second factor', ['--second-factor', 'no'], ['POL-MFA']],
    ['a group that a policy keeps out', ['--add-to-group', 'Contractors'], ['POL-BLOCK']],
    ['a group they need', ['--remove-from-group', 'CRM users'], ['APP-ASSIGN']],
    ['a blocked account', ['--set', 'accountEnabled=false'], ['ACC-ENABLED']],
    ['a redirect address', ['--redirect', 'https://elsewhere.example/'], ['ADR-REDIRECT']],
    ['any change', ['--change', JSON.stringify({ do: 'disable_app', appId: demo.apps[0]?.id })], ['APP-ENABLED']],
    ['a policy and a situation', ['--policy', 'Second factor for the CRM=off', '--second-factor', 'no'], []],
  ])('imagines %s', async (_, options, codes) => {
    const { out, err } = await admit(env, 'what-if', 'alice', 'CRM', '--json', ...options)
    expect(err).toBe('')
    expect((JSON.parse(out) as WhatIf).after.explanation.findings.map(({ code }) => code)).toEqual(codes)
  })

  it('holds the situation on both sides where that is asked', async () => {
    const { out } = await admit(
      env,
      'what-if',
      'alice',
      'CRM',
      '--second-factor',
      'no',
      '--policy',
      'Second factor for the CRM=off',
      '--both',
      '--json',
    )
    const { before, after } = JSON.parse(out) as WhatIf
    expect([before.explanation.standing, after.explanation.standing]).toEqual(['challenge', 'admit'])
  })

  it('refuses a change that is none, and names that are not there', async () => {
    expect((await admit(env, 'what-if', 'alice', 'CRM', '--change', '{"do":"drop_table"}')).code).toBe(2)
    expect((await admit(env, 'what-if', 'alice', 'CRM', '--add-to-group', 'Nobody')).err).toBe(
      'admit: there is no group Nobody\n',
    )
  })
})

describe('admit repair', () => {
  it('shows the ways in, carries one out, and the person gets in', async () => {
    const shown = JSON.parse((await admit(env, 'repair', 'bruno', 'CRM', '--json')).out) as Explained['repair']
    const root = shown.plans.find(({ why }) => why === 'root')
    expect((await admit(env, 'repair', 'bruno', 'CRM', '--plan', 'not-a-plan', '--apply')).code).toBe(2)
    const done = await admit(
      env,
      'repair',
      'bruno',
      'CRM',
      '--plan',
      root?.id as string,
      '--apply',
      '--reason',
      'ticket 7',
    )
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain('done: Set the department of Bruno Keller to “Sales”')
    expect((await admit(env, 'why', 'bruno', 'CRM')).code).toBe(0)
    expect((await admit(env, 'repair', 'bruno', 'CRM', '--apply')).code).toBe(0)
  })
})

describe('admit journal verify', () => {
  it('walks the chain', async () => {
    const { code, out } = await admit(env, 'journal', 'verify', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject([
      { tenant: { name: 'Meridian' }, ok: true, brokenAt: null },
      { tenant: { name: 'Personal accounts' }, ok: true, brokenAt: null },
    ])
  })
})

describe('beside the embedded database', () => {
  it('finds that of a running server, and starts it where none runs, also twice at once', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'admit-beside-'))
    const alone = { ADMIT_DATA: dataDir, ADMIT_PORT: '0', ADMIT_TLS_PORT: '0', ADMIT_CRM_PORT: '0', ADMIT_LOG: 'error' }
    try {
      expect(await admit(alone, 'why', 'alice', 'CRM')).toMatchObject({
        code: 2,
        err: 'admit: there is no organisation yet: run admit start first\n',
      })
      const server = spawn(process.execPath, [admitBin, 'start', '--demo'], {
        env: plainEnvironment(alone),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let greeting = ''
      for await (const part of server.stdout) {
        greeting += String(part)
        if (greeting.includes('Try:')) break
      }
      expect(greeting).toContain('Admit is running')
      expect(greeting).not.toContain('stolen passwords')
      const beside = await admit(alone, 'why', 'alice', 'CRM')
      server.kill('SIGINT')
      await once(server, 'exit')
      expect(beside).toMatchObject({ code: 0, err: '' })
      const both = await Promise.all([admit(alone, 'why', 'alice', 'CRM'), admit(alone, 'journal', 'verify')])
      expect(both.map(({ code, err }) => [code, err])).toEqual([
        [0, ''],
        [0, ''],
      ])
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }, 90_000)
})

describe('admit keys', () => {
  const keysAt = async () => {
    const { keys } = (await (await fetch(`${served.origin}/${demo.tenant.id}/discovery/v2.0/keys`)).json()) as {
      keys: { kid: string }[]
    }
    return keys.map(({ kid }) => kid)
  }
  const listed = async () =>
    JSON.parse((await admit(env, 'keys', 'list', '--json')).out) as { id: string; retiredAt: number | null }[]

  it('SEC-25: lists the keys without anything secret, and rotates them: the former verify, or end', async () => {
    const published = await keysAt()
    const before = await listed()
    expect(before.map(({ id }) => id).sort()).toEqual(published.sort())
    expect(Object.keys(before[0] ?? {}).sort()).toEqual(['alg', 'createdAt', 'id', 'retiredAt'])

    expect(await admit(env, 'keys', 'rotate', '--reason', 'spring cleaning')).toMatchObject({ code: 0 })
    const after = await listed()
    expect(after.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => published.includes(id))).toEqual([
      false,
      false,
    ])
    expect(after.filter(({ id }) => published.includes(id)).map(({ retiredAt }) => typeof retiredAt)).toEqual([
      'number',
      'number',
    ])
    expect((await admit(env, 'keys', 'list')).out).toMatch(/ES256 {2}since \d{4}-\d\d-\d\d {2}signs\n/)

    expect(await admit(env, 'keys', 'rotate', '--at-once')).toMatchObject({ code: 0 })
    const now = await listed()
    expect(now.filter(({ retiredAt }) => retiredAt !== null)).toEqual([])
    expect(now.filter(({ id }) => after.some((one) => one.id === id))).toEqual([])
    expect((await admit(env, 'journal', 'verify')).code).toBe(0)
  })
})
