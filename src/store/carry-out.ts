import { randomUUID } from 'node:crypto'
import type { Change, ChangeKind, ChangeOf } from '../core/changes/change.ts'
import { AppError } from '../errors.ts'
import { accountWrites } from './changes/account.ts'
import { appWrites } from './changes/app.ts'
import { credentialWrites } from './changes/credential.ts'
import { groupWrites } from './changes/group.ts'
import { groupKeepingWrites } from './changes/group-keeping.ts'
import { instanceWrites } from './changes/instance.ts'
import { licenceWrites } from './changes/licence.ts'
import { policyWrites } from './changes/policy.ts'
import { roleWrites } from './changes/role.ts'
import { tenantWrites } from './changes/tenant.ts'
import { unitWrites } from './changes/unit.ts'
import type { Write } from './changes/write.ts'
import { readEntity } from './entities.ts'
import { type ActorKind, appendJournal } from './journal.ts'
import type { TenantDb } from './store.ts'

/** Secrets that belong to a change and never stand in it or in the journal. */
export type Secrets = { readonly passwordHash?: string; readonly totpSecret?: Buffer; readonly totpStep?: number }

const writes: { readonly [K in ChangeKind]?: Write<K> } = {
  ...accountWrites,
  ...credentialWrites,
  ...groupWrites,
  ...groupKeepingWrites,
  ...licenceWrites,
  ...policyWrites,
  ...appWrites,
  ...instanceWrites,
  ...roleWrites,
  ...unitWrites,
  ...tenantWrites,
}

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
  const write = writes[change.do] as Write<ChangeKind> | undefined
  if (write === undefined) throw new AppError('change.not_possible', { change: change.do })
  const [entity, entityId] = write.entity(change as ChangeOf<ChangeKind>)
  const before = await readEntity(t, entity, entityId)
  const consequences = await write.run(t, change as ChangeOf<ChangeKind>, { at: by.at, secrets, before })
  const after = await readEntity(t, entity, entityId)
  const state = write.erases ? {} : { before, after }
  const payload = { change, ...state, ...(consequences === undefined ? {} : { consequences }) }
  const seq = await appendJournal(t, { ...by, operationId: by.operationId ?? randomUUID() }, [
    { kind: change.do, entity, entityId, payload },
  ])
  return { seq, entity, entityId }
}
