import {
  ActionIcon,
  AppShell,
  Avatar,
  Burger,
  Button,
  Group,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { RunningJobs } from './jobs/running-jobs.tsx'
import { Keys } from './keys.tsx'
import { useSession } from './session.tsx'

const parts = [
  {
    name: null,
    places: [
      { to: '/', shows: 'explain', name: 'Why?' },
      { to: '/overview', shows: 'overview', name: 'Overview' },
    ],
  },
  {
    name: 'Directory',
    places: [
      { to: '/people', shows: 'people', name: 'People' },
      { to: '/groups', shows: 'groups', name: 'Groups' },
      { to: '/apps', shows: 'apps', name: 'Apps' },
      { to: '/licences', shows: 'licences', name: 'Licences' },
      { to: '/roles', shows: 'roles', name: 'Roles' },
      { to: '/units', shows: 'roles', name: 'Units' },
      { to: '/domains', shows: 'overview', name: 'Domains' },
      { to: '/provisioning', shows: 'provisioning', name: 'Provisioning' },
      { to: '/bulk', shows: 'jobs', name: 'Bulk' },
    ],
  },
  {
    name: 'Access',
    places: [
      { to: '/policies', shows: 'policies', name: 'Policies' },
      { to: '/identity-providers', shows: 'policies', name: 'Identity providers' },
      { to: '/locations', shows: 'policies', name: 'Locations' },
      { to: '/lockout', shows: 'overview', name: 'Lockout' },
      { to: '/passwords', shows: 'policies', name: 'Passwords' },
      { to: '/methods', shows: 'methods', name: 'Sign-in methods' },
      { to: '/profile-details', shows: 'policies', name: 'Profile details' },
      { to: '/sign-in-pages', shows: 'policies', name: 'Sign-in pages' },
    ],
  },
  {
    name: 'Records',
    places: [
      { to: '/sign-ins', shows: 'sign_ins', name: 'Sign-ins' },
      { to: '/journal', shows: 'journal', name: 'Journal' },
      { to: '/jobs', shows: 'jobs', name: 'Jobs' },
    ],
  },
] as const

/** The pages whose contents the roles let read; a heading without pages is left out. */
function placesFor(mayRead: readonly string[]) {
  return parts
    .map(({ name, places }) => ({ name, places: places.filter(({ shows }) => mayRead.includes(shows)) }))
    .filter(({ places }) => places.length > 0)
}

/** What stands around every page: where one can go, who one is, and the way out. */
export function Frame() {
  const session = useSession()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new page closes the list of pages
  useEffect(close, [pathname, close])
  const places = useMemo(() => placesFor(session.mayRead), [session.mayRead])
  const pages = useMemo(() => places.flatMap((part) => part.places), [places])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="skip" href="#content">
        Skip to the page
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm" miw={0}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Pages"
              aria-expanded={isOpen}
            />
            <Link to="/" className="brand">
              <Mark />
              <span>{session.tenant.name}</span>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap" flex="none">
            <Scheme />
            <Avatar name={session.name} size="sm" color="admit" variant="filled" aria-hidden />
            <Text size="sm" visibleFrom="xs" truncate maw={240}>
              {session.name}
            </Text>
            <Button
              component="a"
              href="/signin?prompt=select_account&returnTo=/admin"
              size="compact-sm"
              variant="subtle"
            >
              Switch account
            </Button>
            <form method="post" action="/signout">
              <input type="hidden" name="token" value={session.signOutToken} />
              <Button type="submit" size="compact-sm" variant="default">
                Sign out
              </Button>
            </form>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" style={{ overflowY: 'auto' }}>
        <nav aria-label="Pages">
          {places.map((part) => (
            <div key={part.name}>
              {part.name !== null && <span className="nav-title">{part.name}</span>}
              {part.places.map(({ to, name }) => {
                const isHere = to === '/' ? pathname === '/' : pathname.startsWith(to)
                return (
                  <NavLink
                    key={to}
                    className="place"
                    renderRoot={(props) => <Link to={to} {...props} />}
                    label={name}
                    active={isHere}
                    aria-current={isHere ? 'page' : undefined}
                  />
                )
              })}
            </div>
          ))}
          <NavLink className="place" component="a" href="/myapps" label="My apps" mt="md" />
        </nav>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <RunningJobs />
        <Keys places={pages} />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}

function Scheme() {
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={isDark ? 'Light colours' : 'Dark colours'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
        <circle cx="12" cy="12" r="8" />
        <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
      </svg>
    </ActionIcon>
  )
}

function Mark() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16" />
      <path d="M3 21h18" />
      <path d="m9 12 2.2 2.2L15.5 10" />
    </svg>
  )
}
