import { accountFor } from '../../core/changes/account.ts'
import type { Change } from '../../core/changes/change.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'
import {
  forgetFields,
  type LineResult,
  type OpenLine,
  openLines,
  saveResults,
  subjectsAbove,
} from '../../store/bulk-lines.ts'
import { carryOut } from '../../store/carry-out.ts'
import { type PersonChange, type PersonChanges, recordPeople, writePeople } from '../../store/carry-out-people.ts'
import type { By } from '../../store/journal.ts'
import type { Job } from '../../store/jobs.ts'
import { inSavepoint, tried } from '../../store/savepoint.ts'
import { leaveUnsettled, settleAtLast } from '../../store/settle.ts'
import type { TenantDb } from '../../store/store.ts'
import { unitsOfAccount } from '../../store/units.ts'
import type { Admit } from '../admit.ts'
import { allow } from '../apply-changes.ts'
import { mustBeFit } from '../must-be-fit.ts'
import { snapshotOf } from '../asked.ts'
import { guardAdministrators, waysIn } from '../guard-administrators.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import { tellOfChanges } from '../mail/tell.ts'
import { hashPassword } from '../passwords.ts'
import { actorOf, type Viewer } from '../viewer.ts'
import { viewerBehind } from './acting.ts'
import type { BulkInput, BulkResult } from './begin.ts'
import type { OperationName } from './operations.ts'
import { type Plan, planLines } from './plan.ts'
import { bad, done, resultOf } from './result-of.ts'
import { openPassword } from './sealed-password.ts'

/** Lines done in one transaction: so many that what is locked meanwhile is free again within a second. */
const most = { bySets: 200, oneByOne: 50, hashed: 40 }

/** Operations whose changes are written by sets; the others one by one. */
const bySets: ReadonlySet<OperationName> = new Set<OperationName>(['create', 'update', 'add-members'])

type ToDo = Extract<Plan, { readonly changes: readonly Change[] }>

type Doing = {
  readonly admit: Admit
  readonly t: TenantDb
  readonly viewer: Viewer
  readonly input: BulkInput
  readonly by: By
  readonly results: Map<number, LineResult>
}

/** Does the lines of a file, some at a time; what came of each is written in the transaction that did it (REL-05). */
export const bulk: JobKind = {
  async piece(admit, t, job) {
    const input = job.input as BulkInput
    const before = (job.result ?? { done: 0, same: 0, bad: input.bad }) as BulkResult
    const piece = bySets.has(input.operation) ? most.bySets : most.oneByOne
    const found = await openLines(t, job.id, (job.cursor as number | null) ?? 0, piece)
    const lines = found.some(({ fields }) => 'password' in fields) ? found.slice(0, most.hashed) : found
    const viewer = await viewerBehind(admit, t, job, input.began)
    const by: By = {
      ...actorOf(viewer),
      reason: `bulk ${input.operation} of ${input.file}`.slice(0, 1000),
      operationId: job.id,
      at: admit.now(),
    }
    const doing: Doing = { admit, t, viewer, input, by, results: new Map() }
    const open = input.run === 'dry' ? await withoutRepeated(doing, job, lines) : lines
    await (input.run === 'dry' ? tried(t, () => doLines(doing, open)) : doLines(doing, open))
    if (doing.results.size > 0) await saveResults(t, job.id, doing.results)
    const result = { ...before }
    for (const { outcome } of doing.results.values()) result[outcome] += 1
    return {
      done: result.done + result.same + result.bad,
      total: input.lines,
      cursor: lines.at(-1)?.n ?? job.cursor,
      result,
      next: lines.length === found.length && found.length < piece ? 'over' : 'more',
    }
  },
  ended: (t, job) => forgetFields(t, job.id),
}

/** A dry run takes back what it did: what a line above would have done is known by its result alone. */
async function withoutRepeated(
  { t, input, results }: Doing,
  job: Job,
  lines: readonly OpenLine[],
): Promise<readonly OpenLine[]> {
  if (!['create', 'invite', 'delete', 'restore'].includes(input.operation) || lines[0] === undefined) return lines
  const subjects = lines.map(({ subject }) => subject)
  const above = await subjectsAbove(t, job.id, lines[0].n, subjects)
  return lines.filter(({ n, subject }) => {
    if (above.has(subject)) results.set(n, bad('bulk.line_repeated', 'a line above does the same'))
    return !above.has(subject)
  })
}

