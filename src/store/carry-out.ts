import { randomUUID } from 'node:crypto'
import type { Change, ChangeKind, ChangeOf } from '../core/changes/change.ts'
import type { Detail } from '../core/profile/details.ts'
import type { AttributeValue } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { accountWrites } from './changes/account.ts'
import { allowWrites } from './changes/allow.ts'
import { appWrites } from './changes/app.ts'
import { appKeepingWrites } from './changes/app-keeping.ts'
import { contactWrites } from './changes/contact.ts'
import { guestWrites } from './changes/guest.ts'
import { federationWrites } from './changes/federation.ts'
import { credentialWrites } from './changes/credential.ts'
import { groupWrites } from './changes/group.ts'
import { groupKeepingWrites } from './changes/group-keeping.ts'
import { instanceWrites } from './changes/instance.ts'
import { licenceWrites } from './changes/licence.ts'
import { methodWrites } from './changes/method.ts'
import { policyWrites } from './changes/policy.ts'
import { profileWrites } from './changes/profile.ts'
import { resetLinkWrites } from './changes/reset-link.ts'
import { roleWrites } from './changes/role.ts'
import { tenantWrites } from './changes/tenant.ts'
import { pageWrites } from './changes/page.ts'
import { unitWrites } from './changes/unit.ts'
import type { Write } from './changes/write.ts'
import { type Entity, readEntity } from './entities.ts'
import type { Subject } from './identities.ts'
import { type ActorKind, appendJournal, type Done } from './journal.ts'
import type { NewPasskey } from './passkeys.ts'
import type { TenantDb } from './store.ts'
import { endSessionsOf } from './logouts.ts'
import { isOwnTurn, takeTurn } from './turn.ts'

/** Secrets that belong to a change and never stand in it or in the journal. */
export type Secrets = {
  readonly passwordHash?: string
  readonly totpSecret?: Buffer
  readonly totpStep?: number
  readonly passkey?: NewPasskey
  readonly recoveryCodes?: readonly Buffer[]
  readonly passHash?: Buffer
  /** Where the codes of a method go: no secret, but nothing for all who read the journal. */
  readonly address?: string
  /** What an identity provider knows us by, sealed. */
  readonly clientSecret?: Buffer
  /** Who the person is at an identity provider. */
  readonly subject?: Subject
  /** What is filled in of a profile: no secret, and nothing that a plan could know. */
  readonly details?: Readonly<Partial<Record<Detail, AttributeValue>>>
}

const writes: { readonly [K in ChangeKind]?: Write<K> } = {
  ...accountWrites,
  ...credentialWrites,
  ...resetLinkWrites,
  ...contactWrites,
  ...methodWrites,
  ...guestWrites,
  ...groupWrites,
  ...groupKeepingWrites,
  ...licenceWrites,
  ...policyWrites,
  ...appWrites,
  ...appKeepingWrites,
  ...instanceWrites,
  ...roleWrites,
  ...unitWrites,
  ...tenantWrites,
  ...pageWrites,
  ...allowWrites,
  ...profileWrites,
  ...federationWrites,
}

/** What ends every session of an account, so that apps are told as well (L2). */
const revoking: ReadonlySet<ChangeKind> = new Set([
  ...(['issue_temporary_password', 'change_password', 'reset_own_password', 'report_password'] as const),
  ...(['remove_methods', 'revoke_sessions', 'block_account', 'delete_account', 'invite_guest'] as const),
  ...(['send_reset_link', 'follow_reset_link'] as const),
])

/** What concerns one account alone: no seat moves by it, and nothing of what all share. */
const ofOneself: ReadonlySet<ChangeKind> = new Set([
  ...([
    'change_password',
    'require_password_change',
    'reset_own_password',
    'follow_reset_link',
    'unlock_account',
    'register_method',
    'set_mfa_state',
    'consent',
    'accept_invitation',
    'link_identity',
    'end_session',
  ] as const),
  ...([
    'make_recovery_codes',
    'remove_method',
    'name_method',
    'prefer_method',
    'set_contact',
    'confirm_contact',
    'complete_profile',
  ] as const),
])

/**
 * Carries out a change of the directory and its consequences, and appends its one journal entry, in the transaction given.
 * Throws an `AppError` where the directory does not allow it; then the transaction is to be abandoned.
 */
export async function carryOut(
  t: TenantDb,
  change: Change,
  by: {
    readonly actor: string | null
    readonly actorKind: ActorKind
    readonly reason: string | null
    readonly operationId: string | null
    readonly at: number
  },
  secrets: Secrets = {},
): Promise<{ readonly seq: number; readonly entity: string; readonly entityId: string }> {
  const { entry } = await write(t, change, { at: by.at, secrets, actor: by.actor })
  const seq = await appendJournal(t, { ...by, operationId: by.operationId ?? randomUUID() }, [entry])
  return { seq, entity: entry.entity, entityId: entry.entityId }
}

/** An entity of the journal as it stands in this transaction. */
export type Standing = { readonly entity: Entity; readonly entityId: string; readonly is: object | null }

/**
 * The same without the journal: gives the entry that is still to be appended, and how its entity stands now. Whoever carries out
 * several changes of one entity, and nothing else meanwhile, gives how the one before left it.
 */
export async function write(
  t: TenantDb,
  change: Change,
  given: {
    readonly at: number
    readonly secrets: Secrets
    readonly left?: Standing | undefined
    readonly actor?: string | null
  },
): Promise<{ readonly entry: Done; readonly standing: Standing }> {
  const write = writes[change.do] as Write<ChangeKind> | undefined
  if (write === undefined) throw new AppError('change.not_possible', { change: change.do })
  if (!isOwnTurn(t)) await takeTurn(t)
  else if (!ofOneself.has(change.do)) throw new Error(`${change.do} concerns more than one account`)
  const [entity, entityId] = write.entity(change as ChangeOf<ChangeKind>)
  const { at, secrets, left, actor = null } = given
  const before = left?.entity === entity && left.entityId === entityId ? left.is : await readEntity(t, entity, entityId)
  const consequences = await write.run(t, change as ChangeOf<ChangeKind>, { at, secrets, before, actor })
  if (revoking.has(change.do) && 'accountId' in change) await endSessionsOf(t, [change.accountId], at)
  const after = await readEntity(t, entity, entityId)
  const state = write.erases ? {} : { before, after }
  const kept = write.kept?.(change as ChangeOf<ChangeKind>) ?? change
  const payload = { change: kept, ...state, ...(consequences === undefined ? {} : { consequences }) }
  return { entry: { kind: change.do, entity, entityId, payload }, standing: { entity, entityId, is: after } }
}
