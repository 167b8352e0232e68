import type { Admit } from '../../app/admit.ts'
import { signInLog } from '../../app/directory.ts'
import type { Api } from './api.ts'
import { collection, listing } from './collection.ts'
import { signInNoun } from './shapes.ts'

/** The log of sign-ins, the newest first. */
export function signInRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/auditLogs/signIns', { schema: listing }, (request) =>
    collection(admit, request, signInNoun, async (viewer, { equals, after, limit }) => {
      const found = await signInLog(admit, viewer, {
        limit: limit + 1,
        ...(equals['userId'] === undefined ? {} : { accountId: String(equals['userId']).toLowerCase() }),
        ...(equals['appId'] === undefined ? {} : { appId: String(equals['appId']) }),
        ...(equals['correlationId'] === undefined ? {} : { correlationId: String(equals['correlationId']) }),
        ...(after === null ? {} : { before: Number(after[0]) }),
      })
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? [items.at(-1)?.id as number] : null, count: null }
    }),
  )
}
