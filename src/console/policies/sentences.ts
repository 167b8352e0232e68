import type { PeopleSet, Policy } from '../../core/snapshot.ts'
import type { Names } from './names.ts'

/** A policy in plain sentences: for whom, for what, from where. */
export function sentences(policy: Policy, names: Pick<Names, 'of'>): readonly string[] {
  const { users, apps, locations } = policy
  const out = [`For ${people(users.include, names) || 'nobody'}${but(people(users.exclude, names))}.`]
  const included = apps.include === 'all' ? 'every app' : apps.include.map(names.of).join(', ') || 'no app'
  out.push(`To open ${included}${but(apps.exclude.map(names.of).join(', '))}.`)
  if (locations !== null)
    out.push(`From ${places(locations.include, names) || 'nowhere'}${but(places(locations.exclude, names))}.`)
  return out
}

const but = (text: string) => (text === '' ? '' : `, but not ${text}`)

function people(set: PeopleSet, names: Pick<Names, 'of'>): string {
  return [
    ...(set.all ? ['everybody'] : []),
    ...(set.guests ? ['guests'] : []),
    ...set.groupIds.map((id) => `the group ${names.of(id)}`),
    ...set.roles.map((role) => `the role ${names.of(role)}`),
    ...set.accountIds.map(names.of),
  ].join(', ')
}

function places(set: 'any' | 'trusted' | readonly string[], names: Pick<Names, 'of'>): string {
  return set === 'any' ? 'anywhere' : set === 'trusted' ? 'trusted locations' : set.map(names.of).join(', ')
}
