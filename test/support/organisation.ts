import { randomUUID } from 'node:crypto'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { commandLine, type Viewer } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { scopedOf } from '../../src/core/changes/held-roles.ts'
import { findAccount, findAccountByName } from '../../src/store/accounts.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { withTenant } from '../../src/store/store.ts'
import { emptyTenant } from './imports.ts'

/** An organisation made for a test, in which people are known by short names. */
export type Organisation = Awaited<ReturnType<typeof anOrganisation>>

/** An organisation with one Global Administrator, who is called ada, and the few things that tests of it do. */
export async function anOrganisation() {
  const { admit, viewer } = await emptyTenant()
  const { tenantId } = viewer
  const first = await withTenant(admit.store, tenantId, (t) => findAccountByName(t, 'admin@contoso.example'))
  const ids = new Map<string, string>([['ada', first?.id as string]])
  /** The id of a thing with this name, the same each time it is asked for. */
  const id = (name: string): string => {
    const known = ids.get(name) ?? randomUUID()
    ids.set(name, known)
    return known
  }
  const passwordHash = await hashPassword('granite kettle 77')

  /** Carries out changes as the machine's owner. */
  const done = (...changes: readonly Change[]) => applyChanges(admit, commandLine(tenantId), changes, null)

  /** Makes a person with a password who holds these roles everywhere. */
  const person = async (name: string, ...roles: readonly string[]): Promise<string> => {
    const accountId = id(name)
    const account = {
      ...{ id: accountId, signInName: `${name}@contoso.example`, displayName: name },
      ...{ userType: 'member' as const, isEnabled: true, attributes: {} },
    }
    await done({ do: 'create_account', account })
    await withTenant(admit.store, tenantId, (t) =>
      carryOut(
        t,
        { do: 'change_password', accountId },
        { actor: null, actorKind: 'system', reason: null, operationId: null, at: admit.now() - 60_000 },
        { passwordHash },
      ),
    )
    if (roles.length > 0) await done(...roles.map((role): Change => ({ do: 'assign_role', accountId, role })))
    return accountId
  }

  /** Makes an assigned security group, with what is said otherwise. */
  const group = async (name: string, more: object = {}): Promise<string> => {
    await done({ do: 'create_group', group: { id: id(name), name, description: null, rule: null, ...more } })
    return id(name)
  }

  /** The person at the console, with the roles the directory has them hold now, who has just proved who they are. */
  const at = async (name: string): Promise<Viewer> => {
    const account = await withTenant(admit.store, tenantId, (t) => findAccount(t, id(name)))
    if (account === null) throw new Error(`nobody is called ${name}`)
    return {
      ...{ tenantId, accountId: account.id, name, roles: account.roles, scoped: scopedOf(account) },
      ...{ permissions: null, via: 'console', provedAt: admit.now() },
    }
  }

  /** What came of changes by a person: `done`, or the code of the error. */
  const tries = async (name: string, ...changes: readonly Change[]): Promise<string> =>
    resultOf(applyChanges(admit, await at(name), changes, null))

  return { admit, tenantId, id, done, person, group, at, tries, close: () => admit.store.close() }
}

/** `done`, or the code of the error. */
export async function resultOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  )
}
