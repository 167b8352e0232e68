import { listRoleHolders } from '../store/accounts.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import type { Helper } from './sign-in/step.ts'

/** Roles whose holders people may turn to, the nearest first, with the words people know them by. */
const helping: readonly (readonly [role: string, words: string])[] = [
  ['helpdesk', 'help desk'],
  ['user-admin', 'administrator of accounts'],
  ['global-admin', 'administrator'],
]

/** Up to three people who can help somebody who cannot get in (D5). */
export async function helpersOf(t: TenantDb): Promise<readonly Helper[]> {
  const holders = await listRoleHolders(
    t,
    helping.map(([role]) => role),
  )
  return helping
    .flatMap(([role, words]) =>
      holders
        .filter((holder) => holder.roles.includes(role))
        .map((holder) => ({ name: holder.displayName, role: words, mail: holder.mail })),
    )
    .filter((one, i, all) => all.findIndex((other) => other.mail === one.mail) === i)
    .slice(0, 3)
}

/** The same for a person who has proved nothing: it depends on the tenant alone, never on whether the name exists (SEC-01). */
export function whoCanHelp(admit: Admit, tenantId: string | null): Promise<readonly Helper[]> {
  return tenantId === null ? Promise.resolve([]) : withTenant(admit.store, tenantId, helpersOf)
}
