import { createHash } from 'node:crypto'

/** Where an app knows a session by, in ID tokens and when it ends: nothing that opens anything follows from it. */
export const sidOf = (grantId: string): string => createHash('sha256').update(`sid ${grantId}`).digest('base64url')
