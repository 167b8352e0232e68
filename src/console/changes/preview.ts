import type { Change } from '../api.ts'

type Side = {
  readonly count: number
  readonly people: readonly { readonly accountId: string; readonly name: string; readonly app: string }[]
}

/** What changes would do, as the API tells it. */
export type Preview = {
  readonly steps: readonly {
    readonly change: Change
    readonly title: string
    readonly role: string
    /** Administrative units within which the role is enough. */
    readonly within: readonly string[]
    readonly allowed: boolean
    readonly sideEffects: readonly string[]
    readonly isReversible: boolean
  }[]
  readonly impact: {
    readonly gains: Side
    readonly loses: Side
    readonly challenged: Side
    /** People who have a method they may use, and would have none. */
    readonly withoutMethod: Side
    /** People who can reset their own password, and could not. */
    readonly withoutReset: Side
    /** People who would be asked for details that they lack, and those who would wait for an administrator to fill them in. */
    readonly askedDetails: Side
    readonly awaitDetails: Side
    /** For how many people it was decided, of how many for whom it may be otherwise. */
    readonly decided: number
    readonly concerned: number
  }
  readonly locksOutAdministrators: boolean
  /** Administrators who are left, where each of them would first have to set up a method that they do not have; else nobody. */
  readonly administratorsToSetUp: readonly string[]
}
