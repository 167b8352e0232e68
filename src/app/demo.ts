import type { ResetRules } from '../core/recovery/reset-rules.ts'
import { readFile } from 'node:fs/promises'

/** `demo/tenant.json`: the fictitious company, with names where the directory has ids. */
export type DemoFile = {
  readonly tenant: {
    readonly id: string
    readonly name: string
    readonly defaultDomain: string
    readonly domains: readonly { readonly name: string; readonly isVerified: boolean }[]
    readonly passwordLifetimeDays: number
    readonly selfServiceReset: ResetRules
    readonly userConsent: 'on' | 'off'
  }
  readonly products: readonly {
    readonly key: string
    readonly id: string
    readonly name: string
    readonly seats: number
    readonly status: 'enabled' | 'suspended'
    readonly expiresDaysAgo?: number
    readonly plans: readonly { readonly key: string; readonly id: string; readonly name: string }[]
  }[]
  readonly groups: readonly {
    readonly key: string
    readonly id: string
    readonly description: string
    readonly rule?: string
    readonly licences?: readonly { readonly product: string }[]
  }[]
  readonly locations: readonly {
    readonly key: string
    readonly id: string
    readonly isTrusted: boolean
    readonly ranges: readonly string[]
  }[]
  readonly policies: readonly {
    readonly key: string
    readonly id: string
    readonly state: 'on' | 'off' | 'report_only'
    readonly include: { readonly all?: boolean; readonly groups?: readonly string[] }
    readonly exclude: { readonly people?: readonly string[] }
    readonly apps: 'all' | readonly string[]
    readonly locations?: { readonly include: 'any'; readonly exclude: 'trusted' }
    readonly grant: 'mfa' | 'block'
    readonly note: string
  }[]
  readonly apps: readonly DemoApp[]
  readonly instances: readonly {
    readonly key: string
    readonly id: string
    readonly app: string
    readonly name: string
    readonly region: string
    readonly url: string
    readonly state: 'enabled' | 'maintenance'
    readonly maintenanceMinutes?: number
    readonly roles: readonly string[]
  }[]
  readonly automation: {
    readonly id: string
    readonly name: string
    readonly secret: string
    readonly appPermissions: readonly string[]
  }
  readonly publicClient: {
    readonly id: string
    readonly name: string
    readonly redirects: readonly string[]
    readonly asks: readonly string[]
  }
  readonly people: readonly DemoPerson[]
  readonly guests: readonly DemoGuest[]
}

/** Somebody from outside, with the personal account that they come with. */
export type DemoGuest = {
  readonly key: string
  readonly id: string
  readonly personalId: string
  readonly address: string
  readonly displayName: string
  readonly password: string
  readonly about: string
}

export type DemoApp = {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly description: string
  readonly redirects: readonly string[]
  readonly home: string
  readonly secret: string
  readonly asks: readonly string[]
  readonly assignmentRequired: boolean
  readonly isEnabled?: boolean
  readonly groups?: readonly string[]
  readonly requiredPlan?: string
  readonly identifierUri?: string
  readonly scopes?: readonly { readonly name: string; readonly title: string; readonly consent: 'user' | 'admin' }[]
  readonly adminConsent?: readonly string[]
}

export type DemoPerson = {
  readonly key: string
  readonly id: string
  readonly signInName: string
  readonly displayName: string
  readonly password: string
  readonly totpSecret?: string
  readonly attributes: Readonly<Record<string, string>>
  readonly about: string
  readonly groups?: readonly string[]
  readonly roles?: readonly string[]
  readonly instances?: Readonly<Record<string, readonly string[]>>
  readonly licences?: readonly (string | { readonly product: string; readonly disabledPlans: readonly string[] })[]
  readonly manager?: string
  readonly isEmergency?: boolean
  readonly isEnabled?: boolean
  readonly deleted?: boolean
  readonly mustChangePassword?: boolean
  readonly passwordAgeDays?: number
  readonly mfaState?: 'enabled' | 'enforced'
  readonly lockedForMinutes?: number
  readonly firstTime?: boolean
  /** Codes of what is in the way, and the code of the root where it lies deeper. */
  readonly faults?: readonly string[]
  readonly root?: string
  readonly tries?: string
}

/** The demo company's file. */
export async function readDemo(): Promise<DemoFile> {
  return JSON.parse(await readFile(new URL('../../demo/tenant.json', import.meta.url), 'utf8')) as DemoFile
}
