import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type App, api, type List } from '../api.ts'

/** Permissions of OpenID Connect, which every app may ask for. */
const ofOpenId = ['openid', 'profile', 'email', 'offline_access']

type Props = {
  readonly value: readonly string[]
  readonly onChange: (scopes: readonly string[]) => void
}

/** What an app asks to do in people's names: permissions that apps here expose. */
export function AskedFor({ value, onChange }: Props) {
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const groups = (apps.data?.value ?? [])
    .filter((app) => app.identifierUri !== null && app.scopes.length > 0)
    .map((app) => ({ group: app.name, items: app.scopes.map(({ name }) => `${app.identifierUri}/${name}`) }))
  const known = new Set([...ofOpenId, ...groups.flatMap(({ items }) => items)])
  const gone = value.filter((scope) => !known.has(scope))
  return (
    <MultiSelect
      label="Permissions it asks for"
      placeholder={value.length === 0 ? 'none' : ''}
      searchable
      clearable
      maxDropdownHeight={260}
      value={[...value]}
      data={[
        { group: 'Sign-in', items: ofOpenId },
        ...groups,
        ...(gone.length === 0 ? [] : [{ group: 'No longer there', items: gone }]),
      ]}
      onChange={onChange}
    />
  )
}