async function doLines(doing: Doing, lines: readonly OpenLine[]): Promise<void> {
  for (let left = opened(doing, lines); left.length > 0; ) {
    const { plans, rest, here } = await planLines(doing.admit, doing.t, doing.input.operation, left, doing.by.at)
    const toDo: ToDo[] = []
    for (const plan of plans) {
      const result = 'result' in plan ? plan.result : await refusal(doing, plan, here.tenant)
      if (result !== null) doing.results.set(plan.line.n, result)
      else if ('changes' in plan) toDo.push(plan)
    }
    await doParts(doing, await hashed(toDo))
    left = rest
  }
}

/** The lines with the passwords that were sealed; one sealed with the key of another data folder is told. */
function opened({ admit, results }: Doing, lines: readonly OpenLine[]): readonly OpenLine[] {
  return lines.flatMap((line) => {
    const sealed = line.fields['password']
    if (sealed === undefined) return [line]
    try {
      return [{ ...line, fields: { ...line.fields, password: openPassword(admit, sealed) } }]
    } catch {
      results.set(line.n, bad('bulk.line_invalid', 'this server cannot open the password: it has another master key'))
      return []
    }
  })
}

/** Whether the viewer may not do it, or the name is not one of theirs to give: asked of each change as if it were the only one. */
async function refusal({ t, viewer, by }: Doing, plan: ToDo, tenant: TenantPart): Promise<LineResult | null> {
  let account: Account | null = plan.account
  if (account !== null && (viewer.scoped ?? []).length > 0)
    account = { ...account, unitIds: await unitsOfAccount(t, account.id) }
  try {
    for (const change of plan.changes) {
      const asked = { person: { accountId: plan.accountId }, appId: '' }
      const name = { signInName: account?.signInName ?? null, nearNames: [] }
      const s = snapshotOf(asked, name, { tenant, account, app: null, instance: null }, by.at)
      allow(viewer, change, s)
      mustBeFit(change, s)
      if (change.do === 'create_account') account = accountFor(change.account)
    }
    return null
  } catch (error) {
    const result = resultOf(error)
    if (result === null) throw error
    return result
  }
}

type Hashed = ToDo & { readonly passwordHash?: string }

/** Each password takes a while: it is hashed before anything is locked. */
function hashed(plans: readonly ToDo[]): Promise<readonly Hashed[]> {
  return Promise.all(
    plans.map(async (plan) =>
      plan.password === undefined ? plan : { ...plan, passwordHash: await hashPassword(plan.password, 'whenever') },
    ),
  )
}

/** Does them together; where the directory refuses it, each half by itself, down to the line that it refuses. */
async function doParts(doing: Doing, plans: readonly Hashed[]): Promise<void> {
  const [first] = plans
  if (first === undefined) return
  try {
    await inSavepoint(doing.t, () => doTogether(doing, plans))
    for (const { line } of plans) doing.results.set(line.n, done)
  } catch (error) {
    const result = resultOf(error)
    if (result === null) throw error
    if (plans.length === 1) {
      doing.results.set(first.line.n, result)
      return
    }
    const half = Math.ceil(plans.length / 2)
    await doParts(doing, plans.slice(0, half))
    await doParts(doing, plans.slice(half))
  }
}

async function doTogether({ t, by, input }: Doing, plans: readonly Hashed[]): Promise<void> {
  await leaveUnsettled(t)
  const all = plans.flatMap(({ changes }) => changes)
  const ways = await waysIn(t, all, by.at)
  if (bySets.has(input.operation)) {
    const written = await writePeople(t, byPerson(plans), by.at)
    await settleAtLast(t, by.at)
    await recordPeople(t, written, by)
  } else {
    for (const change of all) await carryOut(t, change, by)
    await settleAtLast(t, by.at)
  }
  await guardAdministrators(t, ways, by.at)
  await tellOfChanges(t, all, by.at)
}

function byPerson(plans: readonly Hashed[]): readonly PersonChanges[] {
  const people = new Map<string, PersonChanges>()
  for (const { accountId, changes, passwordHash } of plans)
    people.set(accountId, {
      accountId,
      changes: [...(people.get(accountId)?.changes ?? []), ...(changes as readonly PersonChange[])],
      ...(passwordHash === undefined ? {} : { passwordHash }),
    })
  return [...people.values()]
}
