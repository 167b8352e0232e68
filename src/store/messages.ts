import { type RawBuilder, sql } from 'kysely'
import type { Place } from '../core/snapshot.ts'
import { numberBy } from './contacts.ts'
import { forgetFailure, mailboxOf, noteFailure } from './mail-failures.ts'
import { changed, json, row, rows, type TenantDb } from './store.ts'

export type MessageState = 'waiting' | 'sent' | 'kept' | 'bounced' | 'refused' | 'given_up'

/** How a message goes out: as a letter, as a text message, or read aloud in a call. */
export type Channel = 'mail' | 'sms' | 'voice'

/** A message with what is to be known to write it: to whom, about whom, of which organisation. */
export type Message = {
  readonly id: string
  /** Null where it went to an address that nobody has an account for. */
  readonly accountId: string | null
  readonly kind: string
  readonly channel: Channel
  /** The method it is a code of; null where it is none. */
  readonly methodId: string | null
  readonly facts: object | null
  readonly recipient: string
  readonly language: string | null
  readonly madeAt: number
  readonly state: MessageState
  readonly tries: number
  readonly tryingSince: number | null
  readonly linkUntil: number | null
  readonly displayName: string
  readonly signInName: string
  readonly organisation: string
  readonly organisationLanguage: string | null
  readonly isDemo: boolean
  readonly temporaryDays: number
}

/** A message that is due, as the queue carries it. */
export type DueMessage = { readonly tenantId: string; readonly messageId: string }

/**
 * Where an account `a` is written to: the address it is reached by, else the one the directory has; the sign-in name only
 * where neither is there and its domain is proved to be the organisation's.
 */
const addressOf = sql`coalesce(${mailboxOf},
  (select a.sign_in_name from domains d where d.tenant_id = a.tenant_id and d.is_verified and d.name = lower(split_part(a.sign_in_name, '@', 2))))`

/**
 * Keeps the same message for each of these people, and has it sent when and only when the transaction commits: in one
 * statement, so that nobody learns by the time it takes that somebody is written to. `to` is an address to write to in the
 * place of theirs; by phone it goes to the number of their contact info, and to who has none nothing goes.
 */
export async function insertMessages(
  t: TenantDb,
  accountIds: readonly string[],
  { kind, facts }: { readonly kind: string; readonly facts: object },
  at: number,
  {
    to = null,
    channel = 'mail',
    place = null,
    priority = 0,
  }: {
    readonly to?: string | null
    readonly channel?: Channel
    readonly place?: Place | null
    readonly priority?: number
  } = {},
): Promise<void> {
  const address = to !== null ? sql`${to}::text` : channel === 'mail' ? addressOf : numberBy[channel]
  await sql`with made as (
      insert into messages (tenant_id, id, account_id, kind, facts, channel, place, recipient, language, made_at, next_at)
      select a.tenant_id, gen_random_uuid(), a.id, ${kind}, ${json(facts)}, ${channel}, ${place}, ${address}, a.attributes ->> 'preferredLanguage', ${at}, ${at}
      from accounts a where a.tenant_id = ${t.tenantId} and a.id = any(${accountIds}::uuid[]) and a.deleted_at is null and ${address} is not null
      returning id)
    select ${addJob(t, sql`id`, channel === 'mail' ? { priority } : { task: 'text', priority: -10 })} from made`.execute(
    t.db,
  )
}

/** Keeps a message with a code, to be sent before all that nobody waits for; false where there is no such account. */
export async function insertCode(
  t: TenantDb,
  code: {
    readonly accountId: string
    readonly kind: string
    readonly facts: object
    readonly channel: Channel
    readonly methodId: string | null
    readonly to: string
  },
  at: number,
): Promise<void> {
  const { accountId, kind, facts, channel, methodId, to } = code
  await sql`with made as (
      insert into messages (tenant_id, id, account_id, kind, facts, channel, method_id, recipient, language, made_at, next_at)
      select a.tenant_id, gen_random_uuid(), a.id, ${kind}, ${json(facts)}, ${channel}, ${methodId}::uuid, ${to}, a.attributes ->> 'preferredLanguage', ${at}, ${at}
      from accounts a where a.tenant_id = ${t.tenantId} and a.id = ${accountId} and a.deleted_at is null
      returning id, channel)
    select ${addJob(t, sql`id`, { task: channel === 'mail' ? 'mail' : 'text', priority: -10 })} from made`.execute(t.db)
}

