import type { Unit } from '../api.ts'

/** A unit with how much is in it, and who looks after it. */
export type UnitDetails = Unit & {
  readonly people: number
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly roles: readonly { readonly role: string; readonly accountId: string; readonly name: string }[]
}
