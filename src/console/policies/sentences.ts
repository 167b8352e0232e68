import type { AskedStrength } from '../../core/methods/strengths.ts'
import type { PeopleSet, Policy } from '../../core/snapshot.ts'
import type { Names } from '../parts/names.ts'

/** A policy in plain words: for whom, for what, from where. */
export function sentences(
  policy: Policy,
  names: Pick<Names, 'of'>,
): readonly { readonly about: string; readonly says: string }[] {
  const { users, apps, locations } = policy
  const included = apps.include === 'all' ? 'every app' : apps.include.map(names.of).join(', ') || 'no app'
  return [
    { about: 'For', says: `${people(users.include, names) || 'nobody'}${but(people(users.exclude, names))}` },
    { about: 'To open', says: `${included}${but(apps.exclude.map(names.of).join(', '))}` },
    ...(locations === null
      ? []
      : [
          {
            about: 'From',
            says: `${places(locations.include, names) || 'nowhere'}${but(places(locations.exclude, names))}`,
          },
        ]),
  ]
}

/** What a policy does, in few words. */
export function effectText({ grant, strength }: Pick<Policy, 'grant' | 'strength'>): string {
  if (grant === 'block') return 'blocks'
  return `asks for ${strength === undefined ? 'a second factor' : shortStrength[strength]}`
}

/** What strengths are called in the ecosystem where there is little room. */
const shortStrength: Readonly<Record<AskedStrength, string>> = {
  multi_factor: 'MFA',
  passwordless: 'passwordless MFA',
  phishing_resistant: 'phishing-resistant MFA',
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
