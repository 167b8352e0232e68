import { useSession } from '../session.tsx'
import { useQuery } from '@tanstack/react-query'
import { roles } from '../../core/changes/roles.ts'
import {
  type App,
  api,
  type Instance,
  type List,
  type NamedLocation,
  type Product,
  type Unit,
  type User,
} from '../api.ts'
import type { Group } from '../groups/group.ts'

export type Names = {
  readonly groups: readonly Group[]
  readonly apps: readonly App[]
  readonly locations: readonly NamedLocation[]
  readonly users: readonly User[]
  /** The name of whatever has this id; the id itself where nothing has it any more. */
  readonly of: (id: string) => string
}

/** Names of what policies and the journal speak of by id. */
export function useNames(): Names {
  const groups =
    useQuery({ queryKey: ['groups', 'all'], queryFn: () => api<List<Group>>('admit/groups?limit=500') }).data?.value ??
    []
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') }).data?.value ?? []
  const { mayRead } = useSession()
  const locations =
    useQuery({
      queryKey: ['locations'],
      queryFn: () => api<List<NamedLocation>>('admit/locations'),
      enabled: mayRead.includes('policies'),
    }).data?.value ?? []
  const units =
    useQuery({
      queryKey: ['choices', 'units'],
      queryFn: () => api<List<Unit>>('admit/units'),
      enabled: mayRead.includes('roles'),
    }).data?.value ?? []
  const users =
    useQuery({ queryKey: ['users', 'all'], queryFn: () => api<List<User>>('users?$top=500') }).data?.value ?? []
  const products =
    useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') }).data?.value ?? []
  const instances =
    useQuery({ queryKey: ['instances'], queryFn: () => api<List<Instance>>('admit/instances') }).data?.value ?? []
  const known = new Map<string, string>([
    ...groups.map((one) => [one.id, one.name] as const),
    ...apps.map((one) => [one.id, one.name] as const),
    ...[...products, ...products.flatMap((one) => one.plans), ...instances].map((one) => [one.id, one.name] as const),
    ...[...locations, ...units].map((one) => [one.id, one.name] as const),
    ...users.map((one) => [one.id, one.displayName] as const),
    ...Object.entries(roles).map(([key, role]) => [key, role.name] as const),
  ])
  return { groups, apps, locations, users, of: (id) => known.get(id) ?? id }
}
