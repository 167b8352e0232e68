import type { AppKeepingChange } from './app-keeping.ts'
import type { AppSettings } from './app-settings.ts'
import type { GroupKeepingChange } from './group-keeping.ts'
import type { ProductChange } from './product.ts'
import type { ResetRules } from '../recovery/reset-rules.ts'
import type { SessionRules } from '../sessions/session-rules.ts'
import type { NamedLocation } from '../policy/named-location.ts'
import type { AllowChange } from './allow-change.ts'
import type { AttemptChange } from './attempt-change.ts'
import type { FederationChange } from './federation-change.ts'
import type { GuestChange } from './guest-change.ts'
import type { AdministrativeUnit, Domain } from '../organisation.ts'
import type { AttributeValue, Instant, Policy } from '../snapshot.ts'
import type { DayMethod, MethodChange } from './method-change.ts'
import type { PageChange } from './page-change.ts'
import type { ProfileChange } from './profile-change.ts'
import type { ResetLinkChange } from './reset-link-change.ts'

export type { AppSettings } from './app-settings.ts'

/**
 * A thing that could be done: a remedy of a gate, an edit in What-If and a command of an administrator are this one type,
 * which is what makes a repair sound and its buttons real. Every change is complete: nothing is left to be filled in.
 */
export type Change =
  | AccountChange
  | CredentialChange
  | ResetLinkChange
  | ContactChange
  | MethodChange
  | GuestChange
  | GroupChange
  | GroupKeepingChange
  | ProductChange
  | LicenceChange
  | PolicyChange
  | AppChange
  | AppKeepingChange
  | InstanceChange
  | RoleChange
  | UnitChange
  | TenantChange
  | PageChange
  | AllowChange
  | ProfileChange
  | FederationChange
  | AttemptChange

/** `account.ts`: the person's entry in the directory. Each family below has its file too. */
export type AccountChange =
  | { readonly do: 'create_account'; readonly account: NewAccount }
  | { readonly do: 'update_account'; readonly accountId: string; readonly set: AccountEdit }
  /** Another name that finds the account. */
  | { readonly do: 'add_alias'; readonly accountId: string; readonly name: string }
  | { readonly do: 'remove_alias'; readonly accountId: string; readonly name: string }
  | { readonly do: 'set_attribute'; readonly accountId: string; readonly name: string; readonly value: AttributeValue }
  | { readonly do: 'enable_account'; readonly accountId: string }
  | { readonly do: 'block_account'; readonly accountId: string }
  | { readonly do: 'unlock_account'; readonly accountId: string }
  | { readonly do: 'delete_account'; readonly accountId: string }
  | { readonly do: 'restore_account'; readonly accountId: string }
  /** For good: a deleted account, and what the journal holds of it. */
  | { readonly do: 'purge_account'; readonly accountId: string }
  /** Works out groups and licences of the person anew; errors that no longer hold go. */
  | { readonly do: 'reprocess_account'; readonly accountId: string }

