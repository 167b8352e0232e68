import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailServer } from '../../../test/support/mail-server.ts'
import { anOrganisation, type Organisation } from '../../../test/support/organisation.ts'
import type { MailServer } from '../../config.ts'
import { openMailer } from '../../doors/mail/smtp.ts'
import { startJobRunner } from '../../store/job-runner.ts'
import { insertJob } from '../../store/jobs.ts'
import { type Delivery, listDeliveries } from '../../store/messages.ts'
import { rows, type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { vaultOf } from '../vault.ts'
import { deliver, triedFor, waitAfter } from './deliver.ts'
import { keepMailGoing } from './keep-going.ts'
import { linkLifetime } from './link.ts'
import { tell } from './tell.ts'

const master = Buffer.alloc(32, 7)
const hour = 3_600_000
let org: Organisation
let now = Date.UTC(2030, 0, 15)
let made = 0

beforeAll(async () => {
  org = await anOrganisation()
})
afterAll(() => org.close())

const within = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(org.admit.store, org.tenantId, work)

/** A server of Admit whose mail goes to this one, or nowhere. */
function serverFor(smtp: { readonly port: number } | null): Admit {
  const quiet = () => {}
  const log = { info: quiet, warn: quiet, error: quiet }
  const server: MailServer = {
    ...{ host: '127.0.0.1', port: smtp?.port ?? 0, tls: 'where_offered', login: null },
    from: 'no-reply@contoso.example',
  }
  const mail = smtp === null ? null : openMailer(server, { now: () => now, log })
  return { ...org.admit, vault: vaultOf(master), mail, log, now: () => now }
}

/** Somebody new who was told something: the message's id and what has become of it. */
async function told(name = `person${++made}`) {
  const accountId = await org.person(name)
  await within((t) => tell(t, accountId, { kind: 'password_changed' }, now))
  const deliveries = () => within((t) => listDeliveries(t, accountId, 10))
  const messageId = (await deliveries())[0]?.id as string
  return {
    ...{ accountId, messageId, to: `${name}@contoso.example`, due: { tenantId: org.tenantId, messageId } },
    became: async () => (await deliveries())[0] as Delivery,
    facts: async () =>
      (
        await within((t) => rows(t, sql<{ facts: object | null }>`select facts from messages where id = ${messageId}`))
      )[0]?.facts,
  }
}

const notListening = async () => {
  const smtp = await mailServer()
  await smtp.close()
  return smtp
}

describe('a message', () => {
  it('is sent once although it is delivered by two servers at the same moment, and again later', async () => {
    const smtp = await mailServer({ pauseMillis: 50 })
    const [one, other] = [serverFor(smtp), serverFor(smtp)]
    const { due, to, became, facts } = await told()
    await Promise.all([one, other, one, other].map((server) => deliver(server, due)))
    await deliver(one, due)
    expect(await smtp.to(to)).toHaveLength(1)
    expect(await became()).toMatchObject({
      state: 'sent',
      tries: 1,
      endedAt: now,
      answer: expect.stringMatching(/^250 /),
    })
    // SEC-38: nothing is kept of what it said.
    expect(await facts()).toBeNull()
    for (const { mail } of [one, other]) mail?.close()
    await smtp.close()
  })

  it('is none where the change it tells of was undone', async () => {
    const accountId = await org.person('undone')
    const undone = within(async (t) => {
      await tell(t, accountId, { kind: 'methods_removed' }, now)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await within((t) => listDeliveries(t, accountId, 10))).toEqual([])
  })

  it('waits longer each time while the mail server is away, and is given up after a day', async () => {
    const server = serverFor(await notListening())
    const { due, became, facts } = await told()
    const began = now
    const waits: number[] = []
    let next = now
    while ((await became()).state === 'waiting') {
      now = next
      await deliver(server, due)
      const at = await within((t) =>
        rows(t, sql<{ next: number | null }>`select next_at as next from messages where id = ${due.messageId}`),
      )
      next = at[0]?.next ?? now
      if (next > now) waits.push(next - now)
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(Math.max(...waits)).toBe(4 * hour)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(now - began).toBeGreaterThan(triedFor - 5 * hour)
    expect(now - began).toBeLessThanOrEqual(triedFor)
    expect(await became()).toMatchObject({ state: 'given_up', answer: expect.stringContaining('ECONNREFUSED') })
    expect(await facts()).toBeNull()
    server.mail?.close()
  })

  it('to a mailbox that is not there has bounced, one that is not wanted was refused, and a full one waits', async () => {
    const says: Readonly<Record<string, { readonly code: number; readonly says: string }>> = {
      'gone@contoso.example': { code: 550, says: '5.1.1 no such user' },
      'plain@contoso.example': { code: 553, says: 'never heard of' },
      'spam@contoso.example': { code: 554, says: '5.7.1 policy' },
      'full@contoso.example': { code: 452, says: '4.2.2 over quota' },
    }
    const smtp = await mailServer({ recipient: (address) => says[address] ?? null })
    const server = serverFor(smtp)
    for (const [name, state] of [
      ['gone', 'bounced'],
      ['plain', 'bounced'],
      ['spam', 'refused'],
      ['full', 'waiting'],
    ] as const) {
      const { due, became, to } = await told(name)
      await deliver(server, due)
      const { says: text } = says[to] as { says: string }
      expect(await became(), name).toMatchObject({ state, tries: 1, answer: expect.stringContaining(text) })
    }
    // A server that refuses a letter is there.
    expect((await server.mail?.state())?.is).toBe('works')
    expect(server.mail?.restsUntil()).toBeNull()
    server.mail?.close()
    await smtp.close()
  })

  it('goes to nobody who has no address', async () => {
    const accountId = await org.person('plainly')
    await within((t) =>
      sql`update accounts set sign_in_name = 'plainly@elsewhere.example' where id = ${accountId}`.execute(t.db),
    )
    await within((t) => tell(t, accountId, { kind: 'password_changed' }, now))
    expect(await within((t) => listDeliveries(t, accountId, 10))).toEqual([])
    await org.done({ do: 'set_attribute', accountId, name: 'mail', value: 'work@elsewhere.example' })
    await within((t) => tell(t, accountId, { kind: 'password_changed' }, now))
    expect(await within((t) => listDeliveries(t, accountId, 10))).toMatchObject([
      { recipient: 'work@elsewhere.example' },
    ])
  })

  it('waits while no mail server is set up, goes out once one is, and is given up when its link is over', async () => {
    const nowhere = serverFor(null)
    const [early, late] = [await told(), await told()]
    await deliver(nowhere, early.due)
    expect(await early.became()).toMatchObject({ state: 'waiting', tries: 0 })
    const smtp = await mailServer()
    const server = serverFor(smtp)
    await deliver(server, early.due)
    expect(await early.became()).toMatchObject({ state: 'sent' })
    now += linkLifetime + 1
    await keepMailGoing(nowhere)
    expect(await late.became()).toMatchObject({ state: 'given_up', answer: 'no mail server was set up' })
    expect(await late.facts()).toBeNull()
    now += 30 * 24 * hour
    await keepMailGoing(nowhere)
    expect(await late.became()).toBeUndefined()
    server.mail?.close()
    await smtp.close()
  })

  it('waits longer and longer', () =>
    expect([0, 1, 12, 13, 99].map(waitAfter)).toEqual([2e3, 4e3, 8.192e6, 4 * hour, 4 * hour]))
})

/** Waits until the database has noticed that a runner is dead. */
async function noticed(): Promise<void> {
  const alive = sql`select 1 from pg_stat_activity where datname = current_database() and application_name = 'admit jobs'`
  while ((await within((t) => rows(t, alive))).length > 0) await sleep(20)
}

describe('REL-05: with runners', () => {
  it('every message goes out once from two, and the one a server died over again, with the id it had', async () => {
    const everybody = await Promise.all(Array.from({ length: 4 }, () => told()))
    const slow = await mailServer({ pauseMillis: 500 })
    const script = fileURLToPath(new URL('../../../test/support/dying-mailer.ts', import.meta.url))
    const dying = spawn(process.execPath, [script, org.admit.store.url, slow.url, master.toString('hex')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    // Taken by the mail server, and not yet answered: the server dies before it can write it down.
    const first = await slow.taken()
    dying.kill('SIGKILL')
    await Promise.all([once(dying, 'exit'), slow.close()])
    await noticed()

    const smtp = await mailServer({ pauseMillis: 20 })
    const [one, other] = [serverFor(smtp), serverFor(smtp)]
    const runners = []
    for (const server of [one, other])
      runners.push(
        await startJobRunner(org.admit.store, 2, async () => {}, { deliver: (message) => deliver(server, message) }),
      )
    for (const { to } of everybody) expect(await smtp.to(to)).toHaveLength(1)
    await sleep(100)
    expect(smtp.received.filter((one) => everybody.some(({ to }) => one.to.includes(to)))).toHaveLength(4)
    for (const { became } of everybody) expect(await became()).toMatchObject({ state: 'sent' })
    const again = smtp.received.find((received) => received.to[0] === first.to)
    expect(again?.raw).toContain(first.messageId)
    for (const runner of runners) await runner.stop()
    for (const { mail } of [one, other]) mail?.close()
    await smtp.close()
  }, 30_000)

  it('a letter goes out while there is long work for every worker', async () => {
    const isOver = Promise.withResolvers<void>()
    const smtp = await mailServer()
    const server = serverFor(smtp)
    const runner = await startJobRunner(org.admit.store, 1, () => isOver.promise, {
      deliver: (message) => deliver(server, message),
    })
    try {
      await within((t) =>
        insertJob(t, {
          ...{ id: randomUUID(), kind: 'long', input: {}, queue: 'long' },
          ...{ madeBy: null, madeByKind: 'system', madeAt: now },
        }),
      )
      const { to } = await told()
      expect(await smtp.to(to)).toHaveLength(1)
    } finally {
      isOver.resolve()
      await runner.stop()
      server.mail?.close()
      await smtp.close()
    }
  })
})
