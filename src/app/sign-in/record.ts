import { createHash } from 'node:crypto'
import type { Decision } from '../../core/decide.ts'
import type { Gate } from '../../core/gate.ts'
import { gates } from '../../core/gates/index.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import { insertSignIns, type SignIn, type SignInKind } from '../../store/sign-ins.ts'
import type { TenantDb } from '../../store/store.ts'
import { newSpokenCode } from '../spoken-code.ts'
import type { Writes } from '../writes.ts'

const versions = new WeakMap<readonly Gate[], string>()

/** Changes whenever a gate or a reason is added, removed or moved: a recorded trace is read by the list it was made with. */
function versionOf(list: readonly Gate[]): string {
  const version =
    versions.get(list) ??
    createHash('sha256')
      .update(JSON.stringify(list.map((gate) => [gate.id, Object.values(gate.reasons).map((reason) => reason.code)])))
      .digest('base64url')
      .slice(0, 16)
  versions.set(list, version)
  return version
}
export const gateListVersion = versionOf(gates)

/** A reference number such as `K7QF-9TRM-2XHD`: 57 bits nobody guesses within the seven days it is good for. */
export function newReference(): string {
  return newSpokenCode(3)
}

type How = {
  readonly kind: SignInKind
  readonly correlationId: string
  readonly client: string | null
  readonly reference?: string
}

/** Writes one decision into the sign-in log with what is needed to decide it again (X7), and gives its reference number. */
export async function recordSignIn(t: TenantDb, s: Snapshot, decision: Decision, how: How): Promise<string> {
  const row = rowOf(s, decision, how, gateListVersion)
  await insertSignIns(t, [row])
  return row.reference
}

/** The same among the writes of a request, which is not answered before they are committed. */
export function recordWith(
  writes: Writes,
  s: Snapshot,
  decision: Decision,
  how: How,
  list: readonly Gate[] = gates,
): string {
  const row = rowOf(s, decision, how, versionOf(list))
  writes.signIns.push(row)
  return row.reference
}

function rowOf(s: Snapshot, decision: Decision, how: How, version: string): SignIn {
  return {
    at: s.now,
    kind: how.kind,
    accountId: s.account?.id ?? null,
    // A name nobody has may be a password typed into the wrong field: only its shape is kept (SEC-38).
    signInName: s.account?.signInName ?? shapeOf(s.attempt.signInName),
    appId: s.attempt.appId,
    instanceId: s.instance?.id ?? null,
    ip: s.attempt.network.ip,
    client: how.client,
    correlationId: how.correlationId,
    reference: how.reference ?? newReference(),
    outcome: decision.outcome,
    code: decision.because?.code ?? null,
    number: decision.because?.number ?? null,
    asked: {
      redirectUri: s.attempt.redirectUri,
      scopes: s.attempt.scopes,
      proof: s.proof,
      ...(s.attempt.place === undefined ? {} : { place: s.attempt.place }),
    },
    snapshotDigest: digestOf(s),
    gateListVersion: version,
    trace: decision.trace.map((step) => (step.is === 'stop' ? step.reason : step.is)),
  }
}

/** A digest of everything the decision could look at. The tenant's part stands in it by content, not by identity. */
function digestOf(s: Snapshot): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...s, tenant: tenantDigest(s.tenant) }))
    .digest('base64url')
}

const digests = new WeakMap<object, string>()

function tenantDigest(tenant: Snapshot['tenant']): string {
  let digest = digests.get(tenant)
  if (digest === undefined) {
    digest = createHash('sha256').update(JSON.stringify(tenant)).digest('base64url')
    digests.set(tenant, digest)
  }
  return digest
}

function shapeOf(name: string | null): string | null {
  if (name === null) return null
  return /^[^@\s]+@[^@\s]+$/.test(name) ? name : '(not a sign-in name)'
}
