import { deleteFlow, insertFlow, loadFlow, saveFlow } from '../../store/flows.ts'
import { carryOut } from '../../store/carry-out.ts'
import {
  findPasswordHash,
  findTotps,
  passwordHashIs,
  recordFailure,
  recordSuccess,
  useTotpStep,
} from '../../store/credentials.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { AppError } from '../../errors.ts'
import type { Change } from '../../core/changes/change.ts'
import { decide } from '../../core/decide.ts'
import type { Admit } from '../admit.ts'
import { checkNewPassword, hashPassword, passwordMatches } from '../passwords.ts'
import { normalisedName } from '../sign-in-name.ts'
import { newTotpSecret, totpStep } from '../totp.ts'
import { type Flow, type FlowStart, flowLifetime, newFlow, wrongCodesAllowed } from './flow.ts'
import { judge, snapshotOf } from './judge.ts'
import { recordSignIn } from './record.ts'
import { findSessionIn, newSecret, readSecret, type Session, startSession } from './session.ts'
import type { Step } from './step.ts'

/** Begins a sign-in; gives the secret the browser keeps for it. */
export async function startFlow(admit: Admit, tenantId: string, start: FlowStart): Promise<{ readonly id: string }> {
  const id = newSecret(tenantId)
  const key = readSecret(id)
  if (key === null) throw new AppError('tenant.not_found')
  const now = admit.now()
  await withTenant(admit.store, tenantId, (t) => insertFlow(t, key.hash, newFlow(start, now), now + flowLifetime))
  return { id }
}

/** What the browser is to show now. Asking twice changes nothing. */
export function flowStep(admit: Admit, id: string, sessionSecret: string | null): Promise<Step> {
  return within(admit, id, async (t, hash, stored) => {
    const now = admit.now()
    if (stored.refusal !== null) return { refused: stored.refusal }
    const browserSession = readSecret(sessionSecret)?.hash ?? null
    const flow = await withSession(admit, t, { ...withHint(stored), browserSession })
    return conclude(admit, t, hash, flow, now)
  })
}

/** Takes the sign-in name. Nothing is said about whether there is such an account. */
export function submitName(admit: Admit, id: string, name: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) => conclude(admit, t, hash, named(flow, name), admit.now()))
}

/** Takes the password: the same work, the same answer and the same time whether or not there is an account (SEC-01). */
export async function submitPassword(admit: Admit, id: string, password: string): Promise<Step> {
  // The hash is computed outside of any transaction: it takes ten milliseconds of a whole core.
  const stored = await within(admit, id, async (t, _, flow) => {
    const s = await snapshotOf(t, flow, admit.now())
    return {
      accountId: s.account?.id ?? null,
      phc: s.account === null ? null : await findPasswordHash(t, s.account.id),
    }
  })
  const matches = await passwordMatches(password, stored.phc)

  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (stored.accountId !== null) {
      // Atomic in SQL: parallel guesses are counted one by one, and a lock that fell meanwhile holds (SEC-03).
      if (matches) await recordSuccess(t, stored.accountId, now)
      else await recordFailure(t, stored.accountId, now)
    }
    const tried: Flow = {
      ...flow,
      accountId: matches ? stored.accountId : null,
      credential: matches ? 'verified' : 'wrong',
      credentialAt: matches ? now : null,
      isSingleSignOn: false,
      failure: null,
    }
    return conclude(admit, t, hash, tried, now)
  })
}

/** Takes the code of a registered second factor; each code works once (SEC-07). */
export function submitCode(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified') return conclude(admit, t, hash, flow, now)
    for (const totp of await findTotps(t, flow.accountId)) {
      const step = totpStep(admit.vault.open(totp.sealedSecret, `totp ${flow.accountId}`), code, now)
      if (step !== null && (await useTotpStep(t, flow.accountId, totp.id, step)))
        return conclude(admit, t, hash, { ...flow, secondFactor: 'verified', secondFactorAt: now, failure: null }, now)
    }
    return wrongCode(admit, t, hash, flow, now)
  })
}

/** Takes the first code of a second factor being registered; from then on it is the person's. */
export function submitRegistration(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified' || flow.registering === null)
      return conclude(admit, t, hash, flow, now)
    // Only who is asked to register may: a person with a method proves that one instead (SEC-09).
    const { step: due } = await judge(t, admit.vault, flow, now)
    if (due === null || !('ask' in due) || due.ask !== 'register') return conclude(admit, t, hash, flow, now)

    const secret = admit.vault.open(Buffer.from(flow.registering, 'base64'), `registering ${flow.accountId}`)
    const step = totpStep(secret, code, now)
    if (step === null) return wrongCode(admit, t, hash, flow, now)

    const s = await snapshotOf(t, flow, now)
    await asSelf(
      t,
      flow,
      now,
      { do: 'register_method', accountId: flow.accountId, kind: 'totp' },
      { totpSecret: admit.vault.seal(secret, `totp ${flow.accountId}`), totpStep: step },
    )
    // *Enabled* becomes *Enforced* by itself once registered (A7).
    if (s.account?.mfaState === 'enabled')
      await asSelf(t, flow, now, { do: 'set_mfa_state', accountId: flow.accountId, state: 'enforced' })
    return conclude(
      admit,
      t,
      hash,
      { ...flow, registering: null, secondFactor: 'verified', secondFactorAt: now, failure: null },
      now,
    )
  })
}

