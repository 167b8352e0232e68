import { allowedFor, isSameAllowed, type Allowed, ruledName, withAllowed } from '../methods/allowed.ts'
import type { Snapshot } from '../snapshot.ts'
import type { AllowChange } from './allow-change.ts'
import type { Family } from './family.ts'
import { groupName, listed } from './names.ts'

/** Which ways to prove who one is an organisation allows. */
export const allowChanges: Family<AllowChange['do']> = {
  allow_method: {
    title: ({ kind, to }, s) =>
      to === 'nobody' ? `Let nobody use ${ruledName(kind)}` : `Allow ${ruledName(kind)} for ${whom(s, to)}`,
    weakens: ({ kind, to }, { tenant }) => (isWider(allowedFor(tenant, kind), to) ? 2 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ kind, to }, { tenant }) => [
      ...(to === 'everybody' ? [] : [effectOf(kind)]),
      ...(isWider(allowedFor(tenant, kind), to) ? ['Whoever had it set up before can use it again.'] : []),
    ],
    apply(s, { kind, to }) {
      const isKnown = typeof to === 'string' || (to.length > 0 && to.every((id) => s.tenant.groups[id] !== undefined))
      if (!isKnown || isSameAllowed(allowedFor(s.tenant, kind), to)) return s
      const { methodRules, ...tenant } = s.tenant
      const next = withAllowed(methodRules, kind, to)
      return { ...s, tenant: next === undefined ? tenant : { ...tenant, methodRules: next } }
    },
    inverse: ({ kind, to }, { tenant }) => {
      const was = allowedFor(tenant, kind)
      return isSameAllowed(was, to) ? null : { do: 'allow_method', kind, to: was }
    },
  },
}

function effectOf(kind: AllowChange['kind']): string {
  switch (kind) {
    case 'password':
      return 'All others sign in with a passkey, or a Temporary Access Pass; what they began with a password ends at the next refresh.'
    case 'temporary_pass':
      return 'Passes given to others cease to work, and none can be given to them.'
    default:
      return 'It is kept for all others and asked of none of them; sign-ins that they proved with it before go on.'
  }
}

function whom(s: Snapshot, to: Allowed): string {
  return typeof to === 'string' ? to : `members of ${listed(to.map((id) => groupName(s, id)))}`
}

/** Whether anybody may use it after that might not before. */
function isWider(was: Allowed, to: Allowed): boolean {
  if (was === 'everybody' || to === 'nobody') return false
  return was === 'nobody' || to === 'everybody' || to.some((id) => !was.includes(id))
}
