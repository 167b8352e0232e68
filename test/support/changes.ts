import fc from 'fast-check'
import type { Change, ChangeKind } from '../../src/core/changes/change.ts'
import { appsChanges } from './changes/apps.ts'
import { attemptChanges } from './changes/attempt.ts'
import { groupsChanges } from './changes/groups.ts'
import { licencesChanges } from './changes/licences.ts'
import { organisationChanges } from './changes/organisation.ts'
import { peopleChanges } from './changes/people.ts'
import type { Kinds } from './changes/kinds.ts'

const kinds: Kinds = {
  ...peopleChanges,
  ...groupsChanges,
  ...licencesChanges,
  ...appsChanges,
  ...organisationChanges,
  ...attemptChanges,
}

/** Any change of any kind, each kind as often as the others. */
export const aChange: fc.Arbitrary<Change> = fc.oneof(
  ...(Object.keys(kinds) as ChangeKind[]).map((kind) => changeOf(kind)),
)

/** Any change of one kind. */
export function changeOf(kind: ChangeKind): fc.Arbitrary<Change> {
  return (kinds[kind] as fc.Arbitrary<object>).map((rest) => ({ do: kind, ...rest }) as Change)
}
