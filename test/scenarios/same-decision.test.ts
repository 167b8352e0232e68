import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import type { Asked } from '../../src/app/asked.ts'
import { type DemoPerson, readDemo } from '../../src/app/demo.ts'
import type { Explained } from '../../src/app/explain-for.ts'
import type { Flow } from '../../src/app/sign-in/flow.ts'
import { snapshotOf } from '../../src/app/sign-in/judge.ts'
import { readSecret } from '../../src/app/sign-in/session.ts'
import { commandLine as seenFrom } from '../../src/app/viewer.ts'
import type { WhatIf } from '../../src/app/what-if.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { decide, type Decision } from '../../src/core/decide.ts'
import { loadFlow } from '../../src/store/flows.ts'
import { listSignIns } from '../../src/store/sign-ins.ts'
import { withTenant } from '../../src/store/store.ts'
import { flowCookie } from '../../src/doors/forms.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { admit as commandLine } from '../support/command-line.ts'
import { codeNow, Visitor } from '../support/visitor.ts'
import { places } from '../support/places.ts'
import { corpus, type Situation } from './corpus.ts'

const demo = await readDemo()
let served: Served
let token: string

beforeAll(async () => {
  served = await serveDemo()
  // What the company asks to know of its people, which all of the demo have.
  const missing = (key: string, name: string): Change => ({
    ...{ do: 'set_attribute', name, value: null },
    accountId: demo.people.find((one) => one.key === key)?.id as string,
  })
  await applyChanges(
    served.running.admit,
    seenFrom(demo.tenant.id),
    [
      missing('lena', 'country'),
      missing('ida', 'city'),
      { do: 'require_details', of: 'member', details: ['city', 'country'] },
    ],
    null,
  )
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: demo.automation.id,
    client_secret: demo.automation.secret,
    scope: 'https://graph.admit/.default',
  })
  const response = await fetch(`${served.origin}/${demo.tenant.id}/oauth2/v2.0/token`, { method: 'POST', body: form })
  token = ((await response.json()) as { access_token: string }).access_token
})
afterAll(() => served.stop())

/** What the sign-in pages decided: the recorded decision, or that of the question the person was left with. */
type Live = {
  readonly outcome: string
  readonly because: string | null
  readonly answers: readonly string[]
  readonly asked: Asked
}

async function live(one: Situation): Promise<Live> {
  const person = demo.people.find(({ key }) => key === one.who)
  const before = (await newestSignIn())?.id ?? 0
  const visitor = new Visitor()
  await walk(visitor, one, person)
  const recorded = await newestSignIn()
  if (recorded !== undefined && recorded.id > before) {
    const { accountId, signInName, appId, instanceId, ip, asked } = recorded
    return {
      outcome: recorded.outcome,
      because: recorded.code,
      answers: recorded.trace,
      asked: {
        person: accountId === null ? { signInName: signInName as string } : { accountId },
        appId: appId as string,
        instanceId,
        redirectUri: asked.redirectUri,
        scopes: asked.scopes,
        ip,
        proof: asked.proof as NonNullable<Asked['proof']>,
      },
    }
  }
  return leftWith(visitor)
}

/** Signs in as far as name, password and code go, and answers nothing else. */
async function walk(visitor: Visitor, one: Situation, person: DemoPerson | undefined): Promise<void> {
  await visitor.open(served.appsOrigin + places[one.to])
  await visitor.send({ name: person?.signInName ?? one.who })
  const asked = await visitor.send({
    password: one.password === 'right' ? (person?.password ?? 'any at all') : 'not it',
  })
  if (!asked.html.includes('<h1>Enter your code</h1>') || one.code === 'none') return
  await visitor.send({ code: one.code === 'right' ? codeNow(person?.totpSecret as string) : '000000' })
}

function newestSignIn() {
  return withTenant(served.running.admit.store, demo.tenant.id, async (t) => (await listSignIns(t, { limit: 1 }))[0])
}

