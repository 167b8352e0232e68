import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../core/snapshot.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { PersonPicker } from '../parts/person-picker.tsx'

/** Who leads somebody; rules about direct reports read it. */
export function Manager({ account }: { readonly account: Account }) {
  const { propose } = useChanges()
  const [isChoosing, setChoosing] = useState(false)
  const { managerId } = account
  const nameOf = useNameOf(managerId === null ? [] : [managerId])
  const say = (id: string | null, title: string) =>
    propose({
      title,
      changes: [{ do: 'update_account', accountId: account.id, set: { managerId: id } }],
      then: () => setChoosing(false),
    })
  if (isChoosing)
    return (
      <Group gap="xs" align="end">
        <PersonPicker
          label="Manager"
          placeholder="Begin a name"
          size="xs"
          autoFocus
          onPick={(user) => say(user.id, `${account.displayName}: led by ${user.displayName}`)}
        />
        <Button size="xs" variant="subtle" onClick={() => setChoosing(false)}>
          Leave it
        </Button>
      </Group>
    )
  return (
    <Group gap="xs">
      {managerId === null ? (
        <span className="quiet">nobody</span>
      ) : (
        <Link to="/people/$id" params={{ id: managerId }}>
          {nameOf(managerId)}
        </Link>
      )}
      <Button size="compact-xs" variant="subtle" aria-label="Change the manager" onClick={() => setChoosing(true)}>
        Change
      </Button>
      {managerId !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label="No manager"
          onClick={() => say(null, `${account.displayName}: led by nobody`)}
        >
          ×
        </Button>
      )}
    </Group>
  )
}
