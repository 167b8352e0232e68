import type { Instance } from './instance.ts'
import type { Account, InstanceUser } from './snapshot.ts'

/** What an instance knows of the account; undefined where it does not know it. */
export function recordIn(account: Account, instance: Instance): InstanceUser | undefined {
  for (const user of account.instanceUsers) if (user.instanceId === instance.id) return user
  return undefined
}
