import type { AppDetails } from './details.ts'
import { OwnersSheet } from '../parts/owners-sheet.tsx'
import { useMay } from '../session.tsx'

/** Who looks after the app beside administrators. */
export function AppOwners({ details: { app, owners } }: { readonly details: AppDetails }) {
  const { id: appId, name } = app
  return (
    <OwnersSheet
      {...{ what: 'app', name, owners, may: useMay() }}
      add={(accountId) => ({ do: 'add_app_owner', accountId, appId })}
      remove={(accountId) => ({ do: 'remove_app_owner', accountId, appId })}
    />
  )
}
