import { randomUUID } from 'node:crypto'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { addSecret } from '../../src/app/clients.ts'
import { makeTenantIn } from '../../src/app/make-tenant.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { withTenant } from '../../src/store/store.ts'
import type { Served } from '../setup/server.ts'
import { plainApp } from './register-app.ts'

/** A tenant of another server of ours, at which the people of a domain prove who they are: what is registered there is an app like any other. */
export async function admitAsProvider(
  { running }: Pick<Served, 'running'>,
  { domain, person, password }: { readonly domain: string; readonly person: string; readonly password: string },
) {
  const { admit } = running
  const ids = { tenant: randomUUID(), person: randomUUID(), app: randomUUID() }
  const at = admit.now()
  const viewer = commandLine(ids.tenant)
  await withTenant(admit.store, ids.tenant, (t) =>
    makeTenantIn(t, { name: 'Partner Works', defaultDomain: domain, isDemo: false }, at),
  )
  const account = {
    ...{ id: ids.person, signInName: `${person}@${domain}`, displayName: 'Petra Partner', attributes: {} },
    ...({ userType: 'member', isEnabled: true } as const),
  }
  await applyChanges(
    admit,
    viewer,
    [
      { do: 'create_account', account },
      { do: 'put_app', app: { ...plainApp(ids.app), name: 'Meridian' } },
      { do: 'consent_for_all', appId: ids.app, scopes: ['openid', 'profile', 'email'] },
    ],
    null,
  )
  const passwordHash = await hashPassword(password)
  const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: at - 60_000 } as const
  await withTenant(admit.store, ids.tenant, (t) =>
    carryOut(t, { do: 'change_password', accountId: ids.person }, by, { passwordHash }),
  )
  const { secret } = await withTenant(admit.store, ids.tenant, (t) =>
    addSecret(t, ids.app, { actor: null, actorKind: 'system', at }),
  )
  const origin = admit.config.origins.find((one) => one.startsWith('http://127.0.0.1')) as string
  return {
    issuer: `${origin}/${ids.tenant}/v2.0`,
    clientId: ids.app,
    secret,
    signInName: account.signInName,
    /** Has answers sent to an address too. */
    register: (uri: string) =>
      applyChanges(admit, viewer, [{ do: 'register_redirect', appId: ids.app, uri, kind: 'web' }], null),
  }
}
