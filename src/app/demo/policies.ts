import type { PeopleSet } from '../../core/snapshot.ts'
import type { Filling } from './filling.ts'

/** The places policies speak of, and the policies. */
export async function fillPolicies(f: Filling): Promise<void> {
  for (const location of f.file.locations)
    await f.carryOut({
      do: 'put_location',
      location: { id: location.id, name: location.key, isTrusted: location.isTrusted, ranges: location.ranges },
    })
  const nobody: PeopleSet = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
  for (const policy of f.file.policies)
    await f.carryOut({
      do: 'put_policy',
      policy: {
        id: policy.id,
        name: policy.key,
        state: policy.state,
        users: {
          include: {
            ...nobody,
            all: policy.include.all ?? false,
            groupIds: (policy.include.groups ?? []).map((group) => f.groupId(group)),
          },
          exclude: {
            ...nobody,
            accountIds: (policy.exclude.people ?? []).map((key) => f.personId(key)),
          },
        },
        apps: { include: policy.apps === 'all' ? 'all' : policy.apps.map((key) => f.appId(key)), exclude: [] },
        locations: policy.locations ?? null,
        grant: policy.grant,
        note: policy.note,
      },
    })
}
