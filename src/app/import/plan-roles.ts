import { grantsOf } from '../../core/changes/held-roles.ts'
import { isScopable } from '../../core/changes/within-unit.ts'
import { type Draft, fault } from './draft.ts'
import { quoted } from './fields.ts'
import { tell } from './plan-structure.ts'
import type { WantedMember } from './records.ts'

/** Domains. A file proves nothing: each is to be verified here, and people have it in their names meanwhile. */
export function planDomains(draft: Draft): void {
  const here = new Map(draft.here.tenant.domains.map((domain) => [domain.name, domain]))
  for (const { spot, name, isVerified, isDefault } of draft.records.domains) {
    const found = here.get(name)
    if (found === undefined) {
      const domain = { name, isVerified: false, isDefault: false }
      here.set(name, domain)
      draft.structure.push({ do: 'put_domain', domain })
    }
    if (isVerified && !found?.isVerified)
      draft.notes.push({
        ...spot,
        reason: `${name} is verified there; here DNS has to prove it: admit domain verify ${name}`,
      })
    else if (isDefault && !found?.isDefault)
      draft.notes.push({ ...spot, reason: `${name} is the default domain there; here another one is` })
    tell(draft.counts.domains, found !== undefined, found !== undefined)
  }
}

/** Administrative units: matched by id, else by name. */
export function planUnits(draft: Draft): void {
  const here = Object.values(draft.here.tenant.units ?? {})
  for (const one of here) draft.unitIds.set(one.id, one.id)
  for (const { unit } of draft.records.units) {
    const isSameName = (name: string) => name.toLowerCase() === unit.name.toLowerCase()
    const found = here.find(({ id }) => id === unit.id) ?? here.find(({ name }) => isSameName(name))
    const id = found?.id ?? unit.id
    draft.unitIds.set(unit.id, id)
    const isSame = found !== undefined && found.name === unit.name && found.description === unit.description
    if (!isSame) draft.structure.push({ do: 'put_unit', unit: { ...unit, id } })
    tell(draft.counts.units, found !== undefined, isSame)
  }
}

/** Who is in which unit. */
export function planUnitMembers(draft: Draft): void {
  for (const wanted of draft.records.unitMembers) {
    const { memberId } = wanted
    const unitId = draft.unitIds.get(wanted.groupId) ?? wanted.groupId
    const [person, group] = [draft.personIds.get(memberId), draft.groupIds.get(memberId)]
    if (person === undefined && group === undefined) missing(draft, wanted)
    else if (person !== undefined) {
      if (!draft.here.unitsOf.get(person)?.includes(unitId))
        draft.later.push({ do: 'add_to_unit', unitId, accountId: person })
    } else if (group !== undefined && !draft.here.tenant.groups[group]?.unitIds?.includes(unitId))
      draft.later.push({ do: 'add_group_to_unit', unitId, groupId: group })
  }
}

/** Who looks after which group. */
export function planOwners(draft: Draft): void {
  const done = new Set<string>()
  for (const wanted of draft.records.owners) {
    const [groupId, accountId] = [draft.groupIds.get(wanted.groupId), draft.personIds.get(wanted.memberId)]
    if (groupId === undefined) fault(draft, wanted.spot, `there is no group ${wanted.groupId} here or in the files`)
    else if (accountId === undefined) missing(draft, wanted)
    else if (
      !draft.here.tenant.groups[groupId]?.ownerIds?.includes(accountId) &&
      !done.has(`${groupId} ${accountId}`)
    ) {
      done.add(`${groupId} ${accountId}`)
      draft.later.push({ do: 'add_group_owner', groupId, accountId })
      draft.counts.owners++
    }
  }
}

/** Who holds which role: people, and groups that were made for roles. */
export function planRoles(draft: Draft): void {
  const forRoles = new Set(
    draft.records.groups.flatMap((group) => (group.isRoleAssignable && group.id !== null ? [group.id] : [])),
  )
  const done = new Set<string>()
  for (const { spot, role, principalId, unitId: given } of draft.records.roles) {
    const [accountId, groupId] = [draft.personIds.get(principalId), draft.groupIds.get(principalId)]
    const unitId = given === null ? null : draft.unitIds.get(given)
    const scope = unitId == null ? {} : { unitId }
    const isGiven = (one: { readonly role: string; readonly unitId: string | null }) =>
      one.role === role && one.unitId === (unitId ?? null)
    const key = `${role} ${principalId} ${unitId}`
    if (done.has(key)) continue
    done.add(key)
    if (unitId === undefined) fault(draft, spot, `there is no administrative unit ${given} here or in the files`)
    else if (unitId !== null && !isScopable(role))
      draft.notes.push({ ...spot, reason: `the role ${quoted(role)} cannot be given within a unit here` })
    else if (accountId !== undefined) {
      const account = draft.here.byId.get(accountId)
      if (account !== undefined && grantsOf(account).some((one) => one.groupId === null && isGiven(one))) continue
      draft.later.push({ do: 'assign_role', accountId, role, ...scope })
      draft.counts.roles++
    } else if (groupId !== undefined) {
      const group = draft.here.tenant.groups[groupId]
      if (group?.roles?.some(isGiven)) continue
      if (group === undefined ? !forRoles.has(principalId) : group.isRoleAssignable !== true)
        draft.notes.push({ ...spot, reason: 'the group was not made for roles, and gives none here' })
      else {
        draft.later.push({ do: 'assign_group_role', groupId, role, ...scope })
        draft.counts.roles++
      }
    } else fault(draft, spot, `there is no person or group ${principalId} here or in the files`)
  }
}

function missing(draft: Draft, { spot, memberId }: WantedMember): void {
  fault(draft, spot, `there is no person or group ${memberId} here or in the files`)
}
