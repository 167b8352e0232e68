import { type DemoPerson, readDemo } from '../../src/app/demo.ts'

/** The demo company. */
export const demo = await readDemo()

type Keyed = { readonly key: string; readonly id: string }

/** Somebody of the demo company; throws where nobody is called so. */
export const person = (key: string): DemoPerson => found(demo.people, key)

/** The id of a thing of the demo company; throws where it has none such. */
export const idOf = (of: readonly Keyed[], key: string): string => found(of, key).id

function found<T extends Keyed>(of: readonly T[], key: string): T {
  const one = of.find((candidate) => candidate.key === key)
  if (one === undefined) throw new Error(`the demo company has no ${key}`)
  return one
}
