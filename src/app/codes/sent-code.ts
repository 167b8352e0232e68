import { timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../core/snapshot.ts'
import type { Channel } from '../../store/messages.ts'
import type { Admit } from '../admit.ts'
import { sentCode } from '../recovery/reset-code.ts'

/** How long a code that is sent is good for, in milliseconds. */
export const codeLifetime = 10 * 60_000

/** A code that was sent: to which method, or to which address that is being set up, how, and when. */
export type Sent = {
  readonly to: string
  readonly channel: Channel
  readonly at: Instant
  readonly isUsed: boolean
}

/**
 * A code of eight digits, by what it is for (the hash of a browser's secret) and the how manieth of that it is. It follows from a key
 * that is not in the database, so it is kept nowhere, neither with the sign-in nor with the message that tells it (SEC-06, SEC-38).
 */
export const signInCode = (admit: Pick<Admit, 'vault'>, tenantId: string, of: string, nth: number): string =>
  sentCode(admit, 'sign-in code', tenantId, of, nth)

/** The newest of the codes that were sent there, by its place among all; -1 where none was. */
export function newestTo(sent: readonly Sent[], to: string): number {
  return sent.findLastIndex((one) => one.to === to)
}

/** Whether it is the newest code that was sent there, and neither used nor too old: those before cease to work. */
export function isNewest(
  admit: Pick<Admit, 'vault' | 'now'>,
  tenantId: string,
  { of, sent, to }: { readonly of: string; readonly sent: readonly Sent[]; readonly to: string },
  typed: string,
): boolean {
  const nth = newestTo(sent, to)
  const given = Buffer.from(typed.replace(/[\s,]/g, ''))
  const code = Buffer.from(signInCode(admit, tenantId, of, nth))
  const isIt = given.length === code.length && timingSafeEqual(given, code)
  const one = sent[nth]
  return isIt && one !== undefined && !one.isUsed && admit.now() - one.at <= codeLifetime
}

/** The same with the newest code that was sent there used up: it works once, whatever becomes of what it was given for. */
export function used(sent: readonly Sent[], to: string): readonly Sent[] {
  const nth = newestTo(sent, to)
  return sent.map((one, i) => (i === nth ? { ...one, isUsed: true } : one))
}
