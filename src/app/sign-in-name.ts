import { domainToASCII } from 'node:url'
import { nameKey } from '../core/naming/sign-in-name.ts'

/** The sign-in name as it is looked up (SEC-02); a domain of another alphabet as DNS writes it. */
export function normalisedName(typed: string): string {
  const key = nameKey(typed)
  const at = key.lastIndexOf('@')
  const domain = key.slice(at + 1)
  if (at === -1 || /^[\x20-\x7e]*$/.test(domain)) return key
  return key.slice(0, at + 1) + (domainToASCII(domain) || domain)
}
