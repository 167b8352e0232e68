import type { AppDetails } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { useMay } from '../session.tsx'

/** Who looks after the app beside administrators. */
export function AppOwners({ details: { app, owners } }: { readonly details: AppDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const { id: appId, name } = app
  return (
    <Sheet title="Owners">
      {may('add_app_owner') && (
        <HalfWide>
          <PersonPicker
            label="Make an owner"
            placeholder="Begin a name"
            onPick={(user) =>
              propose({
                title: `Make ${user.displayName} an owner of ${name}`,
                changes: [{ do: 'add_app_owner', accountId: user.id, appId }],
              })
            }
          />
        </HalfWide>
      )}
      <Listing
        label="Owners of the app"
        rows={owners}
        idOf={(one) => one.id}
        none="Nobody; administrators look after it."
        columns={[
          { title: 'Name', cell: (one) => <Named to="/people/$id" id={one.id} name={one.displayName} /> },
          { title: 'Signs in as', isExtra: true, cell: (one) => <span className="mono">{one.signInName}</span> },
          {
            title: '',
            cell: (one) => (
              <Remove
                what={one.displayName}
                title={`${one.displayName} is no longer an owner of ${name}`}
                changes={[{ do: 'remove_app_owner', accountId: one.id, appId }]}
                isAllowed={may('remove_app_owner')}
              />
            ),
          },
        ]}
      />
    </Sheet>
  )
}
