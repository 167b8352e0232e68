import { type Decision, decide } from '../../core/decide.ts'
import { tellPerson } from '../../core/explain/tell.ts'
import { english } from '../../core/explain/words.ts'
import type { ProvedBy } from '../../core/methods/methods.ts'
import type { Instance } from '../../core/instance.ts'
import type { Account, Snapshot } from '../../core/snapshot.ts'
import { standsFrom } from '../../core/sessions/revocation.ts'
import type { SignInKind } from '../../store/sign-ins.ts'
import type { Admit } from '../admit.ts'
import { type Asked, snapshotOf } from '../asked.ts'
import { instanceAt } from '../instance-at.ts'
import { recordWith } from './record.ts'
import type { Writes } from '../writes.ts'
import { appStanding, standingOf } from './standing.ts'

/** What an access is decided on that comes of an earlier proof. */
export type Brought = {
  readonly accountId: string
  readonly appId: string
  readonly redirectUri: string | null
  /** The address at which what is refreshed was given out: that of an instance, perhaps. */
  readonly givenAt?: string | null
  readonly scopes: readonly string[]
  readonly secondFactor: 'verified' | 'not_presented'
  /** What both were proved with. */
  readonly methods: readonly ProvedBy[]
  readonly ip: string | null
  /** When the person last proved who they are, in milliseconds; left out where that does not matter. */
  readonly authAt?: number
}

/** An access that is asked for again without the person: single sign-on to another app, or a refresh. */
export type Again = Brought & {
  readonly kind: Extract<SignInKind, 'single_sign_on' | 'refresh'>
  /** When the person last proved who they are, in milliseconds. */
  readonly authAt: number
  readonly client: string | null
  readonly correlationId: string
  /** Where the decision is recorded. */
  readonly writes: Writes
}

/** What a client is told when a refresh is refused. */
export type RefusedAgain = {
  readonly number: number
  readonly text: string
  readonly error: 'invalid_grant' | 'interaction_required' | 'consent_required'
}

/** Decides as at the sign-in, on what the directory says now. A silent challenge is not recorded: the sign-in that follows is. */
export async function decideAgain(
  admit: Admit,
  tenantId: string,
  again: Again,
): Promise<{
  readonly decision: Decision
  readonly refusal: RefusedAgain | null
  readonly account: Account | null
  readonly instance: Instance | null
}> {
  const { s, revokedAt } = await snapshotAgain(admit, tenantId, again, again.kind)
  const { account, instance } = s
  const decision = decide(s)
  if (decision.outcome === 'admit' && isRevoked(revokedAt, again.authAt))
    return {
      decision,
      account,
      instance,
      refusal: { number: 50173, text: 'The sign-in was revoked. Sign in again.', error: 'invalid_grant' },
    }

  const isSilentChallenge = again.kind === 'single_sign_on' && decision.outcome !== 'admit'
  const reference = isSilentChallenge ? null : recordWith(again.writes, s, decision, again)
  return { decision, account, instance, refusal: decision.outcome === 'admit' ? null : refused(decision, s, reference) }
}

/**
 * Whether a proof of then is over by a revocation. Tokens know whole seconds: whoever signed in within the very second of
 * one is taken to have come before it.
 */
export function isRevoked(revokedAt: number | null, authAt: number): boolean {
  return revokedAt !== null && standsFrom(revokedAt) > authAt
}

/** What the directory says now of somebody who brings an earlier proof, and since when such proofs are revoked. */
export async function snapshotAgain(
  admit: Admit,
  tenantId: string,
  again: Brought,
  kind: Again['kind'] = 'single_sign_on',
): Promise<{ readonly s: Snapshot; readonly revokedAt: number | null }> {
  const now = admit.now()
  const asked: Asked = {
    person: { accountId: again.accountId },
    appId: again.appId,
    redirectUri: again.redirectUri,
    scopes: again.scopes,
    ip: again.ip,
    // Who comes again has been here before.
    place: 'familiar',
    ...(kind === 'refresh' ? { isRefresh: true } : {}),
    proof: {
      credential: 'verified',
      ...(again.authAt === undefined ? {} : { credentialAt: again.authAt }),
      secondFactor: again.secondFactor,
      methods: again.methods,
    },
  }
  const address = again.redirectUri ?? again.givenAt ?? null
  const [app, { tenant, account, revokedAt }, instance] = await Promise.all([
    appStanding(admit, tenantId, again.appId),
    standingOf(admit, tenantId, again.accountId),
    address === null ? null : instanceAt(admit, tenantId, again.appId, address),
  ])
  const name = { signInName: account?.signInName ?? null, nearNames: [] }
  return { s: snapshotOf(asked, name, { tenant, account, app, instance }, now), revokedAt }
}

function refused(decision: Decision, s: Snapshot, reference: string | null): RefusedAgain {
  const told = tellPerson(decision, s, 'second_factor', english)
  const text = told.text.replaceAll('{ref}', reference ?? '')
  const error =
    decision.because?.code === 'APP-UCONSENT'
      ? 'consent_required'
      : decision.outcome === 'challenge'
        ? 'interaction_required'
        : 'invalid_grant'
  return { number: decision.because?.number ?? 50000, text, error }
}