/** How many messages of these kinds the person was written since. */
export async function countMessages(
  t: TenantDb,
  accountId: string,
  kinds: readonly string[],
  since: number,
  place: Place | null = null,
): Promise<number> {
  const found = await row(
    t,
    sql<{
      n: number
    }>`select count(*)::int as n from messages where tenant_id = ${t.tenantId} and account_id = ${accountId}
      and kind = any(${kinds}::text[]) and made_at > ${since} and (${place}::text is null or place = ${place})`,
  )
  return found?.n ?? 0
}

/** Mail and texts are tasks of their own: a server that does not answer keeps nothing waiting but what it is to send. */
export function addJob(
  t: TenantDb,
  id: RawBuilder<unknown>,
  {
    task = 'mail',
    priority = 0,
    inMillis = 0,
  }: { readonly task?: 'mail' | 'text'; readonly priority?: number; readonly inMillis?: number } = {},
): RawBuilder<unknown> {
  return sql`graphile_worker.add_job(${task}, json_build_object('tenantId', ${t.tenantId}::text, 'messageId', ${id}), priority := ${priority}::int,
    run_at := now() + ${inMillis}::float8 * interval '1 millisecond', job_key := 'mail ' || ${id}::text)`
}

const whole = sql<Message>`select m.id, m.account_id as "accountId", m.kind, m.channel, m.method_id as "methodId", m.facts, m.recipient, m.language, m.made_at as "madeAt", m.state, m.tries,
    m.trying_since as "tryingSince", m.link_until as "linkUntil", coalesce(a.display_name, m.recipient) as "displayName", coalesce((select i.address from invitations i where i.tenant_id = a.tenant_id and i.account_id = a.id), a.sign_in_name, m.recipient) as "signInName", o.name as organisation,
    o.preferred_language as "organisationLanguage", o.is_demo as "isDemo", o.temporary_password_days as "temporaryDays"
  from messages m left join accounts a on a.tenant_id = m.tenant_id and a.id = m.account_id join tenants o on o.id = m.tenant_id`

/**
 * A message that waits, for whoever is first to ask until the transaction ends; null where it waits no more, or another server
 * has it. Its row is not locked: nobody who changes the directory waits for a mail server.
 */
export async function takeMessage(t: TenantDb, id: string): Promise<Message | null> {
  const lock = sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`admit mail ${id}`}, 0)) as mine`
  // Read only after the lock is there: another server may have sent it a moment ago.
  if ((await row(t, lock))?.mine !== true) return null
  return row(t, sql<Message>`${whole} where m.tenant_id = ${t.tenantId} and m.id = ${id} and m.state = 'waiting'`)
}

/**
 * Writes down what became of a message, and the hash of the link that is in it. What it was about goes (SEC-38), unless it is
 * kept to be looked at.
 */
export async function endMessage(
  t: TenantDb,
  id: string,
  became: {
    readonly state: Exclude<MessageState, 'waiting'>
    readonly answer: string
    readonly link: { readonly hash: string; readonly until: number } | null
  },
  at: number,
): Promise<void> {
  const { state, answer, link } = became
  await sql`update messages set state = ${state}, answer = ${answer}, ended_at = ${at}, next_at = null,
    tries = tries + 1, facts = case when ${state} = 'kept' then facts end, link_hash = ${link?.hash ?? null}, link_until = ${link?.until ?? null}
    where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
  if (state === 'sent') await forgetFailure(t, id)
  else if (state === 'bounced' || state === 'refused') await noteFailure(t, id, at)
  // What arrives or does not tells whether the method still reaches the person; a try that was cut short tells nothing.
  if (state === 'sent' || state === 'bounced' || state === 'refused')
    await sql`update methods m set undeliverable_at = ${state === 'sent' ? null : at}::bigint from messages c
      where c.tenant_id = ${t.tenantId} and c.id = ${id} and m.tenant_id = c.tenant_id and m.id = c.method_id`.execute(
      t.db,
    )
}

