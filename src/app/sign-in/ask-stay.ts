import { ownName } from '../../core/guests/invitation.ts'
import type { Snapshot, TenantPart } from '../../core/snapshot.ts'
import { type SessionKind, stayDaysOf } from '../../core/sessions/stay.ts'
import type { Admit } from '../admit.ts'
import type { Flow } from './flow.ts'
import { keptAnswer, kindOfSession } from './stay-answer.ts'
import type { Step } from './step.ts'

/** The kind of session the sign-in ends with, as the person said now or before; null where they are to be asked. */
export function kindAsked(
  admit: Admit,
  flow: Flow,
  tenant: TenantPart,
  former: { readonly kind: SessionKind; readonly isLive: boolean } | null,
): SessionKind | null {
  const person = { tenantId: tenant.id, accountId: flow.accountId ?? '' }
  return kindOfSession(
    {
      isShared: flow.computer === 'shared',
      answer: flow.stay ?? keptAnswer(admit, flow.answers ?? null, person),
    },
    former?.isLive === true ? former.kind : null,
    stayDaysOf(tenant),
  )
}

/** *Stay signed in?* */
export function stayStep({ signInName }: Flow, s: Snapshot): Step {
  return {
    ask: 'stay',
    signInName: s.account === null ? (signInName ?? '') : ownName(s.account),
    organisation: s.tenant.name,
    days: stayDaysOf(s.tenant),
    failure: null,
  }
}
