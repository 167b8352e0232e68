import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Account } from '../../core/snapshot.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove, weights } from '../parts/change-button.tsx'
import { useMay } from '../session.tsx'

/** Further names that find the account: said, added and taken away. */
export function Aliases({ account }: { readonly account: Account }) {
  const { propose } = useChanges()
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const [name, setName] = useState('')
  const accountId = account.id
  const aliases = account.aliases ?? []
  return (
    <Group gap="xs">
      {aliases.length === 0 && !isAdding && <span className="quiet">no other name</span>}
      {aliases.map((alias) => (
        <span key={alias} className="mono">
          {alias}
          <Remove
            what={`the name ${alias}`}
            title={`${account.displayName}: no longer ${alias}`}
            changes={[{ do: 'remove_alias', accountId, name: alias }]}
          />
        </span>
      ))}
      {isAdding ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            propose({
              title: `${account.displayName}: also ${name.trim()}`,
              changes: [{ do: 'add_alias', accountId, name: name.trim() }],
              then: () => {
                setAdding(false)
                setName('')
              },
            })
          }}
        >
          <Group gap="xs">
            <TextInput
              size="xs"
              aria-label="Another name"
              placeholder="name@company.com"
              autoFocus
              maxLength={320}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={!/^[^\s@\\]+@[^\s@\\]+$/.test(name.trim())}>
              Go on
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setAdding(false)}>
              Leave it
            </Button>
          </Group>
        </form>
      ) : (
        may('add_alias') && (
          <Button {...weights.row} aria-label="Add another name" onClick={() => setAdding(true)}>
            Add
          </Button>
        )
      )}
    </Group>
  )
}
