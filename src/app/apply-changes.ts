import { randomUUID } from 'node:crypto'
import { changeKinds } from '../core/changes/apply.ts'
import type { Change, ChangeKind } from '../core/changes/change.ts'
import { mayDo } from '../core/changes/may-do.ts'
import { needsFreshProof } from '../core/changes/needs-proof.ts'
import { mayEver } from '../core/changes/roles.ts'
import { isScopable } from '../core/changes/within-unit.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { carryOut, type Secrets } from '../store/carry-out.ts'
import type { Entity } from '../store/entities.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { versionBefore } from '../store/versions.ts'
import type { Admit } from './admit.ts'
import { loadSnapshot, withUnits } from './asked.ts'
import { proveDomain } from './domains.ts'
import { mustBeKnownPlace } from './guests/known-place.ts'
import { guardAdministrators, type WaysIn, waysIn } from './guard-administrators.ts'
import { tellBefore, tellOfChanges } from './mail/tell.ts'
import { passFor } from './methods/temporary-pass.ts'
import { mustBeFit } from './must-be-fit.ts'
import { mustStandAsSeen } from './must-stand-as-seen.ts'
import { newTemporaryPassword } from './passwords/temporary.ts'
import { hashPassword } from './passwords.ts'
import { actorOf, mustHaveProved, type Viewer } from './viewer.ts'
import { wayBack } from './way-back.ts'

export type { Secrets } from '../store/carry-out.ts'

export type Applied = {
  readonly operationId: string
  /** How far the journal is with it: what takes it back refuses to write over what others did since. */
  readonly seen: number
  readonly changes: readonly Change[]
  /** What takes it all back, in the order to do it; empty when something cannot be taken back. */
  readonly undo: readonly Change[]
  /** Shown once, to be handed to the person. */
  readonly temporaryPassword: string | null
  /** A Temporary Access Pass, shown once as well. */
  readonly temporaryPass: string | null
}

/** What the caller has seen of an entity: the number of its last entry in the journal, 0 where it has none. */
export type Expected = { readonly entity: Entity; readonly entityId: string; readonly version: number }

/**
 * Carries out changes of the directory in one transaction, each with its journal entry. Throws `change.forbidden` when the
 * viewer's roles do not allow one of them, `change.locks_out_administrators` when nobody could repair it afterwards, and
 * `request.changed_meanwhile` when the entity is not any more what the caller has seen, or a field that they change was changed
 * since the journal had the number `seen`. `also` is done with them, in the
 * same transaction, and `extra` are secrets that belong to them.
 */
export async function applyChanges(
  admit: Admit,
  viewer: Viewer,
  changes: readonly Change[],
  reason: string | null,
  expected: Expected | { readonly seen: number } | null = null,
  also: (t: TenantDb, operationId: string) => Promise<void> = async () => {},
  extra: Secrets = {},
): Promise<Applied> {
  const wantsPassword =
    extra.passwordHash === undefined && changes.some((change) => change.do === 'issue_temporary_password')
  const temporaryPassword = wantsPassword ? await newTemporaryPassword() : null
  const passwordHash = temporaryPassword === null ? undefined : await hashPassword(temporaryPassword)
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const applied = await applyIn(admit, t, viewer, changes, reason, temporaryPassword, passwordHash, extra)
    await also(t, applied.operationId)
    // The journal's head is locked since the first change: whatever came between has been written, and nothing can any more.
    if (expected !== null && 'seen' in expected) await mustStandAsSeen(t, expected.seen, applied.operationId)
    else if (expected !== null && (await versionBefore(t, expected, applied.operationId)) !== expected.version)
      throw new AppError('request.changed_meanwhile')
    return applied
  })
}

