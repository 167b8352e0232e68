import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../test/setup/server.ts'
import { sessionOf } from '../../test/support/companies.ts'
import type { Change } from '../core/changes/change.ts'
import { questionLog } from './directory.ts'
import { explainFor } from './explain-for.ts'
import { questionsAllowed } from './note-question.ts'
import { commandLine, type Viewer } from './viewer.ts'
import { whatIf } from './what-if.ts'
import { withTenant } from '../store/store.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const idOf = (key: string) => served.demo.people.find((one) => one.key === key)?.id as string
const appOf = (key: string) => served.demo.apps.find((one) => one.key === key)?.id as string
const admit = () => served.running.admit
const tenantId = () => served.demo.tenant.id

function viewer(key: string, roles: readonly string[], more: Partial<Viewer> = {}): Viewer {
  return { tenantId: tenantId(), accountId: idOf(key), name: key, roles, permissions: null, via: 'console', ...more }
}
const about = (key: string, app = 'crm') => ({ person: { accountId: idOf(key) }, appId: appOf(app) })
const codeOf = (error: unknown) => (error as { code?: string }).code
const refused = (asked: Promise<unknown>) => asked.then(() => null, codeOf)

/** Names of what is set up, which nobody but those who help should read. */
const setUp = () => [
  ...served.demo.groups.map(({ key }) => key),
  ...served.demo.policies.map((policy) => (policy as unknown as { name: string }).name),
  ...served.demo.people.filter(({ key }) => key !== 'bruno').map(({ signInName }) => signInName),
]

