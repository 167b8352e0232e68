import { createHmac } from 'node:crypto'
import { afterTry, type SourceTries, waitOf } from '../../core/lockout/spray.ts'
import { AppError } from '../../errors.ts'
import { findTries, holdTries, saveTries } from '../../store/sign-in-sources.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { sourceOf } from './familiar.ts'
import { say } from '../words/say.ts'

/**
 * Throws `rate.limited` while the address has to wait, because it came with wrong passwords of many (SEC-04). Whose name it
 * comes with makes no difference, nor whether the password is right.
 */
export async function mustNotWait(admit: Admit, t: TenantDb, ip: string | null): Promise<void> {
  const source = sourceOf(ip)
  if (source !== null) refuse(admit, await findTries(t, source))
}

/**
 * Keeps that the address came with a right or a wrong password of somebody, or asked to reset one, which counts as a wrong one; and throws `rate.limited` where it had to wait
 * by now: of tries at the same moment, each sees those before.
 */
export async function countTry(
  admit: Admit,
  t: TenantDb,
  tried: { readonly name: string; readonly ip: string | null; readonly was: 'right' | 'wrong' },
): Promise<void> {
  const source = sourceOf(tried.ip)
  if (source === null) return
  const now = admit.now()
  const name = createHmac('sha256', admit.vault.keyFor('names tried'))
    .update(`${t.tenantId} ${tried.name}`)
    .digest('base64url')
    .slice(0, 12)
  const seen = await findTries(t, source)
  refuse(admit, seen)
  // Most tries say nothing new, and hold nobody up.
  if (afterTry(seen, name, tried.was, now) === seen) return
  const held = await holdTries(t, source)
  refuse(admit, held)
  const after = afterTry(held, name, tried.was, now)
  if (after === held) return
  await saveTries(t, source, after)
  if (after.waits > 0 && held.waits === 0)
    admit.log.warn(
      { tenantId: t.tenantId, source, names: after.failed.length },
      'wrong passwords of many people come from one address: it waits',
    )
}

function refuse(admit: Admit, tries: SourceTries): void {
  const wait = Math.ceil(waitOf(tries, admit.now()) / 1000)
  if (wait === 0) return
  throw new AppError('rate.limited', {
    retryAfter: wait,
    hint:
      wait === 1
        ? say('Too many sign-ins or resets from your network went wrong. Try again in a second.')
        : say('Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.', { wait }),
  })
}
