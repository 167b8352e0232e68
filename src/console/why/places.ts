import { useQuery } from '@tanstack/react-query'
import { type App, api, type Instance, type List } from '../api.ts'

/** Where one can sign in: an app, or one instance of it. `value` is the id of the app, and that of the instance after a slash. */
export type Place = { readonly value: string; readonly label: string; readonly isOpen: boolean }

/** Apps and their instances, as one list to choose from. */
export function usePlaces(): readonly Place[] {
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const instances = useQuery({ queryKey: ['instances'], queryFn: () => api<List<Instance>>('admit/instances') })
  if (apps.data === undefined || instances.data === undefined) return []
  const own = (app: App) => instances.data.value.filter((instance) => instance.appId === app.id)
  return [...apps.data.value]
    .sort((a, b) => Number(a.isOwn) - Number(b.isOwn))
    .flatMap((app) =>
      own(app).length === 0
        ? [{ value: app.id, label: app.name, isOpen: app.isEnabled }]
        : own(app).map((instance) => ({
            value: `${app.id}/${instance.id}`,
            label: `${app.name} · ${instance.name}`,
            isOpen: app.isEnabled,
          })),
    )
}
