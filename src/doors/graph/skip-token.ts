import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Admit } from '../../app/admit.ts'
import { AppError } from '../../errors.ts'
import type { Cursor } from '../../store/lists.ts'

/** The cursor as an opaque token that holds for this list alone: `list` names the tenant, the collection and what was asked of it. */
export function skipToken(admit: Admit, list: readonly string[], cursor: Cursor): string {
  const body = Buffer.from(JSON.stringify(cursor)).toString('base64url')
  return `${body}.${seal(admit, list, body)}`
}

/** The cursor of a token that was made here for this list; throws `request.invalid` for every other. */
export function readSkipToken(
  admit: Admit,
  list: readonly string[],
  token: string,
  option: '$skiptoken' | '$deltatoken' = '$skiptoken',
): Cursor {
  const [body = '', given = ''] = token.split('.')
  const expected = Buffer.from(seal(admit, list, body))
  const offered = Buffer.from(given)
  if (offered.length !== expected.length || !timingSafeEqual(offered, expected))
    throw new AppError('request.invalid', { field: option, hint: 'it was not made here for this list' })
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Cursor
}

function seal(admit: Admit, list: readonly string[], body: string): string {
  return createHmac('sha256', admit.vault.keyFor('skip token'))
    .update(JSON.stringify([list, body]))
    .digest('base64url')
}
