import { sql } from 'kysely'
import type { AllowChange } from '../../core/changes/allow-change.ts'
import { AppError } from '../../errors.ts'
import { findGroup } from '../groups.ts'
import { json } from '../store.ts'
import { set } from './tenant.ts'
import type { Writes } from './write.ts'

const tenant = () => ['tenant', 'tenant'] as const

export const allowWrites: Writes<AllowChange['do']> = {
  allow_method: {
    entity: tenant,
    async run(t, { kind, to }) {
      if (typeof to !== 'string')
        for (const id of to) if ((await findGroup(t, id)) === null) throw new AppError('group.not_found')
      await set(
        t,
        to === 'everybody'
          ? sql`method_rules = method_rules - ${kind}::text`
          : sql`method_rules = method_rules || jsonb_build_object(${kind}::text, ${json(to)})`,
      )
    },
  },
}