/** Takes the password somebody chose in place of a temporary or expired one. */
export async function submitNewPassword(
  admit: Admit,
  id: string,
  chosen: { readonly password: string; readonly repeat: string },
): Promise<Step> {
  const due = await within(admit, id, async (t, _, flow) => {
    const { s, step } = await judge(t, admit.vault, flow, admit.now())
    const isDue = step !== null && 'ask' in step && step.ask === 'new_password' && s.account !== null
    return isDue && s.account !== null ? { account: s.account, phc: await findPasswordHash(t, s.account.id) } : null
  })
  if (due === null) return flowStep(admit, id, null)

  const problem = await problemWith(chosen, due)
  const passwordHash = problem === null ? await hashPassword(chosen.password) : null
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (passwordHash === null)
      return conclude(admit, t, hash, { ...flow, failure: { text: problem as string, reference: null } }, now)
    // Compare and swap: of two pages open at once, the second one's password is not taken unseen.
    if (!(await passwordHashIs(t, due.account.id, due.phc))) throw new AppError('change.conflict')
    await asSelf(t, flow, now, { do: 'change_password', accountId: due.account.id }, { passwordHash })
    return conclude(admit, t, hash, { ...flow, credentialAt: now, failure: null }, now)
  })
}

/** Takes the answer to an app's request for permissions; only what was shown is granted (SEC-24). */
export function submitConsent(
  admit: Admit,
  id: string,
  answer: { readonly accepted: 'yes' | 'no'; readonly forAll: 'yes' | 'no' },
): Promise<Step> {
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const { step } = await judge(t, admit.vault, flow, now)
    if (step === null || !('ask' in step) || step.ask !== 'consent' || flow.accountId === null)
      return conclude(admit, t, hash, flow, now)
    if (answer.accepted === 'no') return conclude(admit, t, hash, { ...flow, declined: 'yes' }, now)
    const scopes = step.scopes.map((scope) => scope.value)
    await asSelf(
      t,
      flow,
      now,
      answer.forAll === 'yes' && step.mayConsentForAll
        ? { do: 'consent_for_all', appId: flow.appId, scopes }
        : { do: 'consent', appId: flow.appId, accountId: flow.accountId, scopes },
    )
    return conclude(admit, t, hash, flow, now)
  })
}

/** Decides, keeps the flow as it now stands, and ends it when the person is admitted or finally refused. */
async function conclude(admit: Admit, t: TenantDb, hash: string, given: Flow, now: number): Promise<Step> {
  if (given.refusal !== null) return { refused: given.refusal }
  const judged = await judge(t, admit.vault, withSeed(admit, given), now)
  const { s, decision, step } = judged
  const flow =
    judged.flow.accountId === null && judged.flow.credential === 'verified'
      ? { ...judged.flow, accountId: s.account?.id ?? null }
      : judged.flow
  if (step !== null && !('refused' in step)) {
    await saveFlow(t, hash, flow)
    return step
  }

  const replaces = flow.browserSession
  const hasProved = flow.credential === 'verified' && flow.accountId !== null
  const isNew = hasProved && (!flow.isSingleSignOn || flow.secondFactorAt === now)
  const made = isNew
    ? await startSession(
        t,
        {
          accountId: flow.accountId as string,
          authAt: flow.credentialAt ?? now,
          secondFactorAt: flow.secondFactorAt,
          ip: flow.ip,
          client: flow.client,
        },
        now,
        replaces,
      )
    : null
  if (step !== null) {
    await saveFlow(t, hash, { ...flow, refusal: step.refused })
    return { refused: { ...step.refused, newSession: made?.secret ?? null } }
  }

  await recordSignIn(t, s, decision, {
    kind: flow.isSingleSignOn ? 'single_sign_on' : 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
  })
  // A client's flow stays until its interaction is resumed, which reads from it who was admitted.
  if (flow.oidcUid === null) await deleteFlow(t, hash)
  else await saveFlow(t, hash, { ...flow, admittedSession: made?.id ?? replaces })
  return {
    admitted: {
      tenantId: t.tenantId,
      accountId: flow.accountId as string,
      newSession: made?.secret ?? null,
      sessionId: (made?.id ?? replaces) as string,
      returnTo: flow.returnTo,
      oidcUid: flow.oidcUid,
      authAt: flow.credentialAt ?? now,
      amr: flow.secondFactor === 'verified' ? ['pwd', 'otp', 'mfa'] : ['pwd'],
    },
  }
}

