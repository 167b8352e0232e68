import { ownName } from '../../core/guests/invitation.ts'
import { type BrowserSession, listBrowserSessions } from '../../store/sessions.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { findTenantRow } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { normalisedName } from '../sign-in-name.ts'
import { findSessionIn, readSecret, type Session, stands } from './session.ts'

/** What a browser brings of whom it has signed in. */
export type Browser = {
  /** The secret of the session that our own pages are shown for. */
  readonly current: string | null
  /** The secrets of all sessions it has, the current one first: of one of its own for each person. */
  readonly sessions: readonly string[]
  /** Those it was given to know people by also when they are signed out: a session that is over says nothing by itself. */
  readonly known: readonly string[]
  /** What it keeps of answers to *Stay signed in?* */
  readonly answers: string | null
}

/** A browser that brings nothing. */
export const emptyBrowser: Browser = { current: null, sessions: [], known: [], answers: null }

/** So many people one browser has sessions of. */
export const mostAccounts = 5

/** A person whom the browser has signed in before. */
export type KnownAccount = {
  readonly accountId: string
  readonly signInName: string
  /** The name the person knows as theirs. */
  readonly ownName: string
  readonly name: string
  readonly state: 'signed in' | 'signed out'
}

/** The hashes of a browser's sessions that are of this tenant. */
export function hashesIn(tenantId: string, secrets: readonly string[]): readonly string[] {
  return secrets.flatMap((secret) => {
    const key = readSecret(secret)
    return key?.tenantId === tenantId ? [key.hash] : []
  })
}

/** The people of a tenant whom the browser has signed in, each once: who is, and of whom it is to know who was. */
export async function accountsIn(
  t: TenantDb,
  { sessions, known }: { readonly sessions: readonly string[]; readonly known: readonly string[] },
  now: number,
): Promise<readonly KnownAccount[]> {
  return eachOnce(await listBrowserSessions(t, sessions), now, known).map((row) => knownAccount(row, now))
}

function knownAccount(row: BrowserSession, now: number): KnownAccount {
  const state = stands(row, now) ? 'signed in' : 'signed out'
  return { accountId: row.accountId, signInName: row.signInName, ownName: ownName(row), name: row.displayName, state }
}

/** One session for each person who is still there, one that stands before one that does not. */
function eachOnce(
  found: readonly BrowserSession[],
  now: number,
  known: readonly string[] = found.map(({ id }) => id),
): readonly BrowserSession[] {
  const present = found.filter(
    (one) => one.isEnabled && one.deletedAt === null && (known.includes(one.id) || stands(one, now)),
  )
  const sorted = present.toSorted((a, b) => Number(stands(b, now)) - Number(stands(a, now)))
  return [...new Map(sorted.toReversed().map((one) => [one.accountId, one])).values()].toReversed()
}

/** The browser's session of a person, one that stands before one that does not; null where it has none. */
export async function sessionOf(
  t: TenantDb,
  hashes: readonly string[],
  accountId: string,
  now: number,
): Promise<(BrowserSession & { readonly isLive: boolean }) | null> {
  const found = eachOnce(await listBrowserSessions(t, hashes), now).find((one) => one.accountId === accountId)
  return found === undefined ? null : { ...found, isLive: stands(found, now) }
}

/** Everybody a browser has signed in, whatever their organisation, with the secret it has of each. */
export async function accountsOf(
  admit: Admit,
  browser: Browser,
): Promise<
  readonly (KnownAccount & { readonly tenantId: string; readonly organisation: string; readonly secret: string })[]
> {
  const byHash = new Map(browser.sessions.map((secret) => [readSecret(secret)?.hash, secret]))
  const tenants = [...new Set(browser.sessions.flatMap((secret) => readSecret(secret)?.tenantId ?? []))]
  const now = admit.now()
  const all = await Promise.all(
    tenants.map(async (tenantId) => {
      const tenant = await findTenantRow(admit.store, tenantId)
      if (tenant === null) return []
      const hashes = hashesIn(tenantId, browser.sessions)
      const found = await withTenant(admit.store, tenantId, (t) => listBrowserSessions(t, hashes))
      return eachOnce(found, now, hashesIn(tenantId, browser.known)).map((row) => ({
        ...knownAccount(row, now),
        tenantId,
        organisation: tenant.name,
        secret: byHash.get(row.id) as string,
      }))
    }),
  )
  const order = (one: { readonly secret: string }) => browser.sessions.indexOf(one.secret)
  return all.flat().toSorted((a, b) => order(a) - order(b))
}

/** Whom an app means; null where it leaves that open. */
export type Meant = { readonly accountId: string } | { readonly signInName: string } | null

/**
 * The session of the browser that an app's request is for: of whom it means, else of the only person who is signed in. Of
 * several nobody is chosen without being asked: an app never gets another person than its own.
 */
export async function sessionMeant(
  admit: Admit,
  t: TenantDb,
  hashes: readonly string[],
  meant: Meant,
): Promise<Session | 'several' | null> {
  const now = admit.now()
  const live = hashes.length < 2 ? null : (await listBrowserSessions(t, hashes)).filter((row) => stands(row, now))
  const isNamed = (name: string) =>
    meant !== null && 'signInName' in meant && normalisedName(meant.signInName) === normalisedName(name)
  const isMeant = (one: { readonly accountId: string; readonly signInName: string; readonly ownName: string }) =>
    meant === null ||
    ('accountId' in meant ? meant.accountId === one.accountId : isNamed(one.signInName) || isNamed(one.ownName))
  const named = live?.map((row) => ({ ...row, ownName: ownName(row) })).filter(isMeant)
  const [first, second] = named === undefined ? hashes : named.map(({ id }) => id)
  if (first === undefined) return null
  if (second !== undefined && new Set(named?.map(({ accountId }) => accountId)).size > 1) return 'several'
  const session = await findSessionIn(admit, t, first)
  return session !== null && isMeant(session) ? session : null
}

/** The same for a tenant of which the browser may have nobody. */
export async function personAtBrowser(
  admit: Admit,
  tenantId: string,
  browser: Browser,
  meant: Meant,
): Promise<Session | 'several' | null> {
  const hashes = hashesIn(tenantId, browser.sessions)
  return hashes.length === 0 ? null : withTenant(admit.store, tenantId, (t) => sessionMeant(admit, t, hashes, meant))
}
