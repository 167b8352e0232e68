import { decide } from '../../core/decide.ts'
import { tellPerson } from '../../core/explain/tell.ts'
import { english } from '../../core/explain/words.ts'
import { appGates } from '../../core/gates/index.ts'
import type { Admit } from '../admit.ts'
import { snapshotOf } from '../asked.ts'
import { recordWith } from './record.ts'
import type { Writes } from '../writes.ts'
import { appStanding, tenantStanding } from './standing.ts'

/** An app that comes for itself and has proved which one it is. */
export type ClientAttempt = {
  readonly appId: string
  readonly scopes: readonly string[]
  readonly ip: string | null
  readonly client: string | null
  readonly correlationId: string
  readonly writes: Writes
}

/** Decides whether the app may have a token, and has it recorded: who is given one has a row in the log. */
export async function decideClient(
  admit: Admit,
  tenantId: string,
  attempt: ClientAttempt,
): Promise<{ readonly number: number; readonly text: string } | null> {
  const [app, tenant] = await Promise.all([
    appStanding(admit, tenantId, attempt.appId),
    tenantStanding(admit, tenantId),
  ])
  if (tenant === null) throw new Error('the tenant went away')
  const s = snapshotOf(
    {
      person: null,
      appId: attempt.appId,
      scopes: attempt.scopes,
      ip: attempt.ip,
      proof: { credential: 'verified', secondFactor: 'not_presented' },
    },
    { signInName: null, nearNames: [] },
    { tenant, account: null, app, instance: null },
    admit.now(),
  )
  const decision = decide(s, appGates)
  const reference = recordWith(attempt.writes, s, decision, { kind: 'client', ...attempt }, appGates)
  if (decision.outcome === 'admit') return null
  const { text } = tellPerson(decision, s, 'second_factor', english)
  return { number: decision.because?.number ?? 50000, text: text.replaceAll('{ref}', reference) }
}
