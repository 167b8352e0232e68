/** What an app calls those who use it: a role that people, groups or other apps are given in it, and that tokens name. */
export type AppRole = {
  readonly id: string
  /** What tokens say; null where they say nothing of it. */
  readonly value: string | null
  readonly name: string
  readonly description: string
  readonly members: readonly ('people' | 'apps')[]
  readonly isEnabled: boolean
}

/** The role of who is assigned to an app and has none of its own. */
export const everybodyRole = '00000000-0000-0000-0000-000000000000'

/** What tokens say of the roles with these ids that somebody, or another app, has in an app. */
export function roleValues(
  roles: readonly AppRole[],
  ids: readonly string[],
  whose: AppRole['members'][number] = 'people',
): readonly string[] {
  const said = roles.filter((role) => role.isEnabled && role.members.includes(whose) && ids.includes(role.id))
  return said.flatMap(({ value }) => value ?? []).sort()
}
