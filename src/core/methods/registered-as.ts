import type { ContactKind } from '../changes/change.ts'
import type { DayMethod } from '../changes/method-change.ts'

/** What the report of registrations calls what a person has set up, in the words that Graph has for it: methods, and ways in which they are reached. */
export const registeredAs = {
  softwareOneTimePasscode: { method: 'totp', way: null },
  fido2: { method: 'passkey', way: null },
  email: { method: 'email', way: 'email' },
  mobilePhone: { method: 'phone', way: 'mobile' },
  alternateMobilePhone: { method: null, way: 'alternateMobile' },
  officePhone: { method: null, way: 'office' },
} as const satisfies Readonly<Record<string, { readonly method: DayMethod | null; readonly way: ContactKind | null }>>
export type RegisteredAs = keyof typeof registeredAs

/** Every word of them. */
export const registeredNames = Object.keys(registeredAs) as readonly RegisteredAs[]

/** What somebody has set up who has methods of these kinds and is reached in these ways. */
export function namesOf(kinds: readonly string[], ways: readonly string[]): readonly RegisteredAs[] {
  return registeredNames.filter((name) => {
    const { method, way } = registeredAs[name]
    return (method !== null && kinds.includes(method)) || (way !== null && ways.includes(way))
  })
}
