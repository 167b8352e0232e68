import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../core/snapshot.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove, weights } from '../parts/change-button.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { PersonPicker } from '../parts/person-picker.tsx'
import { useMay } from '../session.tsx'

/** Who leads somebody; rules about direct reports read it. */
export function Manager({ account }: { readonly account: Account }) {
  const { propose } = useChanges()
  const may = useMay()('update_account')
  const [isChoosing, setChoosing] = useState(false)
  const { managerId } = account
  const nameOf = useNameOf(managerId === null ? [] : [managerId])
  if (isChoosing)
    return (
      <Group gap="xs" align="end">
        <PersonPicker
          label="Manager"
          placeholder="Begin a name"
          size="xs"
          autoFocus
          onPick={(user) =>
            propose({
              title: `${account.displayName}: led by ${user.displayName}`,
              changes: [{ do: 'update_account', accountId: account.id, set: { managerId: user.id } }],
              then: () => setChoosing(false),
            })
          }
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
      {may && (
        <Button {...weights.row} aria-label="Change the manager" onClick={() => setChoosing(true)}>
          Change
        </Button>
      )}
      {managerId !== null && (
        <Remove
          what="the manager"
          title={`${account.displayName}: led by nobody`}
          changes={[{ do: 'update_account', accountId: account.id, set: { managerId: null } }]}
        />
      )}
    </Group>
  )
}
