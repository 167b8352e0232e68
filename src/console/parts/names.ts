import { useQuery } from '@tanstack/react-query'
import { roles } from '../../core/changes/roles.ts'
import { type App, api, type Instance, type List, type NamedLocation, type Product, type Unit } from '../api.ts'
import { useSession } from '../session.tsx'
import { useNameOf } from './names-of.ts'

export type Names = {
  readonly apps: readonly App[]
  readonly locations: readonly NamedLocation[]
  /** The name of whatever has this id; the id itself where nothing has it any more. */
  readonly of: (id: string) => string
}

/** Names of all that policies or the journal speak of by id; of people and groups those alone that stand in what is said. */
export function useNames(said: unknown): Names {
  const { mayRead } = useSession()
  const apps = useList<App>('apps')
  const locations = useList<NamedLocation>('locations', mayRead.includes('policies'))
  const units = useList<Unit>('units', mayRead.includes('roles'))
  const products = useList<Product>('products')
  const instances = useList<Instance>('instances')
  const lists = [apps, locations, units, products, products.flatMap((one) => one.plans), instances]
  const known = new Map<string, string>([
    ...lists.flatMap((list) => list.map((one) => [one.id, one.name] as const)),
    ...Object.entries(roles).map(([key, role]) => [key, role.name] as const),
  ])
  const nameOf = useNameOf(idsIn(said).filter((id) => !known.has(id)))
  return { apps, locations, of: (id) => known.get(id) ?? nameOf(id) }
}

/** All of a list that is short in every organisation, from `admit/`. */
function useList<T>(name: string, isSeen = true): readonly T[] {
  const { data } = useQuery({
    queryKey: [name],
    queryFn: () => api<List<T>>(`admit/${name}`),
    enabled: isSeen,
  })
  return data?.value ?? []
}

const idsIn = (said: unknown): readonly string[] =>
  JSON.stringify(said)?.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
