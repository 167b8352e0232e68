import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDirectory } from '../../../test/support/a-directory.ts'
import { changeOf } from '../../../test/support/changes.ts'
import type { Snapshot } from '../snapshot.ts'
import { applyAll, applyChange, changeKinds, factsOf, ofTenantAlone, ruleOf } from './apply.ts'
import type { ChangeKind } from './change.ts'

// Ninety kinds, five properties each: RUNS=1000 for a long look.
const runs = { numRuns: Number(process.env.RUNS ?? 40) }

describe.each(changeKinds)('%s', (kind) => {
  const change = changeOf(kind)

  it('never throws and never touches the snapshot it is given', () => {
    fc.assert(
      fc.property(aDirectory, change, (s, change) => {
        // Copies: what the examples are made of is shared with other tests.
        applyChange(frozen(structuredClone(s)), frozen(structuredClone(change)))
        factsOf(change, s)
      }),
      runs,
    )
  })

  it('gives the very same snapshot when it changes nothing', () => {
    fc.assert(
      fc.property(aDirectory, change, (s, change) => {
        const after = applyChange(s, change)
        if (after !== s) expect(after).not.toEqual(s)
      }),
      runs,
    )
  })

  it('changes nothing more when it is made twice', () => {
    fc.assert(
      fc.property(aDirectory, change, (s, change) => {
        const once = applyChange(s, change)
        if (['register_method', 'change_password', 'reset_own_password', 'issue_temporary_password'].includes(kind))
          return
        expect(directory(applyChange(once, change))).toEqual(directory(once))
      }),
      runs,
    )
  })

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(aDirectory, change, (s, change) => {
        const inverse = ruleOf(change).inverse(change, s)
        // Rules leave a deleted account alone until it is restored.
        if (inverse === null || (kind === 'edit_rule' && s.account?.deletedAt != null)) return
        expect(ruleOf(change).isReversible).toBe(true)
        const after = applyAll(s, [change, inverse])
        // A deleted account keeps its seats until it is gone for good, and a snapshot does not say whose a permission is.
        const again = kind === 'create_account' || kind === 'put_app' ? { ...after, tenant: s.tenant } : after
        // An app registered and deleted again is nobody's.
        if (kind === 'put_app') expect(again.app?.deletedAt).toBe(s.now)
        expect(directory(kind === 'put_app' ? { ...again, app: null } : again)).toEqual(directory(s))
      }),
      runs,
    )
  })

  it('says what it does in a title and whole sentences', () => {
    fc.assert(
      fc.property(aDirectory, change, (s, change) => {
        const { title, sideEffects } = factsOf(change, s)
        expect(title).toMatch(/^\S.*[^.\s]$/)
        for (const sentence of [title, ...sideEffects]) expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
        for (const sentence of sideEffects) expect(sentence).toMatch(/^\S.*\.$/)
      }),
      runs,
    )
  })
})

it.each(Object.keys(ofTenantAlone) as ChangeKind[])('%s does what its family says, to the tenant alone', (kind) => {
  fc.assert(
    fc.property(aDirectory, changeOf(kind), (s, change) => {
      const byFamily = ruleOf(change).apply(s, change)
      const after = applyChange(s, change)
      expect(after).toEqual(byFamily)
      expect(after === s).toBe(byFamily === s)
    }),
    runs,
  )
})

/** What the directory holds of a snapshot, lists that have no order in one order. */
function directory({ account, app, instance, tenant, attempt: { network } }: Snapshot) {
  const made = account?.deletedAt == null ? account : { ...account, deletedAt: 0 }
  // An account made and deleted again is nobody's, and a disabled record without roles is no record.
  const isNobodys = made?.deletedAt === 0 && made.id === 'made'
  return ordered({
    account:
      made === null || isNobodys
        ? null
        : { ...made, instanceUsers: made.instanceUsers.filter((user) => user.isEnabled || user.roles.length > 0) },
    app,
    instance,
    tenant: { ...tenant, policies: Object.fromEntries(tenant.policies.map((policy) => [policy.id, policy])) },
    network,
  })
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ordered(inner)]))
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}
