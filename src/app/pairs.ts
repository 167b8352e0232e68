import { licencePaths, type ListedLicence, type ListedMembership, memberships } from '../store/pair-lists.ts'
import { groupsOfUnits } from '../store/directory-lists.ts'
import { type Asked, type Page, pageOf } from '../store/lists.ts'
import type { Admit } from './admit.ts'
import { asAdministratorWithin } from './directory.ts'
import { seenPeople } from './sight.ts'
import type { Viewer } from './viewer.ts'

/** Who is in which group, one page: for administrators of units in the groups of theirs, whose pages show them the same. */
export function membershipPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<ListedMembership>> {
  return asAdministratorWithin(admit, viewer, 'Group.Read.All', (t, sight) =>
    pageOf(t, memberships, asked, sight === 'all' ? undefined : groupsOfUnits(t, sight.unitIds)),
  )
}

/** Who has which licence by which path, one page: for administrators of units, their people's. */
export function licencePage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<ListedLicence>> {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', (t, sight) =>
    // A row is a path and not a person: it is asked whose it is.
    pageOf(t, licencePaths, asked, seenPeople(t, sight)?.has),
  )
}
