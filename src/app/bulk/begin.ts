import { randomUUID } from 'node:crypto'
import { isOfContact } from '../../core/changes/who-resets.ts'
import { AppError } from '../../errors.ts'
import { insertLines, type NewLine } from '../../store/bulk-lines.ts'
import { insertJob, setInput } from '../../store/jobs.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { mayViewer } from '../apply-changes.ts'
import { actorOf, hasPermission, mustHaveProved, type Viewer } from '../viewer.ts'
import { type Began, begunBy } from './acting.ts'
import { type OperationName, operations } from './operations.ts'
import { mostLines, readBulk } from './read-lines.ts'
import { sealPassword } from './sealed-password.ts'

/** What a bulk's job keeps. */
export type BulkInput = {
  readonly operation: OperationName
  readonly file: string
  readonly run: 'for_real' | 'dry'
  readonly lines: number
  /** Lines that could not be read. */
  readonly bad: number
  readonly warnings: readonly string[]
  readonly began: Began
}

/** Lines by what came of them. */
export type BulkResult = { done: number; same: number; bad: number }

export type BulkBegun = {
  readonly id: string
  readonly lines: number
  readonly bad: number
  readonly warnings: readonly string[]
}

/** A file is read whole. */
export const mostBytes = 10 * 1024 * 1024

/** Lines kept by one statement. */
const batch = 1000

/**
 * Keeps the lines of a file and begins the job that does them. Throws `bulk.file_invalid` with what is wrong with its
 * headings, `bulk.too_many_lines`, and `auth.forbidden` where the viewer may do it to nobody.
 */
export async function beginBulk(
  admit: Admit,
  viewer: Viewer,
  asked: { readonly operation: OperationName; readonly file: string; readonly run: BulkInput['run'] },
  bytes: Uint8Array,
): Promise<BulkBegun> {
  const now = admit.now()
  const operation = operations[asked.operation]
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await mustBeAble(t, viewer, asked.operation)
    const read = readBulk(bytes, operation)
    if ('faults' in read) throw new AppError('bulk.file_invalid', { hint: read.faults.join('; '), faults: read.faults })
    if (isSensitive(read.columns)) mustHaveProved(viewer, now)
    const id = randomUUID()
    const { actor, actorKind } = actorOf(viewer)
    // The lines stand below the job; how many there are is known at their end.
    const job = { id, kind: 'bulk', queue: 'bulk', input: null, madeBy: actor, madeByKind: actorKind, madeAt: now }
    await insertJob(t, job)
    const { lines, bad } = await keepLines(admit, t, id, read.lines)
    const input: BulkInput = {
      ...asked,
      file: asked.file.slice(0, 200),
      lines,
      bad,
      warnings: read.warnings,
      began: begunBy(viewer, now),
    }
    await setInput(t, id, input, lines)
    return { id, lines, bad, warnings: read.warnings }
  })
}

async function keepLines(admit: Admit, t: TenantDb, jobId: string, from: Iterable<NewLine>) {
  let [lines, bad] = [0, 0]
  let some: NewLine[] = []
  const keep = async () => {
    if (some.length > 0) await insertLines(t, jobId, some)
    some = []
  }
  for (const line of from) {
    lines++
    if ('bad' in line) bad++
    if (lines > mostLines) throw new AppError('bulk.too_many_lines', { most: mostLines, hint: 'Split the file.' })
    some.push(sealed(admit, line))
    if (some.length === batch) await keep()
  }
  await keep()
  return { lines, bad }
}

function sealed(admit: Admit, line: NewLine): NewLine {
  if (!('fields' in line) || line.fields['password'] === undefined) return line
  return { ...line, fields: { ...line.fields, password: sealPassword(admit, line.fields['password']) } }
}

/** Permissions of which a token needs one; which changes it lets make is asked of each line. */
const writing = ['User', 'Group', 'Directory', 'LicenseAssignment'].map((what) => `${what}.ReadWrite.All`)

/** Throws unless the viewer may do it to somebody; owners look after who is in their groups. */
async function mustBeAble(t: TenantDb, viewer: Viewer, name: OperationName): Promise<void> {
  const asked = name === 'invite' ? [...writing, 'User.Invite.All'] : writing
  if (!hasPermission(viewer, asked))
    throw new AppError('auth.forbidden', { hint: `one of ${asked.join(', ')} is asked` })
  const may = mayViewer(viewer)
  if (viewer.via === 'app' || operations[name].does.some((kind) => may[kind])) return
  const isOfMembers = name === 'add-members' || name === 'remove-members'
  const { groups } = await loadTenantPart(t)
  const owns = Object.values(groups).some(({ ownerIds }) => ownerIds?.includes(viewer.accountId ?? '') === true)
  // Guests may be added by those who may add nobody else.
  const invites = name === 'invite' && viewer.roles.includes('guest-inviter')
  if (!(isOfMembers && owns) && !invites) throw new AppError('auth.forbidden')
}

/** Whether a column says how people prove who they are, or are reached. */
function isSensitive(columns: readonly string[]): boolean {
  return columns.some(
    (name) =>
      name === 'password' ||
      name === 'newSignInName' ||
      isOfContact({ do: 'set_attribute', accountId: '', name, value: null }),
  )
}