/** Whoever is signed in already is not asked again, unless the app or the person wants that. */
async function withSession(admit: Admit, t: TenantDb, flow: Flow): Promise<Flow> {
  if (
    flow.browserSession === null ||
    flow.signInName !== null ||
    flow.prompt === 'login' ||
    flow.prompt === 'select_account'
  )
    return flow
  const session: Session | null = await findSessionIn(admit, t, flow.browserSession)
  if (
    session === null ||
    (flow.loginHint !== null && normalisedName(flow.loginHint) !== session.signInName.toLowerCase())
  )
    return flow
  return {
    ...flow,
    signInName: session.signInName,
    accountId: session.accountId,
    credential: 'verified',
    credentialAt: session.authAt,
    secondFactor: session.secondFactorAt === null ? 'not_presented' : 'verified',
    secondFactorAt: session.secondFactorAt,
    isSingleSignOn: true,
  }
}

/** A client that says who is coming saves the person the first page. */
function withHint(flow: Flow): Flow {
  return flow.signInName === null && flow.prompt === 'login' && flow.loginHint !== null
    ? named(flow, flow.loginHint)
    : flow
}

function named(flow: Flow, name: string): Flow {
  return {
    ...flow,
    signInName: normalisedName(name),
    accountId: null,
    credential: 'not_presented',
    credentialAt: null,
    secondFactor: 'not_presented',
    secondFactorAt: null,
    isSingleSignOn: false,
    failure: null,
  }
}

/** A seed to register is made once per sign-in and kept sealed, so that reloading the page shows the same QR code. */
function withSeed(admit: Admit, flow: Flow): Flow {
  if (flow.registering !== null || flow.accountId === null) return flow
  return { ...flow, registering: admit.vault.seal(newTotpSecret(), `registering ${flow.accountId}`).toString('base64') }
}

/** The page again with a word about the code, or null: that was the last one, and the sign-in is over (SEC-07). */
async function wrongCode(admit: Admit, t: TenantDb, hash: string, flow: Flow, now: number): Promise<Step | null> {
  const s = await snapshotOf(t, { ...flow, secondFactor: 'wrong' }, now)
  const reference = await recordSignIn(t, s, decide(s), {
    kind: 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
  })
  const wrongCodes = flow.wrongCodes + 1
  if (wrongCodes >= wrongCodesAllowed) {
    await deleteFlow(t, hash)
    return null
  }
  return conclude(
    admit,
    t,
    hash,
    {
      ...flow,
      wrongCodes,
      failure: {
        text: "That code didn't work. Check that your phone sets its time automatically, and use the newest code. Reference {ref}.",
        reference,
      },
    },
    now,
  )
}

async function problemWith(
  chosen: { readonly password: string; readonly repeat: string },
  due: { readonly account: { readonly signInName: string; readonly displayName: string }; readonly phc: string | null },
): Promise<string | null> {
  if (chosen.password !== chosen.repeat) return 'The two passwords differ. Type the same one twice.'
  try {
    checkNewPassword(chosen.password, due.account)
  } catch (error) {
    if (error instanceof AppError) return String(error.details['hint'] ?? error.message)
    throw error
  }
  return (await passwordMatches(chosen.password, due.phc)) ? 'Choose a password you have not used before.' : null
}

function asSelf(
  t: TenantDb,
  flow: Flow,
  at: number,
  change: Change,
  secrets: { readonly passwordHash?: string; readonly totpSecret?: Buffer; readonly totpStep?: number } = {},
) {
  return carryOut(
    t,
    change,
    { actor: flow.accountId, actorKind: 'self', reason: 'at sign-in', operationId: null, at },
    secrets,
  )
}

/** Thrown outside of the transaction: inside, the end of the sign-in would be undone with it. */
async function withinTries(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, flow: Flow) => Promise<Step | null>,
): Promise<Step> {
  const step = await within(admit, id, work)
  if (step === null) throw new AppError('sign_in.too_many_codes')
  return step
}

async function within<T>(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, flow: Flow) => Promise<T>,
): Promise<T> {
  const key = readSecret(id)
  if (key === null) throw new AppError('sign_in.over')
  return withTenant(admit.store, key.tenantId, async (t) => {
    const flow = await loadFlow<Flow>(t, key.hash, admit.now())
    if (flow === null) throw new AppError('sign_in.over')
    return work(t, key.hash, flow)
  })
}