describe('SEC-33: each reads at their level', () => {
  it('who is signed out reads nothing', async () => {
    const answer = await fetch(`${served.origin}/v1.0/admit/explain`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(about('bruno')),
    })
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('LIC-HAS')
  })

  it('the person reads what stands in their way, and no plan of an administrator, no evidence and no name of what is set up', async () => {
    const own = await explainFor(admit(), viewer('bruno', []), about('bruno'))
    expect(own.explanation).toMatchObject({
      standing: 'refuse',
      findings: [{ code: 'LIC-HAS', root: 'LIC-HAS', causes: [] }],
    })
    expect(own.repair).toEqual({
      plans: [],
      complete: true,
      advice: [{ gate: '', code: null, title: 'An administrator has to help with this' }],
    })
    const text = JSON.stringify(own)
    expect(setUp().filter((name) => text.includes(name))).toEqual([])
    expect(own.explanation.steps.flatMap(({ answer }) => ('evidence' in answer ? answer.evidence : []))).toEqual([])
  })

  it('the same over HTTP with the person’s own session', async () => {
    const caller = await sessionOf(admit(), tenantId(), idOf('bruno'))
    const ask = (key: string) =>
      fetch(`${served.origin}/v1.0/admit/explain`, {
        method: 'POST',
        headers: { ...caller, 'content-type': 'application/json' },
        body: JSON.stringify(about(key)),
      })
    const own = (await (await ask('bruno')).json()) as { repair: { plans: object[] } }
    expect(own.repair.plans).toEqual([])
    expect((await ask('alice')).status).toBe(403)
  })

  it('the person reads what they can do alone', async () => {
    const people = served.demo.people.filter(({ roles }) => roles === undefined)
    const offered = new Set<string>()
    for (const { id } of people) {
      const own = await explainFor(
        admit(),
        { ...viewer('bruno', []), accountId: id },
        { person: { accountId: id }, appId: appOf('crm') },
      )
      for (const { steps } of own.repair.plans) for (const { change } of steps) offered.add(change.do)
    }
    expect(offered.size).toBeGreaterThan(0)
    const selfService = [
      ...['retype_password', 'prove_second_factor', 'register_method', 'change_password'],
      ...['reset_own_password', 'consent'],
    ]
    expect([...offered].filter((kind) => !selfService.includes(kind))).toEqual([])
  })

  it('what is told to nobody is not passed over in silence, nor named', async () => {
    const { id } =
      served.demo.people.find((one) => one.faults?.some((fault) => /block|disabled/i.test(fault))) ??
      served.demo.people[0]!
    const own = await explainFor(
      admit(),
      { ...viewer('bruno', []), accountId: id },
      { person: { accountId: id }, appId: appOf('crm') },
    )
    const whole = await explainFor(admit(), commandLine(tenantId()), { person: { accountId: id }, appId: appOf('crm') })
    const hidden = whole.explanation.findings.filter(({ tells }) => tells === null)
    expect(own.explanation.standing).toBe(whole.explanation.standing)
    expect(own.explanation.findings.filter(({ code }) => code === '')).toHaveLength(hidden.length)
    for (const { code, says } of hidden)
      expect(JSON.stringify(own)).not.toMatch(new RegExp(`"${code}"|${says.slice(0, 30)}`))
  })

  it.each(['helpdesk', 'password-admin'])('%s reads causes and plans, and masked addresses', async (role) => {
    const seen = await explainFor(admit(), viewer('hana', [role]), { ...about('bruno'), ip: '203.0.113.77' })
    expect(seen.explanation.findings[0]).toMatchObject({ code: 'LIC-HAS', root: 'GRP-RULE' })
    expect(seen.repair.plans.length).toBeGreaterThan(0)
    const evidence = JSON.stringify(
      seen.explanation.steps.map(({ answer }) => ('evidence' in answer ? answer.evidence : [])),
    )
    expect(evidence).not.toContain('203.0.113.77')
  })

  it('an administrator reads all of it', async () => {
    const seen = await explainFor(admit(), viewer('admin', ['global-admin']), about('bruno'))
    expect(seen.explanation.findings[0]?.causes.length).toBeGreaterThan(0)
    expect(seen.explanation.steps.some(({ reads }) => reads.length > 0)).toBe(true)
    expect(seen.repair.plans.length).toBeGreaterThan(0)
  })

  it('an app reads what its permission says, and nothing without it', async () => {
    const app = (...permissions: string[]) =>
      viewer('admin', [], { accountId: null, via: 'app', appId: served.demo.automation.id, permissions })
    expect((await explainFor(admit(), app('Admit.Explain.All'), about('bruno'))).repair.plans.length).toBeGreaterThan(0)
    for (const permissions of [[], ['User.Read.All'], ['Directory.Read.All'], ['Directory.ReadWrite.All']])
      expect(await refused(explainFor(admit(), app(...permissions), about('bruno'))), permissions.join()).toBe(
        'auth.forbidden',
      )
  })

  it('an administrator’s token without the permission reads their own sign-in as a person does, and no other', async () => {
    const token = viewer('admin', ['global-admin'], { via: 'token', permissions: ['User.Read'] })
    const own = await explainFor(admit(), token, about('admin'))
    expect(own.explanation.steps.every(({ reads }) => reads.length === 0)).toBe(true)
    expect(await refused(explainFor(admit(), token, about('bruno')))).toBe('auth.forbidden')
  })

  it('a reference number tells nothing to who has no role', async () => {
    expect(await refused(explainFor(admit(), viewer('bruno', []), { reference: 'BCDF-GHJK-MNPQ' }))).toBe(
      'auth.forbidden',
    )
  })
})

describe('an app in several instances', () => {
  it('is asked about where the person is known, unless it is said where', async () => {
    const admin = viewer('admin', ['global-admin'])
    const found = async (key: string, more: object = {}) => {
      const { explanation, instance } = await explainFor(admit(), admin, { ...about(key), ...more })
      return [instance?.name ?? null, explanation.findings.map(({ code }) => code)]
    }
    const emea = expect.any(String)
    expect(await found('alice')).toEqual([emea, []])
    expect(await found('paulo')).toEqual([emea, ['INS-ROLE']])
    expect(await found('quinn')).toEqual([emea, ['INS-USER']])
    expect((await found('rosa'))[1]).toEqual(['INS-UP'])
    expect(await found('paulo', { instanceId: null })).toEqual([null, []])
  })
})

