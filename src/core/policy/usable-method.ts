import type { Account } from '../snapshot.ts'

/** Whether the person has a method that can prove a second factor now. */
export function hasUsableMethod(account: Account): boolean {
  for (const method of account.methods) if (method.isUsable) return true
  return false
}
