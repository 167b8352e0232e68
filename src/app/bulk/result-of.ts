import { roleName } from '../../core/changes/roles.ts'
import { AppError } from '../../errors.ts'
import type { LineResult } from '../../store/bulk-lines.ts'
import { isRefusedData } from '../../store/savepoint.ts'

export const done: LineResult = { outcome: 'done', code: null, message: null }
export const same: LineResult = { outcome: 'same', code: null, message: 'it was so already' }

/** A bad line, in words. */
export function bad(code: string, message: string): LineResult {
  return { outcome: 'bad', code, message: message.slice(0, 1000) }
}

/** The result of a line whose changes the directory refused; null for an error that is not the line's. */
export function resultOf(error: unknown): LineResult | null {
  if (error instanceof AppError) return bad(error.code, wordsOf(error))
  return isRefusedData(error) ? bad('change.not_possible', 'the directory does not take this') : null
}

function wordsOf({ message, details }: AppError): string {
  const { hint, needs, holder, domain } = details
  if (typeof hint === 'string' && hint !== '') return `${message}. ${hint}`
  if (typeof needs === 'string') return `${message}: ${roleName(needs)} may make it`
  if (typeof holder === 'string') return `${message}: ${holder}`
  return typeof domain === 'string' ? `${message}: ${domain}` : message
}