/** The same within a transaction at hand; `snapshot` tells the names and the way back. */
export async function applyIn(
  admit: Admit,
  t: TenantDb,
  viewer: Viewer,
  changes: readonly Change[],
  reason: string | null,
  temporaryPassword: string | null,
  passwordHash: string | undefined,
  extra: Secrets = {},
): Promise<Applied> {
  const at = admit.now()
  const operationId = randomUUID()
  const undo: (Change | null)[] = []
  let temporaryPass: string | null = null
  let seen = 0
  let ways: WaysIn | undefined
  // DNS is asked before anything is written, so that nobody waits for it.
  for (const change of changes)
    if (change.do === 'verify_domain') {
      allow(viewer, change, await aroundChange(t, change, at, viewer))
      await proveDomain(admit, t, change.name)
    }
  for (const change of changes) {
    const s = await aroundChange(t, change, at, viewer)
    allow(viewer, change, s)
    // Who may do nothing of it costs nothing more.
    if (ways === undefined) {
      ways = await waysIn(t, changes, at)
      await tellBefore(t, changes, at)
    }
    mustBeFit(change, s)
    if (change.do === 'invite_guest' && change.redirectUrl !== null)
      await mustBeKnownPlace(admit, t, change.redirectUrl)
    undo.unshift(await wayBack(t, change, s))
    const given = passFor(admit, t.tenantId, change)
    if (given !== null && temporaryPass !== null)
      throw new AppError('change.not_possible', { hint: 'Passes are given one by one: each is shown once.' })
    temporaryPass ??= given?.pass ?? null
    const secrets = { ...extra, ...given?.secrets, ...(passwordHash === undefined ? {} : { passwordHash }) }
    ;({ seq: seen } = await carryOut(t, change, { ...actorOf(viewer), reason, operationId, at }, secrets))
  }
  await guardAdministrators(t, ways ?? null, at)
  await tellOfChanges(t, changes, at)
  const back = undo.includes(null) ? [] : (undo as Change[])
  return { operationId, seen, changes, undo: back, temporaryPassword, temporaryPass }
}

/** Whether this viewer may make this change (SEC-31), whenever they last proved that it is them. */
export function mayMake(viewer: Viewer, change: Change, s: Snapshot): boolean {
  try {
    allow({ ...viewer, provedAt: s.now }, change, s)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** Throws unless this viewer may make this change (SEC-31), and has proved it is them where it is sensitive (SEC-32). */
export function allow(viewer: Viewer, change: Change, s: Snapshot): void {
  if (viewer.via === 'command_line') return
  const permitted = rolesOfPermissions(viewer, change)
  // A token does what its permissions and its person's roles both allow: the smaller of the two wins.
  const able = (role: string) => mayEver(role, change.do) || (role === 'guest-inviter' && isInvitation(change))
  if (viewer.via === 'token' && !permitted.some(able)) throw new AppError('auth.forbidden')
  const verdict = mayDo(viewer.via === 'app' ? permitted : viewer.roles, viewer.accountId, change, s, viewer.scoped)
  if (!verdict.ok) throw new AppError('change.forbidden', { change: change.do, needs: verdict.needs })
  if (needsFreshProof(change, s)) mustHaveProved(viewer, s.now)
}

/** What Guest Inviters do, to guests and to nobody else. */
function isInvitation(change: Change): boolean {
  return change.do === 'invite_guest' || (change.do === 'create_account' && change.account.userType === 'guest')
}

/** For each kind of change whether the viewer's roles may do it to somebody without a role: what pages offer and what they grey. */
export function mayViewer(viewer: Viewer): Readonly<Record<string, boolean>> {
  const within = (viewer.scoped ?? []).map(({ role }) => role).filter(isScopable)
  const held = [...viewer.roles, ...within]
  return Object.fromEntries(changeKinds.map((kind) => [kind, held.some((role) => mayEver(role, kind))]))
}

/** Permissions for a few kinds of change alone. Some hold only where a person stands behind: no app makes itself an administrator (SEC-31). */
const narrow: Readonly<
  Record<
    string,
    {
      readonly role: string
      readonly kinds: readonly ChangeKind[]
      readonly isOfPersons?: true
      /** Whether it holds of who asks alone. */
      readonly isOfOwn?: true
    }
  >
> = {
  'User.Invite.All': { role: 'guest-inviter', kinds: ['create_account', 'invite_guest', 'withdraw_invitation'] },
  'User.RevokeSessions.All': { role: 'user-admin', kinds: ['revoke_sessions', 'end_session'] },
  'AppRoleAssignment.ReadWrite.All': {
    role: 'app-admin',
    kinds: [
      ...(['assign_app', 'unassign_app', 'assign_app_to_group', 'unassign_app_from_group'] as const),
      ...(['give_app_role', 'take_app_role', 'give_app_role_to_group', 'take_app_role_from_group'] as const),
    ],
  },
  'RoleManagement.ReadWrite.Directory': {
    role: 'privileged-role-admin',
    kinds: ['assign_role', 'remove_role', 'assign_group_role', 'remove_group_role'],
    isOfPersons: true,
  },
  'AdministrativeUnit.ReadWrite.All': {
    role: 'privileged-role-admin',
    kinds: [
      ...(['put_unit', 'delete_unit', 'add_to_unit', 'remove_from_unit'] as const),
      ...(['add_group_to_unit', 'remove_group_from_unit'] as const),
    ],
    isOfPersons: true,
  },
  'Domain.ReadWrite.All': {
    role: 'global-admin',
    kinds: ['put_domain', 'verify_domain', 'set_default_domain', 'delete_domain', 'set_domain_provider'],
    isOfPersons: true,
  },
  'IdentityProvider.ReadWrite.All': {
    role: 'global-admin',
    kinds: ['put_identity_provider', 'delete_identity_provider', 'set_provider_secret'],
    isOfPersons: true,
  },
  'IdentityUserFlow.ReadWrite.All': { role: 'global-admin', kinds: ['require_details'], isOfPersons: true },
  'Policy.ReadWrite.AuthenticationMethod': { role: 'global-admin', kinds: ['set_lockout', 'allow_method'] },
  'UserAuthenticationMethod.ReadWrite.All': {
    role: 'auth-admin',
    kinds: [
      ...(['set_contact', 'remove_method', 'prefer_method', 'issue_temporary_pass', 'remove_temporary_pass'] as const),
      ...(['unblock_second_factor', 'forget_devices', 'set_mfa_state', 'unlink_identity'] as const),
      'issue_temporary_password',
    ],
  },
  'UserAuthenticationMethod.ReadWrite': {
    role: 'auth-admin',
    kinds: ['remove_method', 'prefer_method'],
    isOfPersons: true,
    isOfOwn: true,
  },
  'DelegatedPermissionGrant.ReadWrite.All': {
    role: 'app-admin',
    kinds: ['consent_for_all', 'revoke_consent_for_all'],
    isOfPersons: true,
  },
}

/** What a permission for people or apps does not bring, though a role that looks after them does: what concerns everybody, and how single people prove themselves. */
const namedOnly: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...(['set_lockout', 'allow_method', 'consent_for_all', 'revoke_consent_for_all'] as const),
  ...(['remove_method', 'issue_temporary_pass', 'remove_temporary_pass', 'unblock_second_factor'] as const),
  ...(['prefer_method', 'forget_devices', 'unlink_identity', 'take_app_role_from_app'] as const),
])

