import type { Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from './change-button.tsx'
import { personColumn } from './columns.tsx'
import { HalfWide } from './half-wide.tsx'
import { Listing } from './listing.tsx'
import { Sheet } from './page.tsx'
import { PersonPicker } from './person-picker.tsx'

type Props = {
  readonly what: 'app' | 'group'
  readonly name: string
  readonly owners: readonly { readonly id: string; readonly displayName: string; readonly signInName: string }[]
  readonly may: (kind: Change['do']) => boolean
  readonly add: (accountId: string) => Change
  readonly remove: (accountId: string) => Change
}

/** Who looks after something beside administrators. */
export function OwnersSheet({ what, name, owners, may, add, remove }: Props) {
  const { propose } = useChanges()
  return (
    <Sheet title="Owners">
      {may(add('').do) && (
        <HalfWide>
          <PersonPicker
            label="Make an owner"
            placeholder="Begin a name"
            onPick={({ id, displayName }) =>
              propose({ title: `Make ${displayName} an owner of ${name}`, changes: [add(id)] })
            }
          />
        </HalfWide>
      )}
      <Listing
        label={`Owners of the ${what}`}
        rows={owners}
        idOf={(one) => one.id}
        none="Nobody; administrators look after it."
        columns={[
          personColumn,
          { title: 'Signs in as', isExtra: true, cell: (one) => <span className="mono">{one.signInName}</span> },
          {
            title: '',
            cell: ({ id, displayName }) => (
              <Remove
                what={displayName}
                title={`${displayName} is no longer an owner of ${name}`}
                changes={[remove(id)]}
                isAllowed={may(remove(id).do)}
              />
            ),
          },
        ]}
      />
    </Sheet>
  )
}
