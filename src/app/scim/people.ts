import { randomUUID } from 'node:crypto'
import { whyUnfit } from '../../core/naming/fit.ts'
import { nameKey } from '../../core/naming/sign-in-name.ts'
import type { AccountEdit, Change } from '../../core/changes/change.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { type FoundPerson, loadPeople, searchScim } from '../../store/scim-search.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { carryOutFor, mustBeVersion, provisioning } from './provision.ts'
import type { Provisioner } from './tokens.ts'

/** What a provisioning client says of a person, in the directory's words; an attribute that is null is to be empty. */
export type PersonFields = {
  readonly signInName: string
  readonly displayName: string
  /** Null says nothing: it stays, and a new account is enabled. */
  readonly isEnabled: boolean | null
  readonly managerId: string | null
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

/** The person with this id; throws `user.not_found`, also for one that was deleted. */
export function readPerson(admit: Admit, who: Provisioner, id: string): Promise<FoundPerson> {
  return withTenant(admit.store, who.tenantId, (t) => personIn(t, id))
}

/** Makes a person. A deleted account lets go of its name and its external id (RFC 7644 §3.6). */
export function createPerson(admit: Admit, who: Provisioner, wanted: PersonFields): Promise<FoundPerson> {
  return provisioning(admit, who, async (t) => {
    const id = randomUUID()
    const attributes = Object.fromEntries(Object.entries(wanted.attributes).filter(([, value]) => value !== null))
    const { signInName, displayName, managerId } = wanted
    await managerIsThere(t, managerId)
    await carryOutFor(admit, t, who, [
      ...(await lettingGo(t, wanted)),
      {
        do: 'create_account',
        account: { id, signInName, displayName, userType: 'member', isEnabled: wanted.isEnabled ?? true, attributes },
      },
      ...(managerId === null ? [] : [{ do: 'update_account' as const, accountId: id, set: { managerId } }]),
    ])
    return personIn(t, id)
  })
}

/** Makes of a person what `edit` says; `versions` are those it may have now, null for any. */
export function changePerson(
  admit: Admit,
  who: Provisioner,
  id: string,
  versions: readonly string[] | null,
  edit: (before: FoundPerson) => PersonFields,
): Promise<FoundPerson> {
  return provisioning(admit, who, async (t) => {
    const before = await personIn(t, id)
    mustBeVersion(versions, before.version)
    const wanted = edit(before)
    const changes = changesTo(before.account, wanted)
    if (wanted.managerId !== before.account.managerId) await managerIsThere(t, wanted.managerId)
    if (changes.length === 0) return before
    await carryOutFor(admit, t, who, [...(await lettingGo(t, wanted, id)), ...changes])
    return personIn(t, id)
  })
}

/** Deletes a person, who can be restored for 30 days by an administrator. */
export function deletePerson(
  admit: Admit,
  who: Provisioner,
  id: string,
  versions: readonly string[] | null,
): Promise<void> {
  return provisioning(admit, who, async (t) => {
    mustBeVersion(versions, (await personIn(t, id)).version)
    await carryOutFor(admit, t, who, [{ do: 'delete_account', accountId: id }])
  })
}

/** The id of the person with this sign-in name and this external id, or null: one who was made by a request sent before. */
export async function personMadeBefore(
  admit: Admit,
  who: Provisioner,
  wanted: Pick<PersonFields, 'signInName' | 'attributes'>,
): Promise<string | null> {
  const { externalId } = wanted.attributes
  if (typeof externalId !== 'string') return null
  const found = await withTenant(admit.store, who.tenantId, (t) => findAccountByName(t, nameKey(wanted.signInName)))
  return found !== null && found.deletedAt === null && found.attributes['externalId'] === externalId ? found.id : null
}

async function personIn(t: TenantDb, id: string): Promise<FoundPerson> {
  const [found] = await loadPeople(t, [id])
  if (found === undefined) throw new AppError('user.not_found', { id })
  return found
}

async function managerIsThere(t: TenantDb, id: string | null): Promise<void> {
  if (id !== null && (await loadPeople(t, [id])).length === 0)
    throw new AppError('request.invalid', { attribute: 'manager', hint: 'there is no such person' })
}

/** What a deleted account is to lose so that a new one can have it; it keeps a name by which an administrator knows it. */
async function lettingGo(t: TenantDb, wanted: PersonFields, but?: string): Promise<readonly Change[]> {
  const changes: Change[] = []
  const holder = await findAccountByName(t, nameKey(wanted.signInName))
  if (holder !== null && holder.deletedAt !== null && holder.id !== but) {
    changes.push(
      nameKey(holder.signInName) === nameKey(wanted.signInName)
        ? { do: 'update_account', accountId: holder.id, set: { signInName: nameLeft(holder.id, wanted.signInName) } }
        : { do: 'remove_alias', accountId: holder.id, name: wanted.signInName },
    )
  }
  const externalId = wanted.attributes['externalId']
  if (typeof externalId === 'string') {
    const accountId = await deletedWithExternalId(t, externalId)
    if (accountId !== null && accountId !== but)
      changes.push({ do: 'set_attribute', accountId, name: 'externalId', value: null })
  }
  return changes
}

/** The name of a deleted account that another one has taken: by it an administrator knows it. */
function nameLeft(id: string, name: string): string {
  const own = id.replaceAll('-', '')
  const left = `${own}${name}`.slice(-320)
  // Letters of another script cannot stand beside those of an id.
  return whyUnfit(left) === null ? left : `${own}${name.slice(name.lastIndexOf('@'))}`
}

async function deletedWithExternalId(t: TenantDb, externalId: string): Promise<string | null> {
  const where = { is: 'compare', column: 'externalId', op: 'eq', value: externalId } as const
  const { ids } = await searchScim(t, 'deleted_people', { where, sort: null, offset: 0, limit: 1 })
  return ids[0] ?? null
}

function changesTo(account: FoundPerson['account'], wanted: PersonFields): readonly Change[] {
  const accountId = account.id
  const set: AccountEdit = {
    ...(wanted.signInName === account.signInName ? {} : { signInName: wanted.signInName }),
    ...(wanted.displayName === account.displayName ? {} : { displayName: wanted.displayName }),
    ...(wanted.managerId === account.managerId ? {} : { managerId: wanted.managerId }),
  }
  const attributes = Object.entries(wanted.attributes).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(account.attributes[name] ?? null),
  )
  return [
    ...(Object.keys(set).length === 0 ? [] : [{ do: 'update_account' as const, accountId, set }]),
    ...attributes.map(([name, value]) => ({ do: 'set_attribute' as const, accountId, name, value })),
    ...(wanted.isEnabled === null || wanted.isEnabled === account.isEnabled
      ? []
      : [{ do: wanted.isEnabled ? ('enable_account' as const) : ('block_account' as const), accountId }]),
  ]
}
