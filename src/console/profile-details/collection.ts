import type { Detail } from '../../core/profile/details.ts'

type Inputs = { readonly inputs: readonly { readonly attribute: Detail; readonly editable: boolean }[] }

/** What is asked of people about themselves, as the API tells it. */
export type Collection = {
  readonly members: Inputs
  readonly guests: Inputs
  readonly attributes: readonly {
    readonly id: Detail
    readonly displayName: string
    /** Whether people fill it in themselves. */
    readonly editable: boolean
    /** The groups whose rules read it, so that only an administrator does. */
    readonly readByRulesOf: readonly string[]
  }[]
}