describe('What-If', () => {
  it('supposes what is there, or what a change before made, and nothing else', async () => {
    const [accountId, groupId] = [idOf('alice'), randomUUID()]
    const supposing = (...changes: Change[]) =>
      refused(whatIf(admit(), viewer('admin', ['global-admin']), about('alice'), changes))
    const put = { do: 'add_to_group', accountId, groupId } as const
    const group = { id: groupId, name: 'Supposed', description: null, rule: null }
    expect(await supposing({ do: 'create_group', group }, put)).toBeNull()
    expect(await supposing(put)).toBe('group.not_found')
    const licence = { do: 'assign_licence', accountId, productId: randomUUID(), disabledPlans: [] } as const
    expect(await supposing(licence)).toBe('product.not_found')
  })
})

describe('SEC-33: who asks why is written down', () => {
  const log = (accountId: string) => questionLog(admit(), viewer('admin', ['global-admin']), { accountId, limit: 50 })

  it('who, about whom, for which app; What-If too; and what people ask about themselves is their own', async () => {
    const before = await log(idOf('alice'))
    await explainFor(admit(), viewer('hana', ['helpdesk']), about('alice'))
    await whatIf(admit(), viewer('admin', ['global-admin']), about('alice'), [])
    await explainFor(admit(), viewer('alice', []), about('alice'))
    const after = await log(idOf('alice'))
    expect(after).toHaveLength(before.length + 2)
    expect(after.slice(0, 2)).toMatchObject(
      [
        { kind: 'what_if', actor: idOf('admin'), actorKind: 'person', appId: appOf('crm') },
        { kind: 'explain', actor: idOf('hana'), actorName: 'Hana Sato', accountName: 'Alice Moreau' },
      ].map(({ actorName: _, ...one }) => one),
    )
    expect(after[1]?.actorName).not.toBeNull()
  })

  it('a question that is refused is not answered, and leaves no trace of an answer', async () => {
    const before = await log(idOf('alice'))
    expect(await refused(explainFor(admit(), viewer('bruno', []), about('alice')))).toBe('auth.forbidden')
    expect(await log(idOf('alice'))).toHaveLength(before.length)
  })

  it('cannot be altered or taken back, and is read by who may read the audit log alone', async () => {
    const tried = (statement: ReturnType<typeof sql>) =>
      withTenant(admit().store, tenantId(), (t) => statement.execute(t.db))
    for (const statement of [
      sql`update questions set actor = null`,
      sql`delete from questions`,
      sql`truncate questions`,
    ])
      await expect(tried(statement)).rejects.toThrow('append-only')
    expect(() => questionLog(admit(), viewer('bruno', []), { limit: 1 })).toThrow('Your role does not allow this')
  })

  it('SEC-40: more than a desk asks in a minute is too much, also all at once, and only for the one who asked', async () => {
    const nadia = viewer('nadia', ['app-admin'])
    const now = admit().now()
    await withTenant(admit().store, tenantId(), (t) =>
      sql`insert into questions (tenant_id, at, kind, actor, actor_kind, app_id)
        select ${tenantId()}, ${now}, 'explain', ${idOf('nadia')}, 'person', 'x' from generate_series(1, ${questionsAllowed.person - 2})`.execute(
        t.db,
      ),
    )
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refused(explainFor(admit(), nadia, about('alice')))),
    )
    expect(answers.filter((code) => code === null)).toHaveLength(2)
    expect(answers.filter((code) => code === 'rate.limited')).toHaveLength(4)
    expect(await refused(explainFor(admit(), viewer('hana', ['helpdesk']), about('alice')))).toBeNull()

    const caller = await sessionOf(admit(), tenantId(), idOf('nadia'))
    const answer = await fetch(`${served.origin}/v1.0/admit/explain`, {
      method: 'POST',
      headers: { ...caller, 'content-type': 'application/json' },
      body: JSON.stringify(about('alice')),
    })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60'])
  })
})
