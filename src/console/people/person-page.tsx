import { Badge, Button, Group } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { roleName } from '../../core/changes/roles.ts'
import { resetLinkEndsAt } from '../../core/recovery/reset-link.ts'
import { api, type Person } from '../api.ts'
import { ActsMenu } from '../parts/acts-menu.tsx'
import { ChangeButton } from '../parts/change-button.tsx'
import { Loaded, Waiting } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { SignInList } from '../sign-ins/sign-in-list.tsx'
import { JournalList } from '../journal/journal-list.tsx'
import { actsOn } from './acts-on.ts'
import { Aliases } from './aliases.tsx'
import { Attributes } from './attributes.tsx'
import { Contacts, contactsOf } from './contacts.tsx'
import { Guest } from './guest.tsx'
import { Holdings } from './holdings.tsx'
import { Instances } from './instances.tsx'
import { Manager } from './led-by.tsx'
import { Methods, methodsOf } from './methods.tsx'
import { Sessions } from './sessions.tsx'
import { When } from '../parts/when.tsx'

const up = { to: '/people', name: 'People' } as const

/** Everything of one person: who they are, what they hold and by which way, how they sign in, what happened. */
export function PersonPage() {
  const { id } = useParams({ from: '/people/$id' })
  const person = useQuery({ queryKey: ['person', id], queryFn: () => api<Person>(`admit/people/${id}`) })
  // All parts come at once: what came later would push the field that somebody types in out of their sight.
  const isWhole = useQueries({ queries: [methodsOf(id), contactsOf(id)] }).every(({ isPending }) => !isPending)
  return (
    <Loaded of={person} page={{ title: 'Person', up }}>
      {(data) =>
        isWhole ? (
          <Shown person={data} />
        ) : (
          <Page title={data.account.displayName} up={up}>
            <Waiting />
          </Page>
        )
      }
    </Loaded>
  )
}

function Shown({ person }: { readonly person: Person }) {
  const { account } = person
  const { mayRead } = useSession()
  const now = Date.now()
  return (
    <Page
      title={account.displayName}
      up={up}
      buttons={
        <>
          <Button renderRoot={(props) => <Link to="/" search={{ person: account.id }} {...props} />}>
            Why can’t they sign in?
          </Button>
          <ActsMenu on={account.displayName} parts={actsOn(person)} />
        </>
      }
    >
      {account.deletedAt !== null && <Deleted account={account} />}
      <Sheet>
        <Standing account={account} now={now} />
        <dl className="facts">
          <dt>Signs in as</dt>
          <dd className="mono">{account.signInName}</dd>
          <dt>Also as</dt>
          <dd>
            <Aliases account={account} />
          </dd>
          <dt>Manager</dt>
          <dd>
            <Manager account={account} />
          </dd>
          {person.units.length > 0 && (
            <>
              <dt>Unit</dt>
              <dd>
                {person.units.map((unit) => (
                  <Link key={unit.id} to="/units/$id" params={{ id: unit.id }}>
                    {unit.name}{' '}
                  </Link>
                ))}
              </dd>
            </>
          )}
          <dt>Password</dt>
          <dd>
            <Password account={account} now={now} />
          </dd>
          <dt>Multi-factor</dt>
          <dd>{account.mfaState}</dd>
          {locksIn(account, now).map(([from, until]) => (
            <Fragment key={from}>
              <dt>Locked until</dt>
              <dd>
                <When at={until} /> {from}
              </dd>
            </Fragment>
          ))}
        </dl>
      </Sheet>
      {account.deletedAt === null && isForATime(account) && <Guest account={account} />}
      <Attributes account={account} />
      {account.deletedAt === null && (
        <>
          <Methods account={account} />
          <Contacts account={account} />
        </>
      )}
      <Holdings person={person} />
      {person.instances.length > 0 && <Instances person={person} />}
      {mayRead.includes('sign_ins') && account.deletedAt === null && <Sessions person={person} />}
      {mayRead.includes('sign_ins') && (
        <Sheet title="Sign-ins">
          <SignInList rows={person.signIns} none="No sign-in yet." isOfOne />
          <Link to="/sign-ins" search={{ person: account.id }}>
            All of them in the log
          </Link>
        </Sheet>
      )}
      {mayRead.includes('journal') && (
        <Sheet title="History">
          <JournalList rows={person.history} isOfOne />
          <Link to="/journal" search={{ about: account.id }}>
            All of it in the journal
          </Link>
        </Sheet>
      )}
    </Page>
  )
}

