import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { beginBulk, mostBytes } from '../../app/bulk/begin.ts'
import { isOperation, operations, templateOf } from '../../app/bulk/operations.ts'
import { bulkLines, eachBulkLine } from '../../app/bulk/results.ts'
import { jobOf } from '../../app/jobs/jobs.ts'
import type { ToldLine } from '../../store/bulk-lines.ts'
import { AppError } from '../../errors.ts'
import { type Cells, csvOf } from '../csv-table.ts'
import { type Api, byId } from './api.ts'
import { viewerOf } from './viewer.ts'

const tags = ['admit']
const kind = z.object({ kind: z.string().max(32) })
const upload = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
  /** What the file is called, for the list of jobs and the journal. */
  name: z.string().max(200).default('upload.csv'),
})
const some = z.object({
  which: z.enum(['all', 'bad']).default('all'),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

/** What is done to many by a file: a line each, as a job. */
export function bulkRoutes(app: Api, admit: Admit): void {
  // A form of another site cannot send this type without being asked (SEC-14).
  app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: mostBytes }, (_, body, done) => done(null, body))
  const viewer = (request: FastifyRequest) => viewerOf(admit, request)

  app.get('/v1.0/admit/bulk', { schema: { tags } }, async (request) => {
    await viewer(request)
    return {
      value: Object.entries(operations).map(([name, { title, needed, more, does }]) => ({
        name,
        title,
        needed,
        more,
        does,
      })),
    }
  })
  app.get('/v1.0/admit/bulk/:kind/template', { schema: { tags, params: kind } }, async (request, reply) => {
    await viewer(request)
    const name = operationIn(request)
    return reply
      .header('content-disposition', `attachment; filename="${name}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(`\uFEFF${templateOf(operations[name])}`)
  })
  app.post(
    '/v1.0/admit/bulk/:kind',
    { schema: { tags, params: kind, querystring: upload }, bodyLimit: mostBytes },
    async (request, reply) => {
      const operation = operationIn(request)
      if (!Buffer.isBuffer(request.body)) throw new AppError('request.wrong_type', { hint: 'text/csv is wanted' })
      const { dryRun, name: file } = request.query
      const asked = { operation, file, run: dryRun === 'true' ? ('dry' as const) : ('for_real' as const) }
      const begun = await beginBulk(admit, await viewer(request), asked, request.body)
      return reply.code(202).header('location', `/v1.0/admit/jobs/${begun.id}`).send(begun)
    },
  )
  app.get(
    '/v1.0/admit/bulk/jobs/:id/lines',
    { schema: { tags, params: byId, querystring: some } },
    async (request) => ({ value: await bulkLines(admit, await viewer(request), request.params.id, request.query) }),
  )
  app.get('/v1.0/admit/bulk/jobs/:id/result', { schema: { tags, params: byId } }, async (request, reply) => {
    const who = await viewer(request)
    const { id, state } = await jobOf(admit, who, request.params.id)
    const isOver = state === 'failed' || state === 'cancelled'
    const table = await csvOf(resultColumns, resultCells(eachBulkLine(admit, who, id), isOver ? 'not done' : 'waits'))
    reply.header('content-disposition', `attachment; filename="result-${id}.csv"`).type('text/csv; charset=utf-8')
    return reply.send(table)
  })
}

/** The columns of a result. */
export const resultColumns = ['line', 'subject', 'outcome', 'code', 'message']

/** A result's lines as cells. */
export async function* resultCells(lines: AsyncIterable<ToldLine>, open: string): AsyncGenerator<Cells> {
  for await (const { line, subject, outcome, code, message } of lines)
    yield { line, subject, outcome: outcome ?? open, code, message }
}

function operationIn(request: FastifyRequest) {
  const { kind: name } = request.params as z.infer<typeof kind>
  if (!isOperation(name)) throw new AppError('bulk.not_found', { hint: `one of ${Object.keys(operations).join(', ')}` })
  return name
}
