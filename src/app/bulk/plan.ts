import type { Change } from '../../core/changes/change.ts'
import type { Account } from '../../core/snapshot.ts'
import type { LineResult, OpenLine } from '../../store/bulk-lines.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { readHere, type Here } from '../import/here.ts'
import { noRecords } from '../import/records.ts'
import { normalisedName } from '../sign-in-name.ts'
import { groupCalled, isCalled, listed, productCalled } from './called.ts'
import type { OperationName } from './operations.ts'
import { planned as plannedPeople } from './plan-people.ts'
import { bad, same } from './result-of.ts'

/** What a line comes to. */
export type Plan = { readonly line: OpenLine } & (
  | { readonly result: LineResult }
  | {
      readonly changes: readonly Change[]
      readonly accountId: string
      /** Null for somebody who is new. */
      readonly account: Account | null
      readonly password?: string
    }
)

/**
 * What lines come to in the directory as it is. It is said of so many from the first on as have nothing to do with each other:
 * the rest waits until these are done.
 */
export async function planLines(
  admit: Admit,
  t: TenantDb,
  name: OperationName,
  lines: readonly OpenLine[],
  now: number,
): Promise<{ readonly plans: readonly Plan[]; readonly rest: readonly OpenLine[]; readonly here: Here }> {
  if (name === 'create' || name === 'update' || name === 'invite') return plannedPeople(admit, t, name, lines, now)
  const people = lines.map(({ fields }) => ({ signInName: fields['signInName'] ?? '' }))
  const spot = { file: '', line: null, pointer: null }
  const wanted = people.map((one) => ({ ...one, ...{ spot, id: null, attributes: {}, groups: [], licences: [] } }))
  const here = await readHere(t, {
    ...noRecords(),
    people: wanted.map((one) => ({ ...one, licencesAre: 'direct' as const })),
  })
  const plans: Plan[] = []
  const seen = new Set<string>()
  for (const line of lines) {
    const plan = planOne(name, line, here)
    if ('changes' in plan) {
      const key = `${plan.accountId} ${name.endsWith('s') ? line.subject.toLowerCase() : ''}`
      if (seen.has(key)) break
      seen.add(key)
    }
    plans.push(plan)
  }
  return { plans, rest: lines.slice(plans.length), here }
}

type Single = Exclude<OperationName, 'create' | 'update' | 'invite'>

function planOne(name: Single, line: OpenLine, here: Here): Plan {
  const said = line.fields['signInName'] ?? ''
  const told = (result: LineResult): Plan => ({ line, result })
  if (said.trim() === '') return told(bad('bulk.line_invalid', 'the sign-in name is missing'))
  const account = here.byName.get(normalisedName(said))
  if (account === undefined) return told(bad('user.not_found', 'nobody here has this sign-in name'))
  const accountId = account.id
  const plan = (...changes: readonly Change[]): Plan => ({ line, changes, accountId, account })
  if (name === 'restore') {
    if (account.deletedAt === null) return told(same)
    const signInName = line.fields['newSignInName']?.trim()
    return signInName === undefined
      ? plan({ do: 'restore_account', accountId })
      : plan({ do: 'update_account', accountId, set: { signInName } }, { do: 'restore_account', accountId })
  }
  if (name === 'delete') return account.deletedAt === null ? plan({ do: 'delete_account', accountId }) : told(same)
  if (account.deletedAt !== null) return told(bad('user.is_deleted', 'the account is deleted; restore it first'))
  if (name === 'add-members' || name === 'remove-members') {
    const group = groupCalled(here, line.fields['group'] ?? '')
    if (group === undefined) return told(bad('group.not_found', 'there is no group of this name'))
    if (group.rule !== null) return told(bad('group.is_dynamic', 'its rule says who is in this group'))
    const isIn = account.memberOf.some((one) => one.groupId === group.id && one.how === 'direct')
    if (isIn === (name === 'add-members')) return told(same)
    return plan({ do: name === 'add-members' ? 'add_to_group' : 'remove_from_group', accountId, groupId: group.id })
  }
  const product = productCalled(here, line.fields['product'] ?? '')
  if (product === undefined) return told(bad('product.not_found', 'there is no product of this name'))
  const held = account.licences.find((path) => path.productId === product.id && path.groupId === null)
  if (name === 'remove-licences')
    return held === undefined ? told(same) : plan({ do: 'remove_licence', accountId, productId: product.id })
  const disabledPlans: string[] = []
  for (const text of listed(line.fields['disabledPlans'])) {
    const found = product.plans.find(({ id, name: called }) => id === text.toLowerCase() || isCalled(called, text))
    if (found === undefined) return told(bad('bulk.line_invalid', `${product.name} has no plan “${text.slice(0, 60)}”`))
    disabledPlans.push(found.id)
  }
  const isSamePlans = [...(held?.disabledPlans ?? [])].sort().join() === [...disabledPlans].sort().join()
  if (held?.state === 'active' && isSamePlans) return told(same)
  return plan({ do: 'assign_licence', accountId, productId: product.id, disabledPlans })
}
