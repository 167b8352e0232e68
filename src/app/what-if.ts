import { applyChange } from '../core/changes/apply.ts'
import type { Change } from '../core/changes/change.ts'
import { missingOf } from '../core/changes/named.ts'
import type { Explanation } from '../core/explain/explain.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { type Asked, loadSnapshot, reasonableProof, withFailures, withAll } from './asked.ts'
import { type Explained, explained } from './explain-for.ts'
import { locate } from './locate.ts'
import { noteQuestion } from './note-question.ts'
import { mustSeePerson } from './sight.ts'
import { sightFor, type Viewer } from './viewer.ts'

export type WhatIf = {
  readonly before: Explained
  readonly after: Explained
  /** Ids of the gates whose answer differs. */
  readonly differs: readonly string[]
}

/**
 * What would be decided now, what after these changes, and what that makes different; `then` is the attempt afterwards where
 * it is another one. Nothing is changed. Throws `group.not_found` and its like where a change names what is not there.
 */
export function whatIf(
  admit: Admit,
  viewer: Viewer,
  asked: Asked,
  changes: readonly Change[],
  then: Asked = asked,
): Promise<WhatIf> {
  const sight = sightFor(viewer, 'Admit.Explain.All')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const s = await withFailures(t, await withAll(t, await loadSnapshot(t, asked, admit.now())), viewer)
    await mustSeePerson(t, sight, s.account?.id ?? null)
    await noteQuestion(t, viewer, 'what_if', s)
    const start =
      then === asked ? s : await withFailures(t, await withAll(t, await loadSnapshot(t, then, s.now)), viewer)
    if (start !== s) await mustSeePerson(t, sight, start.account?.id ?? null)
    let after = changes.reduce(supposed, start)
    // Where nothing is said of the proof, it is one that would be allowed.
    if (then.proof === undefined && after.tenant.methodRules !== start.tenant.methodRules)
      after = { ...after, proof: reasonableProof(after.account, after.tenant, after.now) }
    // Ranges are matched outside of the core: where one changed, the address is placed anew.
    if (after.tenant.locations !== start.tenant.locations || after.attempt.network.ip !== s.attempt.network.ip)
      after =
        after.attempt.network.ip === null
          ? after
          : {
              ...after,
              attempt: { ...after.attempt, network: locate(after.attempt.network.ip, after.tenant.locations) },
            }
    const [a, b] = [explained(s, asked, viewer), explained(after, then, viewer)]
    return { before: a, after: b, differs: differing(a.explanation, b.explanation) }
  })
}

/** After a change; throws where it names a group, a product or something else that is not there. */
function supposed(s: Snapshot, change: Change): Snapshot {
  const missing = missingOf(change, s.tenant)
  if (missing !== null) throw new AppError(`${missing}.not_found`)
  return applyChange(s, change)
}

function differing(a: Explanation, b: Explanation): string[] {
  return a.steps.flatMap((step, i) => {
    const other = b.steps[i]
    const isSame =
      other?.answer.is === step.answer.is &&
      (step.answer.is !== 'stop' || (other.answer.is === 'stop' && other.answer.reason === step.answer.reason))
    return isSame ? [] : [step.gate]
  })
}
