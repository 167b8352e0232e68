import type { Account, App } from '../snapshot.ts'
import type { Permission } from './permission.ts'

const isDefault = (scope: string) => scope.endsWith('/.default')

/**
 * Scopes with each `resource/.default` read as what it stands for: all that is consented to there, by the person or for
 * everybody; where nothing is yet, all that a person may consent to.
 */
export function withoutDefault(
  scopes: readonly string[],
  account: Account | null,
  app: App | null,
  permissions: Readonly<Record<string, Permission>>,
): readonly string[] {
  if (!scopes.some(isDefault)) return scopes
  const own =
    account?.consents.filter((consent) => consent.appId === app?.id).flatMap((consent) => consent.scopes) ?? []
  const given = [...(app?.adminConsent ?? []), ...own]
  return [
    ...new Set(
      scopes.flatMap((scope) => {
        if (!isDefault(scope)) return [scope]
        const isThere = (one: string) => one.startsWith(scope.slice(0, -'.default'.length)) && !isDefault(one)
        // What was consented to and is no permission any more is not meant.
        const consented = given.filter((one) => isThere(one) && Object.hasOwn(permissions, one))
        return consented.length > 0
          ? consented
          : Object.keys(permissions).filter((one) => isThere(one) && permissions[one]?.consent === 'user')
      }),
    ),
  ]
}