/** What apps are given in other apps. */
const ofApps: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['give_app_role_to_app', 'take_app_role_from_app'])

/** An app acts with the roles its permissions amount to. */
function rolesOfPermissions({ permissions, via, accountId }: Viewer, change: Change): readonly string[] {
  const { do: kind } = change
  const isOwn = 'accountId' in change && change.accountId === accountId
  const roles: Readonly<Record<string, readonly string[]>> = {
    'User.ReadWrite.All': ['user-admin', 'auth-admin', 'helpdesk'],
    'Group.ReadWrite.All': ['groups-admin', 'group-owner'],
    'Directory.ReadWrite.All': ['user-admin', 'groups-admin'],
    'Application.ReadWrite.All': ['app-admin', 'app-owner'],
    'LicenseAssignment.ReadWrite.All': ['licence-admin'],
    'Policy.ReadWrite.ConditionalAccess': ['policy-admin'],
    'Admit.Repair.All': ['instance-admin'],
  }
  return (permissions ?? []).flatMap((permission) => {
    // To give an app more is a person's, who is behind the token (SEC-24).
    if (ofApps.has(kind) && permission === 'AppRoleAssignment.ReadWrite.All' && via === 'token')
      return ['privileged-app-admin']
    const some = Object.hasOwn(narrow, permission) ? narrow[permission] : undefined
    const isTheirs = some?.isOfOwn !== true || isOwn
    const isHeld = some?.kinds.includes(kind) && isTheirs && (some.isOfPersons !== true || via === 'token')
    const broad = namedOnly.has(kind) ? [] : (roles[permission] ?? [])
    return [...broad, ...(some !== undefined && isHeld ? [some.role] : [])]
  })
}

/** A snapshot around the account, app and instance a change is about, for its names, its way back and its guards. */
export async function aroundChange(
  t: TenantDb,
  change: Change,
  now: number,
  viewer: Viewer | null = null,
): Promise<Snapshot> {
  const about = change as { readonly accountId?: string; readonly appId?: string; readonly instanceId?: string }
  // Whether somebody gives a role to a group they are in themselves shows only in who they are.
  const accountId = change.do === 'assign_group_role' ? (viewer?.accountId ?? undefined) : about.accountId
  const asked = {
    person: accountId === undefined ? null : { accountId },
    appId: change.do === 'put_app' ? change.app.id : (about.appId ?? ''),
    instanceId: about.instanceId ?? null,
  }
  return withUnits(t, await loadSnapshot(t, asked, now))
}
