import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { AppPage } from './apps/app-page.tsx'
import { AppsPage } from './apps/apps-page.tsx'
import { appsQueryIn } from './apps/apps-query.ts'
import { BulkPage } from './bulk/bulk-page.tsx'
import { DomainsPage } from './domains/domains-page.tsx'
import { Frame } from './frame.tsx'
import { GroupPage } from './groups/group-page.tsx'
import { GroupsPage } from './groups/groups-page.tsx'
import { groupsQueryIn } from './groups/groups-query.ts'
import { IdentityProvidersPage } from './identity-providers/identity-providers-page.tsx'
import { JobsPage } from './jobs/jobs-page.tsx'
import { journalQueryIn } from './journal/audit.ts'
import { MethodsPage } from './methods/methods-page.tsx'
import { JournalPage } from './journal/journal-page.tsx'
import { LicencesPage } from './licences/licences-page.tsx'
import { ProductPage } from './licences/product-page.tsx'
import { LockoutPage } from './lockout/lockout-page.tsx'
import { LocationsPage } from './locations/locations-page.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import { PasswordsPage } from './passwords/passwords-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { peopleQueryIn } from './people/people-query.ts'
import { PersonPage } from './people/person-page.tsx'
import { PoliciesPage } from './policies/policies-page.tsx'
import { ProfileDetailsPage } from './profile-details/profile-details-page.tsx'
import { SignInPagesPage } from './sign-in-pages/sign-in-pages-page.tsx'
import { SignInsPage } from './sign-ins/sign-ins-page.tsx'
import { signInsQueryIn } from './sign-ins/sign-ins-query.ts'
import { textsIn } from './parts/address.ts'
import { Nowhere } from './parts/nowhere.tsx'
import { ProvisioningPage } from './provisioning/provisioning-page.tsx'
import { RolePage } from './roles/role-page.tsx'
import { RolesPage } from './roles/roles-page.tsx'
import { UnitPage } from './units/unit-page.tsx'
import { UnitsPage } from './units/units-page.tsx'
import { type Question, questionIn } from './why/question.ts'
import { WhyPage } from './why/why-page.tsx'

const root = createRootRoute({ component: Frame })
const at = <const P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component })

const why = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: WhyPage,
  validateSearch: (search: Record<string, unknown>): Question => questionIn(search),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: PeoplePage,
  validateSearch: peopleQueryIn,
})

const groups = createRoute({
  getParentRoute: () => root,
  path: '/groups',
  component: GroupsPage,
  validateSearch: groupsQueryIn,
})

const apps = createRoute({
  getParentRoute: () => root,
  path: '/apps',
  component: AppsPage,
  validateSearch: appsQueryIn,
})

const signIns = createRoute({
  getParentRoute: () => root,
  path: '/sign-ins',
  component: SignInsPage,
  validateSearch: signInsQueryIn,
})

const licences = createRoute({
  getParentRoute: () => root,
  path: '/licences',
  component: LicencesPage,
  validateSearch: textsIn(['search']),
})

const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  component: PoliciesPage,
  validateSearch: textsIn(['search', 'state']),
})

const roles = createRoute({
  getParentRoute: () => root,
  path: '/roles',
  component: RolesPage,
  validateSearch: textsIn(['search', 'held']),
})

const journal = createRoute({
  getParentRoute: () => root,
  path: '/journal',
  component: JournalPage,
  validateSearch: journalQueryIn,
})

export const router = createRouter({
  basepath: '/admin',
  defaultNotFoundComponent: Nowhere,
  routeTree: root.addChildren([
    why,
    at('/overview', OverviewPage),
    people,
    at('/people/$id', PersonPage),
    groups,
    at('/groups/$id', GroupPage),
    apps,
    at('/apps/$id', AppPage),
    licences,
    at('/licences/$id', ProductPage),
    roles,
    at('/roles/$id', RolePage),
    at('/units', UnitsPage),
    at('/units/$id', UnitPage),
    at('/domains', DomainsPage),
    at('/identity-providers', IdentityProvidersPage),
    at('/provisioning', ProvisioningPage),
    at('/bulk', BulkPage),
    policies,
    at('/locations', LocationsPage),
    at('/lockout', LockoutPage),
    at('/passwords', PasswordsPage),
    at('/methods', MethodsPage),
    at('/profile-details', ProfileDetailsPage),
    at('/sign-in-pages', SignInPagesPage),
    signIns,
    journal,
    at('/jobs', JobsPage),
  ]),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
