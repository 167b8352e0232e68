import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { auditEntry, auditPage, signInEntry, signInPage } from '../../app/audits.ts'
import type { Api } from './api.ts'
import { collection, entity, listing, showing } from './collection.ts'
import { auditNoun } from './nouns/directory-audit.ts'
import { signInNoun } from './nouns/sign-in.ts'
import { viewerOf } from './viewer.ts'

const byNumber = z.object({ id: z.string().regex(/^[1-9]\d{0,14}$/, 'the number of an entry is wanted') })
const byReference = z.object({ id: z.string().regex(/^[\w-]{1,64}$/, 'the reference number is wanted') })

/** The logs: sign-ins as they were decided, and what was done to the directory. The newest first. */
export function logRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/auditLogs/signIns', { schema: listing }, (request) =>
    collection(admit, request, signInNoun, (viewer, asked) => signInPage(admit, viewer, asked)),
  )
  app.get('/v1.0/auditLogs/signIns/:id', { schema: { ...showing, params: byReference } }, async (request) =>
    entity(admit, request, signInNoun, await signInEntry(admit, await viewerOf(admit, request), request.params.id)),
  )
  app.get('/v1.0/auditLogs/directoryAudits', { schema: listing }, (request) =>
    collection(admit, request, auditNoun, (viewer, asked) => auditPage(admit, viewer, asked)),
  )
  app.get('/v1.0/auditLogs/directoryAudits/:id', { schema: { ...showing, params: byNumber } }, async (request) =>
    entity(
      admit,
      request,
      auditNoun,
      await auditEntry(admit, await viewerOf(admit, request), Number(request.params.id)),
    ),
  )
}
