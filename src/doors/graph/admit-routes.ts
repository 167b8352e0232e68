import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { applyChanges, mayViewer } from '../../app/apply-changes.ts'
import { applyRepair } from '../../app/apply-repair.ts'
import type { Asked } from '../../app/asked.ts'
import { createSecret } from '../../app/create-secret.ts'
import {
  appDetails,
  appList,
  journalLog,
  overview,
  personDetails,
  previewRule,
  questionLog,
  sharedList,
  signInLog,
} from '../../app/directory.ts'
import { deletedApps } from '../../app/deleted-apps.ts'
import { deletedGroups, groupDetails, groupList } from '../../app/groups.ts'
import { explainFor } from '../../app/explain-for.ts'
import { jobList, jobOf, stopJob } from '../../app/jobs/jobs.ts'
import { lockoutOf } from '../../app/lockout.ts'
import { preview } from '../../app/preview.ts'
import { findTenant } from '../../app/tenants.ts'
import { unitList } from '../../app/units.ts'
import { sightThrough } from '../../app/viewer.ts'
import { journalNumberFor } from '../../app/versions.ts'
import { whatIf } from '../../app/what-if.ts'
import { details } from '../../core/profile/details.ts'
import { readings } from '../../core/changes/who-reads.ts'
import { formToken, sessionCookie } from '../forms.ts'
import { type Api, byId } from './api.ts'
import { askedSchema } from './asked-schema.ts'
import { changeSchema, changesOf } from './change-schema.ts'
import { id } from './fields.ts'
import { viewerOf } from './viewer.ts'

/** How far the journal was when an answer was read. */
export const journalHeader = 'admit-journal'

const changes = z.array(changeSchema).min(1).max(100)
const reason = z.string().trim().max(1000).optional()
/** What `admit-journal` said with what the changes begin from: they are refused where others changed the same since. */
const seen = z.number().int().min(0).optional()
/** What is to be filled in of a profile, as it was typed. */
const typed = z.partialRecord(z.enum(details), z.string().max(4096))
const question = z.union([askedSchema, z.strictObject({ reference: z.string().max(32) })], {
  error: 'person and appId are wanted, or a reference',
})
const paging = {
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
}

