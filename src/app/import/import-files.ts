import { createHash, randomUUID } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { recordPeople, writePeople } from '../../store/carry-out-people.ts'
import { appendJournal, type By } from '../../store/journal.ts'
import { leaveUnsettled, settleAtLast } from '../../store/settle.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { guardAdministrators, waysIn } from '../guard-administrators.ts'
import { hashPassword, keepImported } from '../passwords.ts'
import type { Viewer } from '../viewer.ts'
import { readCsv } from './csv.ts'
import { type Counts, type Draft, newDraft } from './draft.ts'
import { readGraph } from './graph.ts'
import { readHere } from './here.ts'
import { planPeople } from './plan-people.ts'
import { planAccess, planApps, planGrants } from './plan-apps.ts'
import { planDomains, planOwners, planRoles, planUnitMembers, planUnits } from './plan-roles.ts'
import { planGroups, planLocations, planPolicies, planProducts } from './plan-structure.ts'
import { type GivenFile, noRecords, type Records, type Told, type WantedPerson } from './records.ts'
import { decoded } from './text.ts'
import { weakPasswords } from './weak-passwords.ts'

export type ImportOptions = { readonly mode: 'all_or_nothing' | 'partial'; readonly run: 'for_real' | 'dry' }

export type ImportReport = {
  /** `refused`: something is bad, and nothing was done. `same`: all of it was here already. */
  readonly outcome: 'done' | 'same' | 'refused' | 'dry'
  readonly files: readonly { readonly name: string; readonly kind: 'csv' | 'graph'; readonly sha256: string }[]
  readonly faults: readonly Told[]
  readonly notes: readonly Told[]
  readonly counts: Counts
  /** Changes made, each with its entry in the journal; in a dry run those that would be. */
  readonly changes: number
  /** How often rules moved somebody between groups, or licences followed: a person may be among both. */
  readonly moved: number
  readonly operationId: string | null
}

/**
 * Imports files of people, groups, products, places and policies in one transaction. With a fault anywhere nothing is
 * done, unless the rest is wanted (`partial`). What is here already is left as it is: a second run changes nothing.
 */
export async function importFiles(
  admit: Admit,
  viewer: Viewer,
  given: readonly GivenFile[],
  { mode, run }: ImportOptions,
): Promise<ImportReport> {
  if (viewer.via !== 'command_line' && !viewer.roles.includes('global-admin')) throw new AppError('auth.forbidden')
  const records = noRecords()
  const files = given.map((file) => readFile(file, records))
  const report = (
    draft: Draft,
    outcome: ImportReport['outcome'],
    done: { readonly changes: number; readonly moved: number; readonly operationId: string | null },
  ): ImportReport => ({
    outcome,
    files,
    faults: inOrder(
      draft.faults,
      files.map(({ name }) => name),
    ),
    notes: inOrder(
      draft.notes,
      files.map(({ name }) => name),
    ),
    counts: draft.counts,
    ...done,
  })
  const nothing = { changes: 0, moved: 0, operationId: null }

  // Each password takes a while to hash: it is done before anything is locked.
  const first = await withTenant(admit.store, viewer.tenantId, (t) => planned(admit, t, records, admit.now()))
  if (first.faults.length > 0 && mode === 'all_or_nothing') return report(first, 'refused', nothing)
  if (run === 'dry') return report(first, 'dry', { ...nothing, changes: changesIn(first) })
  if (changesIn(first) === 0) return report(first, 'same', nothing)
  const hashes = await hashed([...first.passwords.values()])

  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await leaveUnsettled(t)
    const at = admit.now()
    // The directory may have moved on since: what is done is planned of what is locked.
    const draft = await planned(admit, t, records, at)
    if (draft.faults.length > 0 && mode === 'all_or_nothing') return report(draft, 'refused', nothing)
    const by: By = {
      actor: viewer.accountId,
      actorKind: viewer.via === 'command_line' ? 'command_line' : 'person',
      reason: `import of ${files.map(({ name }) => name).join(', ')}`.slice(0, 1000),
      operationId: randomUUID(),
      at,
    }
    const people = [...draft.people].map(([accountId, changes]) => {
      const person = draft.passwords.get(accountId)
      const passwordHash = person === undefined ? undefined : hashes.get(person)
      return { accountId, changes, ...(passwordHash === undefined ? {} : { passwordHash }) }
    })
    const all = [...draft.structure, ...people.flatMap((one) => one.changes), ...last(draft)]
    const ways = await waysIn(t, all, at)
    for (const change of draft.structure) await carryOut(t, change, by)
    const written = await writePeople(t, people, at)
    const { moved } = await settleAtLast(t, at)
    const recorded = await recordPeople(t, written, by)
    for (const change of last(draft)) await carryOut(t, change, by)
    const changes = draft.structure.length + last(draft).length + recorded
    await guardAdministrators(t, ways, at)
    await appendJournal(t, by, [
      {
        kind: 'import',
        entity: 'tenant',
        entityId: 'tenant',
        payload: { after: { files, counts: draft.counts, faults: draft.faults.length, moved } },
      },
    ])
    return report(draft, 'done', { changes, moved, operationId: by.operationId })
  })
}

function readFile({ name, bytes }: GivenFile, records: Records): ImportReport['files'][number] {
  const text = decoded(bytes)
  const kind = /^\s*[[{]/.test(text.text) ? 'graph' : 'csv'
  if (kind === 'graph') readGraph(name, text, records)
  else readCsv(name, text, records)
  return { name, kind, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const plans = [
  ...[planDomains, planUnits, planLocations, planProducts, planApps, planGroups, planPeople],
  ...[planOwners, planRoles, planUnitMembers, planAccess, planGrants, planPolicies],
]

async function planned(admit: Admit, t: TenantDb, records: Records, now: number): Promise<Draft> {
  const here = await readHere(t, records)
  const draft = newDraft(records, here, now, await weakPasswords(admit, records.people, here))
  for (const plan of plans) plan(draft)
  for (const [id, changes] of draft.people) if (changes.length === 0) draft.people.delete(id)
  return draft
}

/** What is done when the people are there. */
function last({ later, policies, deletions }: Draft) {
  return [...later, ...policies, ...deletions]
}

function changesIn(draft: Draft): number {
  return (
    draft.structure.length +
    last(draft).length +
    [...draft.people.values()].reduce((sum, changes) => sum + changes.length, 0)
  )
}

/** A hash for each person, their own or one with a salt of its own; as many at a time as there are cores. */
async function hashed(people: readonly WantedPerson[]): Promise<ReadonlyMap<WantedPerson, string>> {
  const each = people.map(async (person) => {
    const { password = '', passwordHash } = person
    const kept = passwordHash === undefined ? hashPassword(password, 'whenever') : keepImported(passwordHash)
    return [person, await kept] as const
  })
  return new Map(await Promise.all(each))
}

function inOrder(told: readonly Told[], files: readonly string[]): readonly Told[] {
  return told
    .map((one, i) => ({ one, i }))
    .sort(
      (a, b) =>
        files.indexOf(a.one.file) - files.indexOf(b.one.file) || (a.one.line ?? 0) - (b.one.line ?? 0) || a.i - b.i,
    )
    .map(({ one }) => one)
}
