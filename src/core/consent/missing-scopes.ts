import type { Account, App, Snapshot, TenantPart } from '../snapshot.ts'
import type { Permission } from './permission.ts'

type Asked = Snapshot & { readonly app: App }

const none: readonly string[] = []

/** Scopes asked for that nobody has consented to and that this kind of consent is for. One that is no permission here is nobody's to give: `unknownScopes` names it. */
export function missingScopes(s: Asked, kind: Permission['consent']): readonly string[] {
  const { scopes } = s.attempt
  const given = kind === 'user' && s.account !== null ? givenBy(s.account, s.app.id) : none
  if (given.length > 0 && sameScopes(given, scopes)) return none

  const theirs = scopesOfPeople(s.tenant.permissions)
  let missing: string[] | null = null
  for (const scope of scopes) {
    if (theirs.has(scope) !== (kind === 'user') || given.includes(scope) || s.app.adminConsent.includes(scope)) continue
    if (missing === null) missing = [scope]
    else missing.push(scope)
  }
  return missing ?? none
}

/** Scopes asked for that no resource here has, whoever consented to them once: they are good for nothing, and no consent mends that. */
export function unknownScopes(s: Asked): readonly string[] {
  const { permissions } = s.tenant
  return scopesBeyondPeople(s).filter((scope) => !Object.hasOwn(permissions, scope))
}

/** Scopes asked for that are not for people to consent to: those of administrators, and those that are none. Most often there are none. */
export function scopesBeyondPeople({ tenant, attempt }: Asked): readonly string[] {
  const theirs = scopesOfPeople(tenant.permissions)
  let beyond: string[] | null = null
  for (const scope of attempt.scopes) {
    if (theirs.has(scope)) continue
    if (beyond === null) beyond = [scope]
    else beyond.push(scope)
  }
  return beyond ?? none
}

function givenBy(account: Account, appId: string): readonly string[] {
  const { consents } = account
  for (let i = consents.length - 1; i >= 0; i--) if (consents[i]?.appId === appId) return consents[i]?.scopes ?? none
  return none
}

/** The usual case, said quickly: an app asks for what was consented to, in the same order. */
function sameScopes(given: readonly string[], asked: readonly string[]): boolean {
  if (given.length !== asked.length) return false
  for (let i = 0; i < asked.length; i++) if (given[i] !== asked[i]) return false
  return true
}

const known = new WeakMap<TenantPart['permissions'], ReadonlySet<string>>()

/** The scopes that people may consent to for themselves, listed once for each set of permissions. */
function scopesOfPeople(permissions: TenantPart['permissions']): ReadonlySet<string> {
  let scopes = known.get(permissions)
  if (scopes === undefined) {
    scopes = new Set(Object.keys(permissions).filter((scope) => permissions[scope]?.consent === 'user'))
    known.set(permissions, scopes)
  }
  return scopes
}
