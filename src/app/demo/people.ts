import { Secret } from 'otpauth'
import type { DemoPerson } from '../demo.ts'
import type { Filling } from './filling.ts'

const day = 86_400_000

/** A person with password and second factor, groups, roles, licences and places, and what is planted in the way. */
export async function fillPerson(f: Filling, person: DemoPerson, passwordHash: string): Promise<void> {
  const accountId = person.id
  await f.carryOut({
    do: 'create_account',
    account: {
      id: accountId,
      signInName: person.signInName,
      displayName: person.displayName,
      userType: 'member',
      isEnabled: true,
      attributes: person.attributes,
    },
  })
  await f.carryOut({ do: 'change_password', accountId }, { passwordHash }, f.now - (person.passwordAgeDays ?? 1) * day)
  if (person.totpSecret !== undefined) {
    const seed = Buffer.from(Secret.fromBase32(person.totpSecret).bytes)
    await f.carryOut(
      { do: 'register_method', accountId, kind: 'totp' },
      { totpSecret: f.admit.vault.seal(seed, `totp ${accountId}`) },
    )
  }
  for (const group of person.groups ?? [])
    await f.carryOut({ do: 'add_to_group', accountId, groupId: f.groupId(group) })
  for (const role of person.roles ?? []) await f.carryOut({ do: 'assign_role', accountId, role })
  for (const licence of person.licences ?? []) {
    const { product, disabledPlans } = typeof licence === 'string' ? { product: licence, disabledPlans: [] } : licence
    await f.carryOut({
      do: 'assign_licence',
      accountId,
      productId: f.productId(product),
      disabledPlans: disabledPlans.map((plan) => f.planId(plan)),
    })
  }
  for (const [key, roles] of Object.entries(person.instances ?? {})) {
    const instanceId = f.file.instances.find((instance) => instance.key === key)?.id as string
    await f.carryOut({ do: 'put_instance_user', instanceId, accountId })
    for (const role of roles) await f.carryOut({ do: 'give_instance_role', instanceId, accountId, role })
  }
  // People who have used the CRM before have agreed to what it asks.
  const crm = f.file.apps.find((app) => app.key === 'crm')
  if (crm !== undefined && person.faults !== undefined && !person.firstTime)
    await f.carryOut({ do: 'consent', appId: crm.id, accountId, scopes: crm.asks })
  if (crm !== undefined && person.faults === undefined && person.groups?.includes('CRM users'))
    await f.carryOut({ do: 'consent', appId: crm.id, accountId, scopes: crm.asks })
  if (person.mustChangePassword) await f.carryOut({ do: 'require_password_change', accountId })
  if (person.mfaState !== undefined) await f.carryOut({ do: 'set_mfa_state', accountId, state: person.mfaState })
  if (person.isEmergency) await f.carryOut({ do: 'update_account', accountId, set: { isEmergency: true } })
  if (person.isEnabled === false) await f.carryOut({ do: 'block_account', accountId })
}
