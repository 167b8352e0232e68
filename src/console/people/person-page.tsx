import { Badge, Button, Group, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type Change, api, type Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SignInList } from '../sign-ins/sign-in-list.tsx'
import { JournalList } from '../journal/journal-list.tsx'
import { Attributes } from './attributes.tsx'
import { Holdings } from './holdings.tsx'
import { Instances } from './instances.tsx'
import { When } from '../parts/when.tsx'

/** Everything of one person: who they are, what they hold and by which way, how they sign in, what happened. */
export function PersonPage() {
  const { id } = useParams({ from: '/people/$id' })
  const person = useQuery({ queryKey: ['person', id], queryFn: () => api<Person>(`admit/people/${id}`) })
  return <Loaded of={person}>{(data) => <Shown person={data} />}</Loaded>
}

function Shown({ person }: { readonly person: Person }) {
  const { account } = person
  const now = Date.now()
  return (
    <Page
      title={account.displayName}
      buttons={
        <>
          <Button renderRoot={(props) => <Link to="/" search={{ person: account.id }} {...props} />}>
            Why can’t they sign in?
          </Button>
          <Actions person={person} />
        </>
      }
    >
      <Sheet>
        <Group gap="xs">
          {account.deletedAt !== null && <Badge color="gray">deleted</Badge>}
          {!account.isEnabled && <Badge color="red">sign-in blocked</Badge>}
          {account.lockedUntil !== null && account.lockedUntil > now && <Badge color="orange">locked</Badge>}
          {account.mustChangePassword && <Badge color="yellow">must choose a new password</Badge>}
          {account.userType === 'guest' && <Badge color="blue">guest</Badge>}
          {account.isEmergency && <Badge color="grape">emergency account</Badge>}
          {account.roles.map((role) => (
            <Badge key={role} color="admit">
              {role}
            </Badge>
          ))}
        </Group>
        <dl className="facts">
          <dt>Signs in as</dt>
          <dd className="mono">{account.signInName}</dd>
          <dt>Password</dt>
          <dd>
            {account.passwordSetAt === null ? (
              'none'
            ) : (
              <>
                set <When at={account.passwordSetAt} />
              </>
            )}
          </dd>
          <dt>Second factor</dt>
          <dd>
            {account.methods.filter((one) => one.isUsable).length === 0 ? 'none set up' : 'authenticator app'}
            {account.mfaState === 'disabled' ? '' : `, ${account.mfaState} for this account`}
          </dd>
          {account.lockedUntil !== null && account.lockedUntil > now && (
            <>
              <dt>Locked until</dt>
              <dd>
                <When at={account.lockedUntil} />
              </dd>
            </>
          )}
        </dl>
      </Sheet>
      <Attributes account={account} />
      <Holdings person={person} />
      {person.instances.length > 0 && <Instances person={person} />}
      <Sheet title="Sign-ins">
        <SignInList rows={person.signIns} none="No sign-in yet." />
      </Sheet>
      <Sheet title="History">
        <JournalList rows={person.history} isOfOne />
      </Sheet>
    </Page>
  )
}

/** What is done to an account as a whole. */
function Actions({ person: { account } }: { readonly person: Person }) {
  const { propose } = useChanges()
  const accountId = account.id
  const one = (title: string, change: Change) => (
    <Menu.Item onClick={() => propose({ title: `${title}: ${account.displayName}`, changes: [change] })}>
      {title}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">Do…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {account.deletedAt !== null ? (
          one('Restore', { do: 'restore_account', accountId })
        ) : (
          <>
            {one('Temporary password', { do: 'issue_temporary_password', accountId })}
            {one('Ask for a new password', { do: 'require_password_change', accountId })}
            {account.lockedUntil !== null && one('Unlock', { do: 'unlock_account', accountId })}
            {account.isEnabled
              ? one('Block sign-in', { do: 'block_account', accountId })
              : one('Allow sign-in', { do: 'enable_account', accountId })}
            <Menu.Divider />
            {account.mfaState === 'enforced'
              ? one('No longer enforce multi-factor', { do: 'set_mfa_state', accountId, state: 'disabled' })
              : one('Enforce multi-factor', { do: 'set_mfa_state', accountId, state: 'enforced' })}
            {account.methods.length > 0 && one('Remove second factors', { do: 'remove_methods', accountId })}
            <Menu.Divider />
            {one('Delete', { do: 'delete_account', accountId })}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