/** A guest, or somebody else who is let in for a time. */
const isForATime = ({ userType, accessFrom, accessUntil }: Person['account']) =>
  userType === 'guest' || accessFrom !== undefined || accessUntil !== undefined

/** Until when nobody gets in from which places, as far as that is still to come. */
function locksIn(
  { lockedUntil, familiarLockedUntil }: Person['account'],
  now: number,
): readonly (readonly [from: string, until: number])[] {
  const locks = [
    ['from places they never signed in from', lockedUntil ?? 0],
    ['from where they have signed in before', familiarLockedUntil ?? 0],
  ] as const
  return locks.filter(([, until]) => until > now)
}

/** Since when they have one, and what has become of it. */
function Password({ account, now }: { readonly account: Person['account']; readonly now: number }) {
  const { passwordSetAt, passwordReportedAt, resetLink: link } = account
  return (
    <>
      {passwordSetAt === null ? (
        'none'
      ) : (
        <>
          set <When at={passwordSetAt} />
        </>
      )}
      {passwordReportedAt !== undefined && (
        <>
          , set aside <When at={passwordReportedAt} />
        </>
      )}
      {link !== undefined && (
        <>
          {passwordSetAt !== null && ', set aside'}: a link to choose a new one was sent <When at={link.sentAt} />,{' '}
          {link.isLost === true ? (
            'and reaches nobody'
          ) : resetLinkEndsAt(link.sentAt) <= now ? (
            'and is over'
          ) : (
            <>
              good until <When at={resetLinkEndsAt(link.sentAt)} />
            </>
          )}
        </>
      )}
    </>
  )
}

/** What a deleted account comes back with, and the press that brings it. */
function Deleted({ account }: { readonly account: Person['account'] }) {
  return (
    <div className="mind">
      <Group justify="space-between">
        <span>
          <strong>Deleted</strong> {account.deletedAt !== null && <When at={account.deletedAt} />}. For 30 days it can
          be restored with its groups, licences and roles; then it is erased.
        </span>
        <ChangeButton
          on="sheet"
          title={`Restore: ${account.displayName}`}
          changes={[{ do: 'restore_account', accountId: account.id }]}
        >
          Restore…
        </ChangeButton>
      </Group>
    </div>
  )
}

/** What is out of the ordinary about an account, at a glance. */
function Standing({ account, now }: { readonly account: Person['account']; readonly now: number }) {
  const marks = [
    account.deletedAt !== null && (['gray', 'deleted'] as const),
    !account.isEnabled && (['red', 'sign-in blocked'] as const),
    locksIn(account, now).length > 0 && (['orange', 'locked'] as const),
    account.mustChangePassword && (['yellow', 'must choose a new password'] as const),
    account.userType === 'guest' && (['blue', 'guest'] as const),
    account.invitation?.state === 'pending' && (['yellow', 'invitation not accepted'] as const),
    (account.accessUntil ?? now + 1) <= now && (['red', 'time of access over'] as const),
    account.isEmergency && (['grape', 'emergency account'] as const),
    ...account.roles.map((role) => ['admit', roleName(role)] as const),
  ].filter((mark) => mark !== false)
  if (marks.length === 0) return null
  return (
    <Group gap="xs">
      {marks.map(([color, words]) => (
        <Badge key={words} color={color}>
          {words}
        </Badge>
      ))}
    </Group>
  )
}