async function leftWith(visitor: Visitor): Promise<Live> {
  const { admit } = served.running
  const key = readSecret(visitor.cookie(new URL(served.origin).host, flowCookie) ?? null) as NonNullable<
    ReturnType<typeof readSecret>
  >
  return withTenant(admit.store, key.tenantId, async (t) => {
    const flow = (await loadFlow<Flow>(t, key.hash, admit.now())) as Flow
    const s = await snapshotOf(t, flow, admit.now())
    const decision = decide(s)
    return {
      outcome: decision.outcome,
      because: decision.because?.code ?? null,
      answers: answersOf(decision),
      asked: {
        person: { accountId: s.account?.id as string },
        appId: flow.appId,
        instanceId: s.instance?.id ?? null,
        redirectUri: flow.redirectUri,
        scopes: flow.scopes,
        ip: flow.ip,
        proof: s.proof,
      },
    }
  })
}

const answersOf = ({ trace }: Decision) => trace.map((step) => (step.is === 'stop' ? step.reason : step.is))

async function api<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${served.origin}/v1.0/admit/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as T
}

/** The same question on the command line. */
async function typed({ who, to }: Situation, { asked }: Live): Promise<Explained> {
  const person = demo.people.find(({ key }) => key === who)
  const app = demo.apps.find(({ key }) => key === (to === 'crm-apac' ? 'crm' : to))
  const { credential, secondFactor } = asked.proof as NonNullable<Asked['proof']>
  const said = await commandLine(
    { DATABASE_URL: served.running.config.databaseUrl as string, ADMIT_DATA: served.running.config.dataDir },
    ...['why', person?.signInName ?? who, app?.name ?? '', '--json', '--ip', asked.ip as string],
    ...['--redirect', asked.redirectUri as string, ...(asked.scopes ?? []).flatMap((scope) => ['--scope', scope])],
    ...['--password', { verified: 'right', wrong: 'wrong', not_presented: 'none', untested: 'none' }[credential]],
    ...['--second-factor', { verified: 'yes', wrong: 'wrong', not_presented: 'no' }[secondFactor]],
  )
  expect(said.err).toBe('')
  return JSON.parse(said.out) as Explained
}

/** All that is decided and found. Evidence may hold the moment it was asked at, which is never the same. */
function decided({ explanation: { outcome, standing, headline, findings, steps }, repair }: Explained) {
  const answers = steps.map(({ answer }) => (answer.is === 'stop' ? answer.reason : answer.is))
  const plans = repair.plans.map(({ id }) => id)
  return JSON.parse(JSON.stringify({ outcome, standing, headline, findings, answers, plans })) as {
    readonly outcome: string
    readonly answers: readonly string[]
  }
}

describe('one decision, whichever door it is asked at', () => {
  it('is asked of every person with a fault', () => {
    const asked = new Set(corpus.map(({ who }) => who))
    expect(demo.people.filter(({ key, faults }) => faults !== undefined && !asked.has(key))).toEqual([])
  })

  it.each(corpus)('$who to $to, password $password, code $code: $outcome $because', async (one) => {
    const signedIn = await live(one)
    expect({ outcome: signedIn.outcome, because: signedIn.because }).toEqual({
      outcome: one.outcome,
      because: one.because,
    })

    const explained = decided(await api<Explained>('explain', signedIn.asked))
    const { before, after, differs } = await api<WhatIf>('whatIf', { asked: signedIn.asked, changes: [] })
    const read = decided(await typed(one, signedIn))
    expect(explained.outcome).toBe(signedIn.outcome)
    expect(explained.answers, 'every gate, as the sign-in asked it').toEqual(signedIn.answers)
    expect(decided(before)).toEqual(explained)
    expect(decided(after)).toEqual(explained)
    expect(differs).toEqual([])
    expect(read).toEqual(explained)
  })
})
