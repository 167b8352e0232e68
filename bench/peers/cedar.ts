import type { EntityJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs'
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { placesIn } from '../../src/core/policy/place.ts'
import type { LocationSet, PeopleSet, Policy, Snapshot, TenantPart } from '../../src/core/snapshot.ts'
import type { MakePeer } from './answer.ts'

/** Cedar: each policy permits the action it is named after; the set is parsed once, and entities hold the one person. */
export const cedar: MakePeer = async ({ tenant, attempts }) => {
  for (const grant of ['block', 'mfa'] as const) {
    const inForce = tenant.policies.filter((policy) => policy.state === 'on' && policy.grant === grant)
    const staticPolicies = Object.fromEntries(inForce.map((policy) => [policy.id, textOf(policy, tenant)]))
    const parsed = preparsePolicySet(grant, { staticPolicies })
    if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors))
  }
  const calls = attempts.map((s) => ({ block: callFor(s, 'block'), mfa: callFor(s, 'mfa') }))
  return {
    name: 'cedar-wasm 4.13',
    answer: (i) => {
      const { block, mfa } = calls[i]!
      if (isAllowed(block)) return 'block'
      return isAllowed(mfa) ? 'mfa' : 'nothing'
    },
  }
}

function isAllowed(call: StatefulAuthorizationCall): boolean {
  const answer = statefulIsAuthorized(call)
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
  return answer.response.decision === 'allow'
}

function callFor({ account, app, attempt }: Snapshot, grant: Policy['grant']): StatefulAuthorizationCall {
  const parents = [
    ...account!.memberOf.map(({ groupId }) => ({ type: 'Group', id: groupId })),
    ...account!.roles.map((id) => ({ type: 'Role', id })),
    { type: 'Kind', id: account!.userType },
  ]
  const person: EntityJson = { uid: { type: 'Person', id: account!.id }, attrs: {}, parents }
  return {
    principal: { type: 'Person', id: account!.id },
    action: { type: 'Action', id: 'open' },
    resource: { type: 'App', id: app!.id },
    context: { places: [...(attempt.network.locationIds ?? [])] },
    preparsedPolicySetId: grant,
    validateRequest: false,
    entities: [person],
  }
}

function textOf({ users, apps, locations }: Policy, tenant: TenantPart): string {
  const when = [
    ...(users.include.all ? [] : [peopleText(users.include)]),
    ...(apps.include === 'all' ? [] : [appsText(apps.include)]),
    ...(locations === null || locations.include === 'any' ? [] : [placesText(locations.include, tenant)]),
  ]
  const unless = [
    peopleText(users.exclude),
    appsText(apps.exclude),
    locations === null ? 'false' : placesText(locations.exclude, tenant),
  ]
  const conditions = when.map((text) => `when { ${text} }`).join('\n')
  return `permit(principal, action, resource)\n${conditions}\nunless { ${unless.join(' || ')} };`
}

function peopleText(set: PeopleSet): string {
  if (set.all) return 'true'
  const sets = [
    ...(set.guests ? ['Kind::"guest"'] : []),
    ...set.accountIds.map((id) => `Person::"${id}"`),
    ...set.groupIds.map((id) => `Group::"${id}"`),
    ...set.roles.map((id) => `Role::"${id}"`),
  ]
  return sets.length === 0 ? 'false' : `principal in [${sets.join(', ')}]`
}

function appsText(ids: readonly string[]): string {
  return ids.length === 0 ? 'false' : `[${ids.map((id) => `App::"${id}"`).join(', ')}].contains(resource)`
}

function placesText(set: LocationSet, { locations }: TenantPart): string {
  if (set === 'any') return 'true'
  return `context.places.containsAny([${placesIn(set, locations)
    .map((id) => `"${id}"`)
    .join(', ')}])`
}