/** Has a message be tried again at an instant, counted as a try where it was one. */
export async function postponeMessage(
  t: TenantDb,
  id: string,
  to: { readonly next: number; readonly answer: string | null; readonly tries: number; readonly tryingSince: number },
  now: number,
  task: 'mail' | 'text' = 'mail',
): Promise<void> {
  await sql`update messages set next_at = ${to.next}, answer = coalesce(${to.answer}, answer), tries = ${to.tries}, trying_since = ${to.tryingSince}
    where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
  await sql`select ${addJob(t, sql`${id}::text`, { task, inMillis: Math.max(to.next - now, 0) })}`.execute(t.db)
}

/** Puts every message that waits into the queue again, those that are due at once; gives how many there are. */
export async function wakeMessages(t: TenantDb, now: number): Promise<number> {
  return (
    await rows(
      t,
      sql`select graphile_worker.add_job(case when channel = 'mail' then 'mail' else 'text' end, json_build_object('tenantId', ${t.tenantId}::text, 'messageId', id),
        run_at := now() + greatest(coalesce(next_at, 0) - ${now}::bigint, 0)::float8 * interval '1 millisecond', job_key := 'mail ' || id::text)
      from messages where tenant_id = ${t.tenantId} and state = 'waiting'`,
    )
  ).length
}

/** Gives up messages that have waited since before an instant without a try. */
export async function giveUpBefore(t: TenantDb, before: number, answer: string, at: number): Promise<number> {
  return changed(
    t,
    sql`update messages set state = 'given_up', answer = ${answer}, ended_at = ${at}, next_at = null, facts = null
      where tenant_id = ${t.tenantId} and state = 'waiting' and tries = 0 and trying_since is null and made_at < ${before}`,
  )
}

/** Forgets messages that were made before an instant. */
export async function forgetMessagesBefore(t: TenantDb, before: number): Promise<void> {
  await sql`delete from messages where tenant_id = ${t.tenantId} and made_at < ${before} and state <> 'waiting'`.execute(
    t.db,
  )
}

/** Messages kept to be looked at, the newest first. */
export function listKept(t: TenantDb, limit: number): Promise<Message[]> {
  return rows(
    t,
    sql<Message>`${whole} where m.tenant_id = ${t.tenantId} and m.state = 'kept' order by m.made_at desc, m.id limit ${limit}`,
  )
}

/** What became of a message to somebody, for whoever helps them. */
export type Delivery = {
  readonly id: string
  readonly kind: string
  readonly channel: Channel
  readonly recipient: string
  readonly madeAt: number
  readonly state: MessageState
  readonly endedAt: number | null
  readonly tries: number
  readonly answer: string | null
}

/** The messages to a person, the newest first. */
export function listDeliveries(t: TenantDb, accountId: string, limit: number): Promise<Delivery[]> {
  return rows(
    t,
    sql<Delivery>`select id, kind, channel, recipient, made_at as "madeAt", state, ended_at as "endedAt", tries, answer from messages
      where tenant_id = ${t.tenantId} and account_id = ${accountId} order by made_at desc, id limit ${limit}`,
  )
}

/** The message whose link, *This was not me*, has this hash, while the link is good; it goes on being good. */
export function findLink(t: TenantDb, hash: string, now: number): Promise<Message | null> {
  return row(
    t,
    sql<Message>`${whole} where m.tenant_id = ${t.tenantId} and m.link_hash = ${hash} and m.kind <> 'reset_link' and m.link_used_at is null and m.link_until > ${now}`,
  )
}

/** Takes a link for good: true for the one who comes first (SEC-06). */
export async function useLink(t: TenantDb, hash: string, now: number): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`update messages set link_used_at = ${now} where tenant_id = ${t.tenantId} and link_hash = ${hash} and link_used_at is null and link_until > ${now}`,
    )) === 1
  )
}

/** Ends every link these people were sent. */
export async function endLinks(t: TenantDb, accountIds: readonly string[], now: number): Promise<void> {
  await sql`update messages set link_used_at = ${now} where tenant_id = ${t.tenantId} and account_id = any(${accountIds}::uuid[]) and link_used_at is null`.execute(
    t.db,
  )
}
