import { newEnforcer, newModelFromString, StringAdapter } from 'casbin'
import { placesIn } from '../../src/core/policy/place.ts'
import type { LocationSet, PeopleSet, Policy, TenantPart } from '../../src/core/snapshot.ts'
import type { MakePeer } from './answer.ts'

const model = `
[request_definition]
r = sub, app, place
[policy_definition]
p = sub, notSub, app, notApp, place, notPlace
[role_definition]
g = _, _
g2 = _, _
g3 = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = g2(r.app, p.app) && g(r.sub, p.sub) && !g(r.sub, p.notSub) && !g2(r.app, p.notApp) && g3(r.place, p.place) && !g3(r.place, p.notPlace)
`

/** Casbin: people, apps and places are in roles, and each policy's lists are roles that those roles are in. */
export const casbin: MakePeer = async ({ tenant, attempts }) => {
  const links = new Set<string>()
  for (const { account, app, attempt } of attempts) {
    for (const { groupId } of account!.memberOf) links.add(`g, ${account!.id}, ${groupId}`)
    for (const role of account!.roles) links.add(`g, ${account!.id}, ${role}`)
    links.add(`g, ${account!.id}, ${account!.userType}`)
    links.add(`g, ${account!.userType}, everybody`)
    links.add(`g2, ${app!.id}, every app`)
    const place = placeOf(attempt.network.locationIds)
    links.add(`g3, ${place}, everywhere`)
    for (const id of attempt.network.locationIds ?? []) links.add(`g3, ${place}, at ${id}`)
  }
  const enforcers = {
    block: await enforcerFor('block', tenant, links),
    mfa: await enforcerFor('mfa', tenant, links),
  }
  const asked = attempts.map((s) => [s.account!.id, s.app!.id, placeOf(s.attempt.network.locationIds)])
  return {
    name: 'casbin 5.51',
    answer: (i) => {
      const request = asked[i]!
      if (enforcers.block.enforceSync(...request)) return 'block'
      return enforcers.mfa.enforceSync(...request) ? 'mfa' : 'nothing'
    },
  }
}

async function enforcerFor(grant: Policy['grant'], tenant: TenantPart, links: ReadonlySet<string>) {
  const lines = [...links]
  for (const policy of tenant.policies) {
    if (policy.state !== 'on' || policy.grant !== grant) continue
    const { id, users, apps, locations } = policy
    lines.push(
      `p, ${['who', 'not who', 'app', 'not app', 'where', 'not where'].map((list) => `${list} ${id}`).join(', ')}`,
    )
    for (const member of peopleIn(users.include)) lines.push(`g, ${member}, who ${id}`)
    for (const member of peopleIn(users.exclude)) lines.push(`g, ${member}, not who ${id}`)
    for (const app of apps.include === 'all' ? ['every app'] : apps.include) lines.push(`g2, ${app}, app ${id}`)
    for (const app of apps.exclude) lines.push(`g2, ${app}, not app ${id}`)
    for (const place of placesOf(locations?.include ?? 'any', tenant)) lines.push(`g3, ${place}, where ${id}`)
    for (const place of placesOf(locations?.exclude ?? [], tenant)) lines.push(`g3, ${place}, not where ${id}`)
  }
  return newEnforcer(newModelFromString(model), new StringAdapter(lines.join('\n')))
}

function peopleIn(set: PeopleSet): string[] {
  return [
    ...(set.all ? ['everybody'] : []),
    ...(set.guests ? ['guest'] : []),
    ...set.accountIds,
    ...set.groupIds,
    ...set.roles,
  ]
}

function placesOf(set: LocationSet, { locations }: TenantPart): string[] {
  return set === 'any' ? ['everywhere'] : placesIn(set, locations).map((id) => `at ${id}`)
}

function placeOf(ids: readonly string[] | null): string {
  return `place ${(ids ?? []).join(' ')}`.trim()
}