export type NewAccount = {
  readonly id: string
  readonly signInName: string
  readonly displayName: string
  readonly userType: 'member' | 'guest'
  readonly isEnabled: boolean
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

export type AccountEdit = {
  readonly signInName?: string
  readonly displayName?: string
  readonly isEmergency?: boolean
  readonly managerId?: string | null
  readonly passwordNeverExpires?: boolean
  readonly userType?: 'member' | 'guest'
}

/** What the person proves with. The secret itself never travels in a change: doors hand it to `app/` beside it. */
export type CredentialChange =
  | { readonly do: 'issue_temporary_password'; readonly accountId: string }
  | { readonly do: 'change_password'; readonly accountId: string }
  | { readonly do: 'require_password_change'; readonly accountId: string }
  /** *This was not me*: every session ends, and the password is good for nothing until it is reset. */
  | { readonly do: 'report_password'; readonly accountId: string }
  | { readonly do: 'set_mfa_state'; readonly accountId: string; readonly state: 'disabled' | 'enabled' | 'enforced' }
  /** The person proved who they are in other ways than by the password they forgot. */
  | { readonly do: 'reset_own_password'; readonly accountId: string }
  | { readonly do: 'register_method'; readonly accountId: string; readonly kind: DayMethod; readonly name?: string }
  | { readonly do: 'remove_methods'; readonly accountId: string }
  | { readonly do: 'revoke_sessions'; readonly accountId: string }
  | { readonly do: 'end_session'; readonly accountId: string; readonly sessionId: string }

/** Where a person is reached, as Graph names it. */
export type ContactKind = 'email' | 'mobile' | 'alternateMobile' | 'office'

export type ContactChange =
  | {
      readonly do: 'set_contact'
      readonly accountId: string
      readonly contact: ContactKind
      readonly value: string | null
    }
  /** The person says that they are still reached so. */
  | { readonly do: 'confirm_contact'; readonly accountId: string }

export type GroupChange =
  | {
      readonly do: 'create_group'
      readonly group: {
        readonly id: string
        readonly name: string
        readonly description: string | null
        readonly rule: string | null
        /** Left out, a security group. */
        readonly kind?: 'security' | 'microsoft365'
        readonly mailNickname?: string | null
        /** Of a Microsoft 365 group, whether it is a security group too; left out, only one for roles is. */
        readonly isSecurity?: boolean
        readonly visibility?: 'Public' | 'Private'
        /** Said when the group is made and never after. */
        readonly isRoleAssignable?: 'yes' | 'no'
      }
    }
  | {
      readonly do: 'update_group'
      readonly groupId: string
      readonly set: {
        readonly name?: string
        readonly description?: string | null
        readonly externalId?: string | null
        readonly mailNickname?: string
        /** Of a Microsoft 365 group. */
        readonly isSecurity?: boolean
        readonly visibility?: 'Public' | 'Private'
      }
    }
  | { readonly do: 'edit_rule'; readonly groupId: string; readonly rule: string | null }
  | { readonly do: 'delete_group'; readonly groupId: string }
  | { readonly do: 'add_to_group'; readonly accountId: string; readonly groupId: string }
  | { readonly do: 'remove_from_group'; readonly accountId: string; readonly groupId: string }
  | { readonly do: 'nest_group'; readonly childId: string; readonly parentId: string }
  | { readonly do: 'unnest_group'; readonly childId: string; readonly parentId: string }
  /** Works out members and licences of the group anew. */
  | { readonly do: 'reprocess_group'; readonly groupId: string }
  /** Paused, nobody joins or leaves by the rule; on again, all that was missed is made up for. */
  | { readonly do: 'set_group_processing'; readonly groupId: string; readonly state: 'on' | 'paused' }

export type LicenceChange =
  | {
      readonly do: 'assign_licence'
      readonly accountId: string
      readonly productId: string
      readonly disabledPlans: readonly string[]
    }
  | { readonly do: 'remove_licence'; readonly accountId: string; readonly productId: string }
  | {
      readonly do: 'assign_group_licence'
      readonly groupId: string
      readonly productId: string
      readonly disabledPlans: readonly string[]
    }
  | { readonly do: 'remove_group_licence'; readonly groupId: string; readonly productId: string }
  /** Switches a plan on in the path that leaves it off: `groupId` null is the direct assignment. */
  | {
      readonly do: 'switch_plan_on'
      readonly accountId: string
      readonly productId: string
      readonly groupId: string | null
      readonly planId: string
    }
/** Renews or buys: done with the seller, recorded here. */

export type PolicyChange =
  | { readonly do: 'put_policy'; readonly policy: Policy }
  | { readonly do: 'delete_policy'; readonly policyId: string }
  | { readonly do: 'set_policy_state'; readonly policyId: string; readonly state: Policy['state'] }
  | { readonly do: 'exclude_from_policy'; readonly policyId: string; readonly accountId: string }
  | { readonly do: 'put_location'; readonly location: NamedLocation }
  | { readonly do: 'delete_location'; readonly locationId: string }
  | { readonly do: 'add_location_range'; readonly locationId: string; readonly range: string }

export type AppChange =
  | { readonly do: 'put_app'; readonly app: AppSettings }
  | { readonly do: 'enable_app'; readonly appId: string }
  | { readonly do: 'disable_app'; readonly appId: string }
  | {
      readonly do: 'register_redirect'
      readonly appId: string
      readonly uri: string
      readonly kind: 'web' | 'spa' | 'native'
    }
  | { readonly do: 'require_assignment'; readonly appId: string; readonly required: 'yes' | 'no' }
  | { readonly do: 'assign_app'; readonly appId: string; readonly accountId: string }
  | { readonly do: 'unassign_app'; readonly appId: string; readonly accountId: string }
  | { readonly do: 'assign_app_to_group'; readonly appId: string; readonly groupId: string }
  | { readonly do: 'unassign_app_from_group'; readonly appId: string; readonly groupId: string }
  | { readonly do: 'consent'; readonly appId: string; readonly accountId: string; readonly scopes: readonly string[] }
  | { readonly do: 'revoke_consent'; readonly appId: string; readonly accountId: string }
  | { readonly do: 'consent_for_all'; readonly appId: string; readonly scopes: readonly string[] }
  | { readonly do: 'revoke_consent_for_all'; readonly appId: string }

export type InstanceChange =
  | {
      readonly do: 'put_instance'
      readonly instance: {
        readonly id: string
        readonly appId: string
        readonly name: string
        readonly region: string
        readonly url: string
        readonly roles: readonly string[]
      }
    }
  | {
      readonly do: 'set_instance_state'
      readonly instanceId: string
      readonly state: 'enabled' | 'maintenance' | 'disabled'
      readonly until: Instant | null
    }
  | { readonly do: 'set_session_rules'; readonly instanceId: string; readonly rules: SessionRules }
  /** Makes or re-enables the person's record in the instance. */
  | { readonly do: 'put_instance_user'; readonly instanceId: string; readonly accountId: string }
  | { readonly do: 'disable_instance_user'; readonly instanceId: string; readonly accountId: string }
  | {
      readonly do: 'give_instance_role'
      readonly instanceId: string
      readonly accountId: string
      readonly role: string
    }
  | {
      readonly do: 'take_instance_role'
      readonly instanceId: string
      readonly accountId: string
      readonly role: string
    }

/** Without `unitId` a role holds for the whole organisation. */
export type RoleChange =
  | { readonly do: 'assign_role'; readonly accountId: string; readonly role: string; readonly unitId?: string }
  | { readonly do: 'remove_role'; readonly accountId: string; readonly role: string; readonly unitId?: string }
  | { readonly do: 'assign_group_role'; readonly groupId: string; readonly role: string; readonly unitId?: string }
  | { readonly do: 'remove_group_role'; readonly groupId: string; readonly role: string; readonly unitId?: string }

/** Administrative units and who is in them. */
export type UnitChange =
  | { readonly do: 'put_unit'; readonly unit: AdministrativeUnit }
  | { readonly do: 'delete_unit'; readonly unitId: string }
  | { readonly do: 'add_to_unit'; readonly unitId: string; readonly accountId: string }
  | { readonly do: 'remove_from_unit'; readonly unitId: string; readonly accountId: string }
  | { readonly do: 'add_group_to_unit'; readonly unitId: string; readonly groupId: string }
  | { readonly do: 'remove_group_from_unit'; readonly unitId: string; readonly groupId: string }

export type TenantChange =
  | { readonly do: 'put_domain'; readonly domain: Domain }
  /** Its owner has shown a record in DNS: `app/` asks DNS before the change is made. */
  | { readonly do: 'verify_domain'; readonly name: string }
  | { readonly do: 'set_default_domain'; readonly name: string }
  | { readonly do: 'delete_domain'; readonly name: string }
  | { readonly do: 'set_password_lifetime'; readonly days: number | null }
  /** How many wrong passwords lock an account, 5 to 50, and for how many seconds the first time, 5 to 18,000. */
  /** `growth`: how many times as long each lock lasts than the one before; left out, it stays. */
  | { readonly do: 'set_lockout'; readonly threshold: number; readonly seconds: number; readonly growth?: number }
  /** Whether people may reset a forgotten password themselves, and by how many proofs. */
  | { readonly do: 'set_self_service_reset'; readonly rules: ResetRules }
  /** Words that passwords may not be made of: all of them, in the place of those before. */
  | { readonly do: 'set_banned_words'; readonly words: readonly string[] }
  | { readonly do: 'set_password_history'; readonly count: number }
  /** How long a temporary password is good for that is issued from now on. */
  | { readonly do: 'set_temporary_password_days'; readonly days: number }
  /** In which language people are written to who have not said theirs, as BCP 47 has it. */
  | { readonly do: 'set_language'; readonly language: string | null }
  /** A country in two letters, for people without a place of their own. */
  | { readonly do: 'set_usage_location'; readonly country: string | null }
  | { readonly do: 'set_user_consent'; readonly state: 'off' | 'on' }

export type ChangeKind = Change['do']

/** One kind of change, picked from the union. */
export type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly do: K }>
