import { type Explanation, explain } from '../core/explain/explain.ts'
import { projectFor } from '../core/explain/project.ts'
import { projectRepair } from '../core/repair/project.ts'
import { type Repair, repair } from '../core/repair/repair.ts'
import type { Proof, Snapshot } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { findSignIn, type SignInRow } from '../store/sign-ins.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { type Asked, loadSnapshot, withFailures, withAll } from './asked.ts'
import { noteQuestion } from './note-question.ts'
import { mustSeePerson } from './sight.ts'
import { levelOf, sightFor, type Viewer } from './viewer.ts'

export type Explained = {
  readonly asked: Asked
  readonly person: {
    readonly id: string | null
    readonly signInName: string | null
    readonly displayName: string | null
  }
  readonly app: { readonly id: string; readonly name: string | null }
  readonly instance: { readonly id: string; readonly name: string } | null
  readonly explanation: Explanation
  readonly repair: Repair
  /** The recorded sign-in it is about, when it was asked by reference number. */
  readonly signIn: SignInRow | null
}

/** A reference number is good for seven days. */
const referenceLifetime = 7 * 86_400_000

/** Why this person can or cannot sign in to this app now, all reasons at once, and the shortest ways in. */
export function explainFor(
  admit: Admit,
  viewer: Viewer,
  question: Asked | { readonly reference: string },
): Promise<Explained> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const isOwn =
      'person' in question &&
      question.person !== null &&
      'accountId' in question.person &&
      question.person.accountId === viewer.accountId
    const sight = isOwn ? 'all' : sightFor(viewer, 'Admit.Explain.All')
    const signIn = 'reference' in question ? await referred(t, question.reference, admit.now()) : null
    const asked = signIn === null ? (question as Asked) : askedAgain(signIn)
    const s = await withFailures(t, await withAll(t, await loadSnapshot(t, asked, admit.now())), viewer)
    await mustSeePerson(t, sight, s.account?.id ?? null)
    await noteQuestion(t, viewer, 'explain', s, signIn?.reference ?? null)
    return explained(s, asked, viewer, signIn)
  })
}

/** An explanation and its repair of a snapshot at hand, as much of both as the viewer may see (SEC-33). */
export function explained(s: Snapshot, asked: Asked, viewer: Viewer, signIn: SignInRow | null = null): Explained {
  const level = levelOf(viewer)
  return {
    asked,
    person: {
      id: s.account?.id ?? null,
      signInName: s.account?.signInName ?? s.attempt.signInName,
      displayName: s.account?.displayName ?? null,
    },
    app: { id: s.attempt.appId, name: s.app?.name ?? null },
    instance: s.instance === null ? null : { id: s.instance.id, name: s.instance.name },
    explanation: projectFor(explain(s), level),
    repair: projectRepair(repair(s, { actorId: viewer.accountId }), level),
    signIn,
  }
}

async function referred(t: TenantDb, reference: string, now: number): Promise<SignInRow> {
  const signIn = await findSignIn(t, reference.trim().toUpperCase(), now - referenceLifetime)
  if (signIn === null) throw new AppError('sign_in.not_found')
  return signIn
}

/** The attempt as it was made, asked of the directory as it is now. */
function askedAgain(signIn: SignInRow): Asked {
  return {
    person:
      signIn.accountId !== null
        ? { accountId: signIn.accountId }
        : signIn.signInName === null
          ? null
          : { signInName: signIn.signInName },
    appId: signIn.appId ?? '',
    instanceId: signIn.instanceId,
    redirectUri: signIn.asked.redirectUri,
    scopes: signIn.asked.scopes,
    ip: signIn.ip,
    ...(signIn.kind === 'refresh' ? { isRefresh: true } : {}),
    ...(signIn.asked.place === undefined ? {} : { place: signIn.asked.place }),
    ...(signIn.code === 'MFA-STRENGTH' ? { proof: signIn.asked.proof } : wrongProof(signIn.asked.proof)),
  }
}

/** What they got wrong stays so; what nobody had asked them for yet, a reasonable person proves. */
function wrongProof({ credential, secondFactor, pass, codeSteps, methods, provider }: Proof): {
  readonly proof?: Proof
} {
  // What a provider answered was not theirs to get right.
  if (provider !== undefined && provider.is !== 'good')
    return { proof: { credential: 'not_presented', secondFactor: 'not_presented', provider } }
  if (provider !== undefined && methods !== undefined && credential === 'verified')
    return secondFactor === 'wrong' ? { proof: { credential, secondFactor, methods, provider } } : {}
  if (credential === 'wrong')
    return { proof: { credential, secondFactor: 'not_presented', ...(pass === undefined ? {} : { pass }) } }
  if (secondFactor !== 'wrong') return {}
  return { proof: { credential: 'verified', secondFactor, ...(codeSteps === undefined ? {} : { codeSteps }) } }
}
