import { listBrowserSessions } from '../../store/sessions.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { accountsOf, type Browser, hashesIn, type KnownAccount } from './browser.ts'
import { endSession, readSecret } from './session.ts'

/** What a sign-out left: whether the computer is one of many people, whose browsers keep nothing. */
export type SignedOut = { readonly computer: 'own' | 'shared' }

/** A session that has ended, by which the apps are found that are to be told. */
export type Ended = { readonly tenantId: string; readonly sessionId: string }

/**
 * Ends the browser's current session, or all it has: nothing works with them afterwards (L2). On a shared computer one ends
 * with all, so that nobody is left signed in there (L3).
 */
export async function signOut(
  admit: Admit,
  browser: Browser,
  which: 'current' | 'all',
): Promise<SignedOut & { readonly ended: readonly Ended[] }> {
  const isShared = await hasShared(admit, which === 'all' ? browser.sessions : [browser.current ?? ''])
  const secrets = isShared || which === 'all' ? browser.sessions : [browser.current]
  for (const secret of secrets) await endSession(admit, secret)
  const ended = secrets.flatMap((secret) => {
    const key = readSecret(secret)
    return key === null ? [] : [{ tenantId: key.tenantId, sessionId: key.hash }]
  })
  return { computer: isShared ? 'shared' : 'own', ended }
}

/** Ends what the browser has of one person of a tenant; gives the secrets of it. */
export async function signOutPerson(
  admit: Admit,
  browser: Browser,
  person: { readonly tenantId: string; readonly accountId: string },
): Promise<SignedOut & { readonly secrets: readonly string[] }> {
  const ids = await withTenant(admit.store, person.tenantId, async (t) => {
    const found = await listBrowserSessions(t, hashesIn(t.tenantId, browser.sessions))
    return new Set(found.filter(({ accountId }) => accountId === person.accountId).map(({ id }) => id))
  })
  const theirs = browser.sessions.filter((secret) => ids.has(readSecret(secret)?.hash ?? ''))
  const isShared = await hasShared(admit, theirs)
  const secrets = isShared ? browser.sessions : theirs
  for (const secret of secrets) await endSession(admit, secret)
  return { secrets, computer: isShared ? 'shared' : 'own' }
}

/** Who is still signed in with the browser. */
export async function stillSignedIn(admit: Admit, browser: Browser): Promise<readonly KnownAccount[]> {
  return (await accountsOf(admit, browser)).filter(({ state }) => state === 'signed in')
}

async function hasShared(admit: Admit, secrets: readonly string[]): Promise<boolean> {
  for (const secret of secrets) {
    const key = readSecret(secret)
    if (key === null) continue
    const [found] = await withTenant(admit.store, key.tenantId, (t) => listBrowserSessions(t, [key.hash]))
    if (found?.kind === 'shared' && found.endedAt === null) return true
  }
  return false
}
