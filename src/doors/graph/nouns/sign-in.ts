import type { SignInRow } from '../../../store/sign-ins.ts'
import type { Noun } from '../collection.ts'
import { type Fields, flag, id, instant, number, object, shown, text } from '../odata/field.ts'
import { iso } from './instant.ts'

/** A decision of the log as Graph's `signIn`. */
function signInShape(row: SignInRow): Record<string, unknown> {
  return {
    id: row.reference,
    createdDateTime: iso(row.at),
    userId: row.accountId,
    userPrincipalName: row.signInName,
    userDisplayName: row.displayName,
    appId: row.appId,
    appDisplayName: row.appName,
    ipAddress: row.ip,
    clientAppUsed: row.kind === 'client' ? 'Other clients' : 'Browser',
    correlationId: row.correlationId,
    isInteractive: row.kind === 'interactive',
    status: { errorCode: row.outcome === 'admit' ? 0 : (row.number ?? 50000), failureReason: row.code },
  }
}

const fields: Fields = {
  id: text('reference'),
  createdDateTime: instant('at'),
  userId: id('accountId'),
  userPrincipalName: text('signInName'),
  userDisplayName: shown,
  appId: text('appId'),
  appDisplayName: text('appName'),
  ipAddress: text('ip'),
  clientAppUsed: shown,
  correlationId: id('correlationId'),
  isInteractive: { ...flag(), isOnlyShown: true },
  status: object({ errorCode: number('errorCode'), failureReason: text('code') }),
}

export const signInNoun: Noun<SignInRow> = { name: 'auditLogs/signIns', fields, shape: signInShape }
