import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Condition } from '../../store/list-conditions.ts'
import { csvOf } from '../csv-table.ts'
import type { Api } from './api.ts'
import { exportable, exportLines, exportNamed } from './exports.ts'
import { readFilter } from './odata/filter.ts'
import { knownOptions, readSearch } from './odata/options.ts'
import { viewerOf } from './viewer.ts'

const query = knownOptions(
  z.looseObject({ $filter: z.string().max(4096).optional(), $search: z.string().max(1024).optional() }),
)

/** Any list as a table, written while it is read: as long as it may be. */
export function exportRoutes(app: Api, admit: Admit): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, name: string, called = name) => {
    const table = await exported(admit, await viewerOf(admit, request), name, request.query as z.infer<typeof query>)
    reply.header('content-disposition', `attachment; filename="${called}.csv"`).type('text/csv; charset=utf-8')
    return reply.send(table)
  }
  app.get('/v1.0/admit/export', { schema: { tags: ['admit'] } }, async (request) => {
    await viewerOf(admit, request)
    return { value: Object.entries(exportable).map(([name, { columns }]) => ({ name, columns })) }
  })
  app.get(
    '/v1.0/admit/export/:list',
    { schema: { tags: ['admit'], params: z.object({ list: z.string().max(32) }), querystring: query } },
    (request, reply) => send(request, reply, (request.params as { list: string }).list),
  )
  // Under its older address.
  app.get('/v1.0/admit/directoryAudits/export', { schema: { tags: ['admit'], querystring: query } }, (request, reply) =>
    send(request, reply, 'directoryAudits', 'directory-audits'),
  )
}

/** A list as CSV, of those that a filter and a search find; throws `export.not_found`, and what its list throws. */
export function exported(
  admit: Admit,
  viewer: Viewer,
  name: string,
  { $filter, $search }: { readonly $filter?: string | undefined; readonly $search?: string | undefined },
) {
  const list = exportNamed(name)
  const { fields, search } = list.noun
  const named = Object.hasOwn(fields, 'displayName') ? { field: 'displayName', column: 'displayName' } : null
  const parts = [
    $filter === undefined || $filter.trim() === '' ? null : readFilter($filter, fields),
    readSearch($search, fields, search ?? named),
  ].filter((part): part is Condition => part !== null)
  const where: Condition | null = parts.length > 1 ? { is: 'and', parts } : (parts[0] ?? null)
  return csvOf(list.columns, exportLines(admit, viewer, list, where))
}
