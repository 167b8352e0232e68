// Writes as fast as it can and says what was acknowledged; made to be killed.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { carryOut } from '../../src/store/carry-out.ts'
import { startEmbeddedPostgres } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { verifyJournal } from '../../src/store/journal.ts'
import { openStore, withTenant } from '../../src/store/store.ts'
import { findTenantRow, insertTenant } from '../../src/store/tenants.ts'
import { findAccount } from '../../src/store/accounts.ts'

const [dataDir = '', tenantId = '', mode = 'write', ...ids] = process.argv.slice(2)
const postgres = await startEmbeddedPostgres({ dataDir })
await migrate(postgres.url)
const store = openStore(postgres.url, 4)
if ((await findTenantRow(store, tenantId)) === null)
  await withTenant(store, tenantId, (t) => insertTenant(t, { name: 'killed often', isDemo: false }))
if (mode === 'check') {
  const { ok, missing } = await withTenant(store, tenantId, async (t) => {
    const missing: string[] = []
    for (const id of ids) if ((await findAccount(t, id)) === null) missing.push(id)
    return { ok: (await verifyJournal(t)).ok, missing }
  })
  await store.close()
  await postgres.stop()
  writeSync(1, `${JSON.stringify({ ok, missing })}\n`)
  process.exit(0)
}
writeSync(1, 'ready\n')
for (;;) {
  const id = randomUUID()
  const account = {
    id,
    signInName: `p${id}@killed.example`,
    displayName: 'Somebody',
    userType: 'member' as const,
    isEnabled: true,
    attributes: {},
  }
  await withTenant(store, tenantId, (t) =>
    carryOut(
      t,
      { do: 'create_account', account },
      { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.now() },
    ),
  )
  writeSync(1, `${id}\n`)
}
