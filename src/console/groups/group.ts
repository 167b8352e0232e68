export type Group = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly rule: string | null
  readonly kind: 'security' | 'microsoft365'
  /** A Microsoft 365 group may be a security group too. */
  readonly isSecurity: boolean
  readonly visibility: 'Public' | 'Private' | null
  readonly isRoleAssignable: boolean
  readonly mailNickname: string | null
  readonly processing: 'not_started' | 'updating' | 'up_to_date' | 'paused' | 'error'
  readonly licencesProcessing: 'updating' | 'up_to_date' | 'error'
  readonly processedAt: number | null
  readonly members: number
  readonly licences: readonly {
    readonly productId: string
    readonly product: string
    readonly disabledPlans: readonly string[]
  }[]
}

export type GroupDetails = Group & {
  /** What keeps its members or its licences from being worked out. */
  readonly problem: { readonly code: string; readonly message: string } | null
  readonly owners: readonly { readonly id: string; readonly displayName: string; readonly signInName: string }[]
  readonly roles: readonly { readonly role: string; readonly unitId: string | null; readonly unit: string | null }[]
  readonly people: readonly {
    readonly id: string
    readonly displayName: string
    readonly signInName: string
    readonly how: 'direct' | 'rule'
  }[]
  readonly parents: readonly { readonly id: string; readonly name: string }[]
  /** The groups within it. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly apps: readonly { readonly id: string; readonly name: string }[]
}

export type RulePreview =
  | {
      readonly ok: false
      /** `at` in characters of the rule, counted from 0; `end` is the first behind it. */
      readonly error: {
        readonly message: string
        readonly at: { readonly start: number; readonly end: number }
        readonly suggestion?: string
      }
    }
  | {
      readonly ok: true
      readonly matches: number
      readonly joins: readonly { readonly id: string; readonly name: string }[]
      readonly leaves: readonly { readonly id: string; readonly name: string }[]
      readonly joining: number
      readonly leaving: number
    }
