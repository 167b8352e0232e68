import { scopedOf } from '../../core/changes/held-roles.ts'
import { freshFor } from '../../core/changes/needs-proof.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import type { Job } from '../../store/jobs.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { findClient } from '../clients.ts'
import { commandLine, type Viewer } from '../viewer.ts'

/** Who began a job, as far as the job keeps it. */
export type Began = {
  readonly via: Viewer['via']
  readonly permissions: readonly string[] | null
  /** Whether they had proved a moment before that it is them (SEC-32): it holds for the whole job. */
  readonly isProved: boolean
}

/** What a job keeps of who begins it. */
export function begunBy(viewer: Viewer, now: number): Began {
  const { via, permissions, provedAt } = viewer
  return { via, permissions, isProved: provedAt != null && now - provedAt < freshFor }
}

/**
 * Who began the job, with the roles and permissions they have now: what was taken from them meanwhile is not theirs any more.
 * Throws `auth.forbidden` where they cannot sign in any more.
 */
export async function viewerBehind(admit: Admit, t: TenantDb, job: Job, began: Began): Promise<Viewer> {
  if (began.via === 'command_line') return commandLine(t.tenantId)
  const base = { tenantId: t.tenantId, via: began.via }
  if (began.via === 'app') {
    const app = job.madeBy === null ? null : await findClient(admit, t.tenantId, job.madeBy)
    if (app === null || !app.isEnabled) throw new AppError('auth.forbidden')
    const permissions = (began.permissions ?? []).filter((one) => app.appPermissions.includes(one))
    return { ...base, accountId: null, name: app.name, roles: [], permissions, appId: app.id }
  }
  const person = job.madeBy === null ? null : await findAccount(t, job.madeBy)
  if (person === null || !person.isEnabled || person.deletedAt !== null) throw new AppError('auth.forbidden')
  return {
    ...base,
    accountId: person.id,
    name: person.displayName,
    roles: person.roles,
    scoped: scopedOf(person),
    provedAt: began.isProved ? admit.now() : null,
    permissions: began.permissions,
  }
}
