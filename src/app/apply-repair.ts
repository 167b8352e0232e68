import { repair } from '../core/repair/repair.ts'
import { AppError } from '../errors.ts'
import type { Secrets } from '../store/carry-out.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { type Applied, applyIn } from './apply-changes.ts'
import { type Asked, loadSnapshot, withAll } from './asked.ts'
import { type Explained, explained } from './explain-for.ts'
import type { Change } from '../core/changes/change.ts'
import type { Detail } from '../core/profile/details.ts'
import { newTemporaryPassword } from './passwords/temporary.ts'
import { hashPassword } from './passwords.ts'
import { readDetails } from './read-details.ts'
import { mustSeePerson } from './sight.ts'
import { hasPermission, sightFor, type Viewer } from './viewer.ts'

type Typed = Readonly<Partial<Record<Detail, string>>>

export type Repaired = Applied & { readonly after: Explained }

/**
 * Carries out one plan of a repair: its directory steps, in one transaction, and decides again. The plan is computed anew
 * from the directory as it is; `change.conflict` when it is no longer among the plans, `repair.needs_thought` when it may not be
 * pressed (a control goes off for many, or somebody grants to themselves). `typed` is what a step is to fill in of a profile;
 * `request.invalid` where that will not do.
 */
export async function applyRepair(
  admit: Admit,
  viewer: Viewer,
  asked: Asked,
  planId: string,
  reason: string | null,
  typed: Typed = {},
): Promise<Repaired> {
  if (!hasPermission(viewer, ['Admit.Repair.All'])) throw new AppError('auth.forbidden')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const before = await withAll(t, await loadSnapshot(t, asked, admit.now()))
    if (before.account?.id !== viewer.accountId || viewer.accountId === null)
      await mustSeePerson(t, sightFor(viewer, 'Admit.Repair.All', 'explain'), before.account?.id ?? null)
    const plan = repair(before, { actorId: viewer.accountId }).plans.find(({ id }) => id === planId)
    if (plan === undefined) throw new AppError('change.conflict')
    if (!plan.mayPress) throw new AppError('repair.needs_thought')
    const steps = plan.steps.filter((step) => step.by === 'press' || step.by === 'outside').map((step) => step.change)
    const isReset = steps.some((change) => change.do === 'issue_temporary_password')
    const temporaryPassword = isReset ? await newTemporaryPassword() : null
    const passwordHash = temporaryPassword === null ? undefined : await hashPassword(temporaryPassword)
    const applied = await applyIn(
      admit,
      t,
      viewer,
      steps,
      reason,
      temporaryPassword,
      passwordHash,
      detailsFor(steps, typed),
    )
    const after = await loadSnapshot(t, asked, admit.now())
    return { ...applied, after: explained(after, asked, viewer) }
  })
}

/** What the steps fill in of a profile, as the directory keeps it. */
function detailsFor(steps: readonly Change[], typed: Typed): Secrets {
  const details = steps.flatMap((step) => (step.do === 'fill_in_profile' ? step.details : []))
  if (details.length === 0) return {}
  const { values, problems } = readDetails(details, typed)
  const [first] = Object.entries(problems)
  if (first !== undefined) throw new AppError('request.invalid', { field: first[0], hint: first[1], problems })
  return { details: values }
}
