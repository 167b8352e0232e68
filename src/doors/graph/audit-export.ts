import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { auditPage } from '../../app/audits.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Condition } from '../../store/list-conditions.ts'
import type { Cursor } from '../../store/lists.ts'
import type { Api } from './api.ts'
import { auditNoun, auditShape } from './nouns/directory-audit.ts'
import { readFilter } from './odata/filter.ts'
import { knownOptions } from './odata/options.ts'
import { viewerOf } from './viewer.ts'

const query = knownOptions(z.looseObject({ $filter: z.string().max(4096).optional() }))
const columns = [
  'number',
  'time',
  'activity',
  'category',
  'by',
  'byId',
  'target',
  'targetId',
  'reason',
  'field',
  'before',
  'after',
]

/** What was done to the directory as a table, a line for each field that changed, written while it is read: as long as it may be. */
export function auditExportRoute(app: Api, admit: Admit): void {
  app.get(
    '/v1.0/admit/directoryAudits/export',
    { schema: { tags: ['admit'], querystring: query } },
    async (request, reply) => {
      const { $filter } = request.query as z.infer<typeof query>
      const where = $filter === undefined ? null : readFilter($filter, auditNoun.fields)
      const viewer = await viewerOf(admit, request)
      // The first page is read before anything is answered: what is refused is refused in words.
      const lines = linesOf(admit, viewer, where)
      const first = await lines.next()
      reply.header('content-disposition', 'attachment; filename="directory-audits.csv"').type('text/csv; charset=utf-8')
      // A cell that a table program would take for a formula is one no more (SEC-37).
      const table = stringify({ header: true, columns, escape_formulas: true, bom: true, record_delimiter: 'windows' })
      return reply.send(Readable.from(from(first, lines)).pipe(table))
    },
  )
}

type Line = Readonly<Record<string, string | null>>

async function* from(first: IteratorResult<Line>, rest: AsyncGenerator<Line>): AsyncGenerator<Line> {
  if (first.done !== true) yield first.value
  yield* rest
}

async function* linesOf(admit: Admit, viewer: Viewer, where: Condition | null): AsyncGenerator<Line> {
  let after: Cursor | null = null
  do {
    const page: Awaited<ReturnType<typeof auditPage>> = await auditPage(admit, viewer, {
      where,
      order: [],
      after,
      limit: 500,
      wantsCount: false,
    })
    for (const row of page.items) {
      const shape = auditShape(row) as Shape
      const [target] = shape.targetResources
      const by = shape.initiatedBy.user ?? shape.initiatedBy.app
      const whole = {
        ...{
          number: shape.id,
          time: shape.activityDateTime,
          activity: shape.activityDisplayName,
          category: shape.category,
        },
        ...{
          by: by?.displayName ?? null,
          byId: row.actor,
          target: target?.displayName ?? null,
          targetId: row.entityId,
        },
        reason: row.reason,
      }
      const fields = target?.modifiedProperties ?? []
      if (fields.length === 0) yield { ...whole, field: null, before: null, after: null }
      for (const field of fields)
        yield { ...whole, field: field.displayName, before: field.oldValue, after: field.newValue }
    }
    after = page.next
  } while (after !== null)
}

type Shape = {
  readonly id: string
  readonly activityDateTime: string
  readonly activityDisplayName: string
  readonly category: string
  readonly initiatedBy: {
    readonly user: { readonly displayName: string | null } | null
    readonly app: { readonly displayName: string | null } | null
  }
  readonly targetResources: readonly {
    readonly displayName: string | null
    readonly modifiedProperties: readonly {
      readonly displayName: string
      readonly oldValue: string | null
      readonly newValue: string | null
    }[]
  }[]
}
