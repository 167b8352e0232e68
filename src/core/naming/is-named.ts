import type { Account } from '../snapshot.ts'
import { nameKey } from './sign-in-name.ts'

/** Whether the account is found by this name: its own, or an alias. */
export function isNamed(account: Pick<Account, 'signInName' | 'aliases'>, name: string): boolean {
  const key = nameKey(name)
  return nameKey(account.signInName) === key || account.aliases?.some((alias) => nameKey(alias) === key) === true
}
