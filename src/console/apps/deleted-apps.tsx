import { DeletedList } from '../parts/deleted-list.tsx'

/** Apps that can be brought back with all that hangs on them. */
export function DeletedApps() {
  return (
    <DeletedList
      what="app"
      path="admit/deletedApps"
      about="An app is kept for 30 days after it is deleted, with who is assigned, its consents, secrets, certificates and instances. Until it is restored nobody signs in to it."
      beside={[{ title: 'Application id', isExtra: true, cell: (one) => <span className="mono">{one.id}</span> }]}
      restore={(appId) => ({ do: 'restore_app', appId })}
      purge={(appId) => ({ do: 'purge_app', appId })}
    />
  )
}
