import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { accountsIn, type Browser, hashesIn, sessionMeant, sessionOf } from './browser.ts'
import { conclude } from './conclude.ts'
import { type Flow, named } from './flow.ts'
import { findSessionIn, readSecret, type Session } from './session.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'

/** The sign-in with what the browser brings to it. */
export function broughtBy(t: TenantDb, flow: Flow, browser: Browser): Flow {
  return {
    ...flow,
    browserSession: readSecret(browser.current)?.hash ?? null,
    browserSessions: hashesIn(t.tenantId, browser.sessions),
    knownSessions: hashesIn(t.tenantId, browser.known),
    answers: browser.answers,
  }
}

/** Whoever is signed in already is not asked again, unless the app or the person wants that. */
export async function withSession(admit: Admit, t: TenantDb, flow: Flow): Promise<Flow> {
  if (
    flow.signInName !== null ||
    flow.picks === 'another' ||
    ['login', 'prove', 'select_account'].includes(flow.prompt ?? '')
  )
    return flow
  const own = flow.browserSession === null ? [] : [flow.browserSession]
  // Our own pages are the current person's; an app's are of whom it means.
  const hashes = flow.kind === 'own' && flow.handsOver !== 'yes' ? own : (flow.browserSessions ?? own)
  const meant = flow.loginHint === null ? null : { signInName: flow.loginHint }
  const session = await sessionMeant(admit, t, hashes, meant)
  return session === null || session === 'several' ? flow : provedBy(flow, session)
}

/**
 * Where a name is asked for, the people to choose from instead: where that is asked for, or some of them are signed in. Who was
 * signed out is shown to nobody who did not ask for it (SEC-18).
 */
export async function accountStep(
  t: TenantDb,
  flow: Flow,
  now: number,
  step: Extract<Step, { ask: 'name' }>,
): Promise<Step> {
  const { browserSessions: sessions = [], knownSessions: known = [] } = flow
  const accounts = await accountsIn(t, { sessions, known }, now)
  const isAsked = flow.prompt === 'select_account'
  const isOpen = flow.loginHint === null && accounts.some(({ state }) => state === 'signed in')
  if (accounts.length === 0 || flow.picks === 'another' || !(isAsked || isOpen))
    return { ...step, known: accounts.length }
  return { ask: 'account', accounts, organisation: step.organisation, failure: step.failure }
}

/**
 * Takes which of the people the browser knows goes on; null for somebody else. Who is signed in needs no proof for it, unless a proof of
 * this moment is what is asked for.
 */
export function chooseAccount(admit: Admit, id: string, accountId: string | null, browser: Browser): Promise<Step> {
  return within(admit, id, async (t, hash, stored) => {
    const now = admit.now()
    const flow = broughtBy(t, stored, browser)
    if (accountId === null) return conclude(admit, t, hash, { ...flow, picks: 'another' }, now)
    const chosen = await sessionOf(t, flow.browserSessions ?? [], accountId, now)
    if (chosen === null) return conclude(admit, t, hash, flow, now)
    const isAnew = flow.prompt === 'login' || flow.prompt === 'prove'
    const session = chosen.isLive && !isAnew ? await findSessionIn(admit, t, chosen.id) : null
    return conclude(admit, t, hash, session === null ? named(flow, chosen.signInName) : provedBy(flow, session), now)
  })
}

function provedBy(flow: Flow, session: Session): Flow {
  return {
    ...flow,
    signInName: session.signInName,
    accountId: session.accountId,
    credential: 'verified',
    credentialAt: session.authAt,
    secondFactor: session.secondFactorAt === null ? 'not_presented' : 'verified',
    secondFactorAt: session.secondFactorAt,
    methods: session.methods,
    isSingleSignOn: true,
    place: 'familiar',
  }
}
