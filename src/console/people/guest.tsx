import { Button, Group, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { isFirstInvitation } from '../../core/changes/guest.ts'
import { linkEndsAt } from '../../core/guests/invitation.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Change, Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton } from '../parts/change-button.tsx'
import { Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'
import { useMay, useSession } from '../session.tsx'

type Account = Person['account']

/** How a guest was asked in, until when they may come, and what can be done about either. */
export function Guest({ account }: { readonly account: Account }) {
  const may = useMay()
  const { roles } = useSession()
  const [isDating, setDating] = useState(false)
  const { id: accountId, invitation, accessFrom, accessUntil, displayName } = account
  const address = invitation?.address ?? String(account.attributes['mail'] ?? account.signInName)
  const inviting: Change = {
    ...{ do: 'invite_guest', accountId, address, redirectUrl: null },
    letter: { is: 'sent', said: null },
  }
  const mayInvite =
    may('invite_guest') ||
    (roles.includes('guest-inviter') && isFirstInvitation(inviting, { account } as unknown as Snapshot))
  return (
    <Sheet title="Guest">
      <dl className="facts">
        <dt>Invitation</dt>
        <dd>{invitation === undefined ? 'none was sent' : <State invitation={invitation} />}</dd>
        <dt>May sign in</dt>
        <dd>
          {accessFrom !== undefined && (
            <>
              from <When at={accessFrom} />{' '}
            </>
          )}
          {accessUntil === undefined ? (
            'without an end'
          ) : (
            <>
              until <When at={accessUntil} />
            </>
          )}
        </dd>
      </dl>
      <Group gap="xs">
        {mayInvite && (
          <ChangeButton on="sheet" title={`Invite again: ${displayName}`} changes={[inviting]}>
            {invitation === undefined ? 'Invite…' : 'Invite again…'}
          </ChangeButton>
        )}
        {invitation?.state === 'pending' && may('withdraw_invitation') && (
          <ChangeButton
            on="sheet"
            title={`Withdraw the invitation: ${displayName}`}
            changes={[{ do: 'withdraw_invitation', accountId }]}
          >
            Withdraw…
          </ChangeButton>
        )}
        {may('set_access_period') && (
          <Button size="compact-sm" variant="default" onClick={() => setDating(true)}>
            Time of access…
          </Button>
        )}
        {may('update_account') && (
          <ChangeButton
            on="sheet"
            title={`Make a member: ${displayName}`}
            changes={[{ do: 'update_account', accountId, set: { userType: 'member' } }]}
          >
            Make a member…
          </ChangeButton>
        )}
      </Group>
      {isDating && <TimeOfAccess account={account} onClose={() => setDating(false)} />}
    </Sheet>
  )
}

function State({ invitation }: { readonly invitation: NonNullable<Account['invitation']> }) {
  const { address, state, changedAt, sentAt } = invitation
  if (state === 'accepted')
    return (
      <>
        accepted <When at={changedAt} />, at {address}
      </>
    )
  if (state === 'withdrawn')
    return (
      <>
        withdrawn <When at={changedAt} />; it was for {address}
      </>
    )
  const ends = linkEndsAt(invitation)
  return (
    <>
      sent <When at={sentAt} /> to {address}, not accepted yet; the link {Date.now() < ends ? 'ends' : 'ended'}{' '}
      <When at={ends} />
    </>
  )
}

const day = 86_400_000
const dateOf = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString().slice(0, 10))

/** The first and the last day somebody may sign in; what is left empty has no beginning, or no end. */
function TimeOfAccess({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    // The end is the midnight after the last day.
    initialValues: {
      first: dateOf(account.accessFrom),
      last: dateOf(account.accessUntil === undefined ? undefined : account.accessUntil - 1),
    },
    validate: { last: (last, { first }) => (last !== '' && last < first ? 'It ends before it begins.' : null) },
  })
  return (
    <FormDialog
      title="Time of access"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit(({ first, last }) =>
        propose({
          title: `Time of access: ${account.displayName}`,
          changes: [
            {
              ...{ do: 'set_access_period', accountId: account.id },
              from: first === '' ? null : Date.parse(first),
              until: last === '' ? null : Date.parse(last) + day,
            },
          ],
          then: onClose,
        }),
      )}
    >
      <Text size="sm">
        Days begin and end at midnight in Greenwich. What is left empty has no beginning, or no end.
      </Text>
      <TextInput type="date" label="First day" {...form.getInputProps('first')} />
      <TextInput type="date" label="Last day" {...form.getInputProps('last')} />
    </FormDialog>
  )
}
