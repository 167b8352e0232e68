import type { Snapshot } from '../snapshot.ts'
import { accountChanges } from './account.ts'
import { allowChanges } from './allow.ts'
import { appChanges } from './app.ts'
import { appKeepingChanges } from './app-keeping.ts'
import { attemptChanges } from './attempt.ts'
import type { Change, ChangeKind } from './change.ts'
import { settled } from './consequences.ts'
import { contactChanges } from './contact.ts'
import { credentialChanges } from './credential.ts'
import { federationChanges } from './federation.ts'
import type { Blast, ChangeRule, Family, Weakening } from './family.ts'
import { guestChanges } from './guest.ts'
import { groupChanges } from './group.ts'
import { groupKeepingChanges } from './group-keeping.ts'
import { instanceChanges } from './instance.ts'
import { licenceChanges } from './licence.ts'
import { productChanges } from './product.ts'
import { methodChanges } from './method.ts'
import { once } from './once.ts'
import { policyChanges } from './policy.ts'
import { profileChanges } from './profile.ts'
import { resetLinkChanges } from './reset-link.ts'
import { roleChanges } from './role.ts'
import { leastRole } from './may-do.ts'
import type { Doer } from './roles.ts'
import { tenantChanges } from './tenant.ts'
import { pageChanges } from './page.ts'
import { unitChanges } from './unit.ts'

/** Every kind of change there is. A kind that no family knows does not compile. */
const families: Family<ChangeKind> = {
  ...accountChanges,
  ...credentialChanges,
  ...resetLinkChanges,
  ...contactChanges,
  ...methodChanges,
  ...guestChanges,
  ...groupChanges,
  ...groupKeepingChanges,
  ...productChanges,
  ...licenceChanges,
  ...policyChanges,
  ...appChanges,
  ...appKeepingChanges,
  ...instanceChanges,
  ...roleChanges,
  ...unitChanges,
  ...tenantChanges,
  ...pageChanges,
  ...allowChanges,
  ...profileChanges,
  ...federationChanges,
  ...attemptChanges,
}

const rules = Object.fromEntries(
  Object.entries(families).map(([kind, rule]) => [kind, { ...rule, role: leastRole }]),
) as unknown as { readonly [K in ChangeKind]: ChangeRule<K> }

/** Every kind of change, in the order of the families. */
export const changeKinds = Object.keys(rules) as readonly ChangeKind[]

/** What is known about a kind of change. */
export function ruleOf(change: Change): ChangeRule<ChangeKind> {
  // The table gives each kind its own rule; a union of rules takes no union of changes, so the compiler is told.
  return rules[change.do] as unknown as ChangeRule<ChangeKind>
}

/** Kinds that change what the tenant shares and nothing else, and whether memberships and licences follow from that. */
export const ofTenantAlone: { readonly [K in ChangeKind]?: 'settled' | 'as it was' } = {
  ...{ nest_group: 'settled', unnest_group: 'settled', set_group_processing: 'settled' },
  ...{ assign_group_licence: 'settled', remove_group_licence: 'settled', renew_product: 'settled' },
  ...{ assign_group_role: 'settled', remove_group_role: 'settled' },
  ...{ put_policy: 'as it was', delete_policy: 'as it was', set_policy_state: 'as it was' },
  ...{ exclude_from_policy: 'as it was', set_password_lifetime: 'as it was', set_user_consent: 'as it was' },
  ...{ set_lockout: 'as it was', set_self_service_reset: 'as it was' },
  ...{ set_banned_words: 'as it was', set_password_history: 'as it was', set_temporary_password_days: 'as it was' },
  ...{ set_language: 'as it was' },
  ...{
    set_stay_signed_in: 'as it was',
    set_branding: 'as it was',
    allow_method: 'as it was',
    require_details: 'as it was',
  },
  ...{ put_identity_provider: 'as it was', set_provider_secret: 'as it was', set_domain_provider: 'as it was' },
}

/** The snapshot after the change; the same object when the change touches nothing in it. */
export function applyChange(s: Snapshot, change: Change): Snapshot {
  const what = ofTenantAlone[change.do]
  if (what === undefined) return ruleOf(change).apply(s, change)
  const tenant = once(s.tenant, change, () => ruleOf(change).apply({ ...s, account: null }, change).tenant)
  if (tenant === s.tenant) return s
  return what === 'settled' ? settled({ ...s, tenant }) : { ...s, tenant }
}

/** The snapshot after all the changes, in their order. */
export function applyAll(s: Snapshot, changes: readonly Change[]): Snapshot {
  return changes.reduce(applyChange, s)
}

/** All that is to be told of a change before it is made, as plain data. */
export type ChangeFacts = {
  readonly change: Change
  readonly title: string
  readonly role: Doer
  readonly weakens: Weakening
  readonly blast: Blast
  readonly by: ChangeRule<ChangeKind>['by']
  readonly sideEffects: readonly string[]
  readonly isReversible: boolean
  readonly inverse: Change | null
}

/** What is to be told of the change, seen from the snapshot before it. */
export function factsOf(change: Change, s: Snapshot): ChangeFacts {
  const rule = ruleOf(change)
  return {
    change,
    title: rule.title(change, s),
    role: leastRole(change, s),
    weakens: weakeningOf(change, s),
    blast: blastOf(change, s),
    by: rule.by,
    sideEffects: rule.sideEffects(change, s),
    isReversible: rule.isReversible,
    inverse: rule.inverse(change, s),
  }
}

/** How much the change weakens a control, seen from the snapshot before it. */
export function weakeningOf(change: Change, s: Snapshot): Weakening {
  const { weakens } = ruleOf(change)
  return typeof weakens === 'function' ? weakens(change, s) : weakens
}

/** How many others the change may touch, seen from the snapshot before it. */
export function blastOf(change: Change, s: Snapshot): Blast {
  const { blast } = ruleOf(change)
  return typeof blast === 'function' ? blast(change, s) : blast
}
