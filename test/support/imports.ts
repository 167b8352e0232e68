import { randomBytes } from 'node:crypto'
import type { Admit } from '../../src/app/admit.ts'
import { makeFirstTenant } from '../../src/app/make-tenant.ts'
import { vaultOf } from '../../src/app/vault.ts'
import { commandLine, type Viewer } from '../../src/app/viewer.ts'
import { readConfig } from '../../src/config.ts'
import { openStore } from '../../src/store/store.ts'
import { freshDatabase } from '../setup/database.ts'

/** A tenant with one administrator on a database of its own, and the command line looking at it. */
export async function emptyTenant(): Promise<{
  readonly admit: Admit
  readonly viewer: Viewer
  readonly databaseUrl: string
}> {
  const databaseUrl = await freshDatabase()
  const quiet = () => {}
  const admit: Admit = {
    store: openStore(databaseUrl, 4),
    config: readConfig({}),
    vault: vaultOf(randomBytes(32)),
    mail: null,
    texts: null,
    now: () => Date.parse('2030-01-15T09:00:00Z'),
    log: { info: quiet, warn: quiet, error: quiet },
  }
  const administrator = {
    signInName: 'admin@contoso.example',
    displayName: 'Ada Ministra',
    password: 'orchid tramway 77 blue',
  }
  const tenantId = await makeFirstTenant(admit, { name: 'Contoso', defaultDomain: 'contoso.example', administrator })
  return { admit, viewer: commandLine(tenantId), databaseUrl }
}

/** A file as it is given to an import. */
export function file(name: string, content: string | object): { readonly name: string; readonly bytes: Uint8Array } {
  return { name, bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)) }
}
