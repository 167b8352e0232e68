import { sql } from 'kysely'
import type { ProfileChange } from '../../core/changes/profile-change.ts'
import type { Detail } from '../../core/profile/details.ts'
import { inOrder } from '../../core/profile/required.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { settleAccount } from '../settle.ts'
import { json, type TenantDb } from '../store.ts'
import { set } from './tenant.ts'
import { mustExist, type Writes } from './write.ts'

export const profileWrites: Writes<ProfileChange['do']> = {
  require_details: {
    entity: () => ['tenant', 'tenant'],
    run: (t, { of, details }) =>
      set(t, sql`required_details = required_details || jsonb_build_object(${of}::text, ${json(inOrder(details))})`),
  },
  complete_profile: {
    entity: (change) => ['account', change.accountId],
    // No rule reads what people say of themselves, so nothing follows from it.
    async run(t, { accountId, details }, { secrets, before }) {
      mustExist(before, 'user.not_found')
      await fillIn(t, accountId, details, secrets.details)
    },
  },
  fill_in_profile: {
    entity: (change) => ['account', change.accountId],
    async run(t, { accountId, details }, { at, secrets, before }) {
      mustExist(before, 'user.not_found')
      await fillIn(t, accountId, details, secrets.details)
      await settleAccount(t, accountId, at)
    },
  },
}

async function fillIn(
  t: TenantDb,
  accountId: string,
  details: readonly Detail[],
  said: Readonly<Partial<Record<Detail, AttributeValue>>> = {},
): Promise<void> {
  const values = Object.fromEntries(details.map((detail) => [detail, said[detail]]))
  if (Object.values(values).includes(undefined))
    throw new AppError('change.not_possible', { hint: 'Say what is to be filled in.' })
  await sql`update accounts set attributes = attributes || ${json(values)} where tenant_id = ${t.tenantId} and id = ${accountId}`.execute(
    t.db,
  )
}