/** What Admit adds beyond Graph: explaining, What-If, repair, and what the console's pages read. */
export function admitRoutes(app: Api, admit: Admit): void {
  const viewer = (request: FastifyRequest) => viewerOf(admit, request)

  // What our own pages show may be edited there: they are told how far the journal was before it was read.
  app.addHook('preHandler', async (request, reply) => {
    if (
      request.method !== 'GET' ||
      !request.url.startsWith('/v1.0/admit/') ||
      request.headers['x-admit-csrf'] === undefined
    )
      return
    reply.header(journalHeader, await journalNumberFor(admit, await viewer(request)))
  })

  app.get('/v1.0/admit/session', { schema: { tags: ['admit'] } }, async (request) => {
    const who = await viewer(request)
    const tenant = await findTenant(admit, who.tenantId)
    return {
      name: who.name,
      accountId: who.accountId,
      roles: who.roles,
      tenant: { id: who.tenantId, name: tenant?.name ?? '' },
      scoped: who.scoped ?? [],
      mayDo: mayViewer(who),
      mayRead: readings.filter((what) => sightThrough(who, what) !== 'none'),
      signOutToken: formToken(admit, request.cookies[sessionCookie] ?? ''),
    }
  })
  app.get('/v1.0/admit/overview', { schema: { tags: ['admit'] } }, async (request) =>
    overview(admit, await viewer(request)),
  )

  app.get('/v1.0/admit/lockout', { schema: { tags: ['admit'] } }, async (request) =>
    lockoutOf(admit, await viewer(request)),
  )

  app.post('/v1.0/admit/explain', { schema: { tags: ['admit'], body: question } }, async (request) =>
    explainFor(admit, await viewer(request), request.body as Asked | { reference: string }),
  )
  app.post(
    '/v1.0/admit/whatIf',
    {
      schema: {
        tags: ['admit'],
        body: z.strictObject({
          asked: askedSchema,
          changes: z.array(changeSchema).max(100),
          then: askedSchema.optional(),
        }),
      },
    },
    async (request) =>
      whatIf(
        admit,
        await viewer(request),
        request.body.asked as Asked,
        changesOf(request.body.changes),
        (request.body.then ?? request.body.asked) as Asked,
      ),
  )
  app.post('/v1.0/admit/preview', { schema: { tags: ['admit'], body: z.strictObject({ changes }) } }, async (request) =>
    preview(admit, await viewer(request), changesOf(request.body.changes)),
  )
  app.post(
    '/v1.0/admit/changes',
    { schema: { tags: ['admit'], body: z.strictObject({ changes, reason, seen }) } },
    async (request) => {
      const { changes, reason = null, seen } = request.body
      return applyChanges(
        admit,
        await viewer(request),
        changesOf(changes),
        reason,
        seen === undefined ? null : { seen },
      )
    },
  )
  app.post(
    '/v1.0/admit/repair',
    {
      schema: {
        tags: ['admit'],
        body: z.strictObject({ asked: askedSchema, planId: z.string().max(128), reason, details: typed.optional() }),
      },
    },
    async (request) =>
      applyRepair(
        admit,
        await viewer(request),
        request.body.asked as Asked,
        request.body.planId,
        request.body.reason ?? null,
        request.body.details,
      ),
  )
  app.post(
    '/v1.0/admit/rule',
    { schema: { tags: ['admit'], body: z.strictObject({ rule: z.string().max(4000), groupId: id.nullish() }) } },
    async (request) => previewRule(admit, await viewer(request), request.body.rule, request.body.groupId ?? null),
  )

  app.get('/v1.0/admit/people/:id', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    personDetails(admit, await viewer(request), request.params.id),
  )
  app.get(
    '/v1.0/admit/groups',
    {
      schema: {
        tags: ['admit'],
        querystring: z.object({ search: z.string().max(256).optional(), limit: paging.limit }),
      },
    },
    async (request) => ({
      value: await groupList(admit, await viewer(request), {
        ...(request.query.search === undefined ? {} : { search: request.query.search }),
        limit: request.query.limit,
      }),
    }),
  )
  app.get('/v1.0/admit/groups/:id', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    groupDetails(admit, await viewer(request), request.params.id),
  )
  app.get('/v1.0/admit/units', { schema: { tags: ['admit'] } }, async (request) => ({
    value: await unitList(admit, await viewer(request)),
  }))
  app.get('/v1.0/admit/deletedApps', { schema: { tags: ['admit'] } }, async (request) => ({
    value: (await deletedApps(admit, await viewer(request))).map(({ id, name, deletedAt }) => ({
      id,
      name,
      deletedAt,
    })),
  }))
  app.get('/v1.0/admit/deletedGroups', { schema: { tags: ['admit'] } }, async (request) => ({
    value: await deletedGroups(admit, await viewer(request)),
  }))
  app.get('/v1.0/admit/apps', { schema: { tags: ['admit'] } }, async (request) => ({
    value: await appList(admit, await viewer(request)),
  }))
  app.get('/v1.0/admit/apps/:id', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    appDetails(admit, await viewer(request), request.params.id),
  )
  app.post('/v1.0/admit/apps/:id/secrets', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    createSecret(admit, await viewer(request), request.params.id),
  )
  for (const what of ['products', 'policies', 'locations', 'instances', 'roles'] as const)
    app.get(`/v1.0/admit/${what}`, { schema: { tags: ['admit'] } }, async (request) => ({
      value: await sharedList(admit, await viewer(request), what),
    }))

  app.get(
    '/v1.0/admit/jobs',
    {
      schema: {
        tags: ['admit'],
        querystring: z.object({
          kind: z.string().max(64).optional(),
          state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']).optional(),
          limit: paging.limit,
        }),
      },
    },
    async (request) => ({ value: await jobList(admit, await viewer(request), defined(request.query)) }),
  )
  app.get('/v1.0/admit/jobs/:id', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    jobOf(admit, await viewer(request), request.params.id),
  )
  app.post('/v1.0/admit/jobs/:id/cancel', { schema: { tags: ['admit'], params: byId } }, async (request) =>
    stopJob(admit, await viewer(request), request.params.id),
  )

  app.get(
    '/v1.0/admit/signIns',
    {
      schema: {
        tags: ['admit'],
        querystring: z.object({
          accountId: id.optional(),
          appId: id.optional(),
          signInName: z.string().max(320).optional(),
          outcome: z.enum(['admit', 'challenge', 'refuse', 'unknown']).optional(),
          ...paging,
        }),
      },
    },
    async (request) => ({
      value: await signInLog(admit, await viewer(request), defined(request.query)),
    }),
  )
  app.get(
    '/v1.0/admit/questions',
    {
      schema: {
        tags: ['admit'],
        querystring: z.object({ accountId: id.optional(), actor: id.optional(), ...paging }),
      },
    },
    async (request) => ({ value: await questionLog(admit, await viewer(request), defined(request.query)) }),
  )
  app.get(
    '/v1.0/admit/journal',
    {
      schema: {
        tags: ['admit'],
        querystring: z.object({
          entity: z.string().max(32).optional(),
          entityId: z.string().max(64).optional(),
          ...paging,
        }),
      },
    },
    async (request) => ({
      value: await journalLog(admit, await viewer(request), defined(request.query)),
    }),
  )
}

/** The fields that were given. */
function defined<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as never
}
