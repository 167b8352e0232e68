import type { Account, App, Permission, Snapshot } from '../snapshot.ts'

const none: readonly string[] = []

/** Scopes asked for that nobody has consented to and that this kind of consent is for. One nobody knows is an administrator's. */
export function missingScopes(s: Snapshot & { readonly account: Account; readonly app: App }, kind: Permission['consent']): readonly string[] {
  let given = none
  if (kind === 'user') for (const consent of s.account.consents) if (consent.appId === s.app.id) given = consent.scopes
  let missing: string[] | null = null
  for (const scope of s.attempt.scopes) {
    if (given.includes(scope) || s.app.adminConsent.includes(scope)) continue
    if ((s.tenant.permissions[scope]?.consent ?? 'admin') !== kind) continue
    if (missing === null) missing = [scope]
    else missing.push(scope)
  }
  return missing ?? none
}
