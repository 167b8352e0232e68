import type { Snapshot } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { countQuestions, insertQuestion, type Question } from '../store/questions.ts'
import type { TenantDb } from '../store/store.ts'
import { actorOf, type Viewer } from './viewer.ts'

/** Questions about others that one person, or one app, may ask in a minute: more than a desk does, less than a harvest takes. */
export const questionsAllowed = { person: 300, app: 1200 } as const
const minute = 60_000

/**
 * Writes down who asked why about whom; what is not written down is not answered (SEC-33). What people ask about themselves
 * is their own. Throws `rate.limited` when one viewer asks too much (SEC-40); the count is the database's, shared by all servers.
 */
export async function noteQuestion(
  t: TenantDb,
  viewer: Viewer,
  kind: Question['kind'],
  s: Snapshot,
  reference: string | null = null,
): Promise<void> {
  const accountId = s.account?.id ?? null
  if (accountId !== null && accountId === viewer.accountId) return
  const { actor, actorKind } = actorOf(viewer)
  if (actor !== null) {
    const asked = await countQuestions(t, actor, s.now - minute)
    if (asked >= questionsAllowed[viewer.via === 'app' ? 'app' : 'person'])
      throw new AppError('rate.limited', { retryAfter: 60 })
  }
  await insertQuestion(t, { at: s.now, kind, actor, actorKind, accountId, appId: s.attempt.appId, reference })
}
