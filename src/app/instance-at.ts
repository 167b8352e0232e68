import type { Instance } from '../core/instance.ts'
import { listInstancesOf } from '../store/instances.ts'
import { remembered, shapeNow } from '../store/shape.ts'
import type { Admit } from './admit.ts'

/** The instance of an app whose address begins this one: the longest, where several do; null where none does. Read once for each shape. */
export async function instanceAt(
  admit: Admit,
  tenantId: string,
  appId: string,
  address: string,
): Promise<Instance | null> {
  const shape = await shapeNow(admit.store, tenantId)
  if (shape === null) return null
  const all = await remembered(shape, `instances of ${appId}`, (t) => listInstancesOf(t, appId))
  const here = all.filter(({ url }) => address.startsWith(url))
  return here.toSorted((a, b) => b.url.length - a.url.length)[0] ?? null
}
