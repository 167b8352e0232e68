import { licencePaths, type ListedLicence, type ListedMembership, memberships } from '../store/pair-lists.ts'
import { type Asked, type Page, pageOf } from '../store/lists.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** Who is in which group, one page. */
export function membershipPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<ListedMembership>> {
  return asAdministrator(admit, viewer, 'Group.Read.All', (t) => pageOf(t, memberships, asked))
}

/** Who has which licence by which path, one page. */
export function licencePage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<ListedLicence>> {
  return asAdministrator(admit, viewer, 'User.Read.All', (t) => pageOf(t, licencePaths, asked), 'licences')
}
