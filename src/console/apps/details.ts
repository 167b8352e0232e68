import type { App, Instance, Policy } from '../api.ts'

/** An app with all that hangs on it. */
export type AppDetails = {
  readonly app: App
  readonly assigned: readonly {
    readonly id: string
    readonly kind: 'account' | 'group' | 'app'
    readonly name: string
    readonly roleIds: readonly string[]
  }[]
  /** Sign-outs that it has not answered as it should. */
  readonly unanswered: readonly {
    readonly id: string
    readonly account: string | null
    readonly madeAt: number
    readonly state: 'waiting' | 'refused' | 'given_up'
    readonly tries: number
    readonly answer: string | null
  }[]
  readonly owners: readonly { readonly id: string; readonly displayName: string; readonly signInName: string }[]
  readonly instances: readonly Instance[]
  readonly secrets: readonly {
    readonly id: string
    readonly displayName: string | null
    readonly hint: string
    readonly createdAt: number
    readonly startsAt: number
    readonly expiresAt: number | null
  }[]
  readonly certificates: readonly {
    readonly id: string
    readonly displayName: string
    readonly subject: string
    readonly thumbprint: string
    readonly createdAt: number
    readonly startsAt: number
    readonly expiresAt: number
  }[]
  readonly policies: readonly { readonly id: string; readonly name: string; readonly state: Policy['state'] }[]
}
