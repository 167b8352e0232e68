import type { Group, Snapshot } from '../snapshot.ts'
import type { UnitChange } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { grantsOf, withGrants } from './held-roles.ts'
import { groupName, person, unitName } from './names.ts'

/** Administrative units: parts of the organisation that roles may be given for. They decide no sign-in. */
export const unitChanges: Family<UnitChange['do']> = {
  put_unit: {
    title: ({ unit }, s) =>
      s.tenant.units?.[unit.id] === undefined
        ? `Create the administrative unit ${unit.name}`
        : `Change the administrative unit ${unitName(s, unit.id)}`,
    weakens: 0,
    blast: 0,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { unit }) => {
      const before = s.tenant.units?.[unit.id]
      const isSame = before?.name === unit.name && before.description === unit.description
      return isSame ? s : withUnits(s, { ...s.tenant.units, [unit.id]: unit })
    },
    inverse: ({ unit }, { tenant }) => {
      const before = tenant.units?.[unit.id]
      if (before === undefined) return { do: 'delete_unit', unitId: unit.id }
      const isSame = before.name === unit.name && before.description === unit.description
      return isSame ? null : { do: 'put_unit', unit: before }
    },
  },
  delete_unit: {
    title: ({ unitId }, s) => `Delete the administrative unit ${unitName(s, unitId)}`,
    weakens: 0,
    blast: 2,
    isReversible: false,
    by: 'press',
    sideEffects: () => ['Roles given within it end.'],
    apply: (s, { unitId }) => {
      const { [unitId]: unit, ...others } = s.tenant.units ?? {}
      return unit === undefined ? s : withoutUnit(withUnits(s, others), unitId)
    },
    inverse: () => null,
  },
  add_to_unit: {
    title: ({ accountId, unitId }, s) => `Put ${person(s, accountId)} into ${unitName(s, unitId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [administered],
    apply: (s, { accountId, unitId }) =>
      s.tenant.units?.[unitId] === undefined ? s : onAccount(s, accountId, (account) => placed(account, unitId, 'in')),
    inverse: ({ accountId, unitId }, { account }) =>
      account?.id === accountId && account.unitIds?.includes(unitId)
        ? null
        : { do: 'remove_from_unit', accountId, unitId },
  },
  remove_from_unit: {
    title: ({ accountId, unitId }, s) => `Take ${person(s, accountId)} out of ${unitName(s, unitId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId, unitId }) => onAccount(s, accountId, (account) => placed(account, unitId, 'out')),
    inverse: ({ accountId, unitId }, { account }) =>
      account?.id === accountId && !account.unitIds?.includes(unitId) ? null : { do: 'add_to_unit', accountId, unitId },
  },
  add_group_to_unit: {
    title: ({ groupId, unitId }, s) => `Put the group ${groupName(s, groupId)} into ${unitName(s, unitId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: () => [administered],
    apply: (s, { groupId, unitId }) => (s.tenant.units?.[unitId] === undefined ? s : onGroup(s, groupId, unitId, 'in')),
    inverse: ({ groupId, unitId }, s) =>
      s.tenant.groups[groupId]?.unitIds?.includes(unitId) ? null : { do: 'remove_group_from_unit', groupId, unitId },
  },
  remove_group_from_unit: {
    title: ({ groupId, unitId }, s) => `Take the group ${groupName(s, groupId)} out of ${unitName(s, unitId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { groupId, unitId }) => onGroup(s, groupId, unitId, 'out'),
    inverse: ({ groupId, unitId }, s) =>
      s.tenant.groups[groupId]?.unitIds?.includes(unitId) ? { do: 'add_group_to_unit', groupId, unitId } : null,
  },
}

const administered = 'Whoever holds a role within the unit may then act on it.'

function withUnits(s: Snapshot, units: NonNullable<Snapshot['tenant']['units']>): Snapshot {
  return { ...s, tenant: { ...s.tenant, units } }
}

/** Nobody is in it any more, and what was given within it ends. */
function withoutUnit(s: Snapshot, unitId: string): Snapshot {
  const groups = Object.fromEntries(
    Object.entries(s.tenant.groups).map(([id, group]) => {
      const { roles = [], ...plain } = placed(group, unitId, 'out')
      const left = roles.filter((one) => one.unitId !== unitId)
      return [id, left.length === 0 ? plain : { ...plain, roles: left }]
    }),
  )
  const tenant = { ...s.tenant, groups }
  if (s.account === null) return { ...s, tenant }
  const own = grantsOf(s.account).filter((one) => one.groupId === null && one.unitId !== unitId)
  return { ...s, tenant, account: withGrants(placed(s.account, unitId, 'out'), own, groups) }
}

function onGroup(s: Snapshot, groupId: string, unitId: string, way: 'in' | 'out'): Snapshot {
  const group = s.tenant.groups[groupId]
  if (group === undefined) return s
  const after: Group = placed(group, unitId, way)
  return after === group ? s : { ...s, tenant: { ...s.tenant, groups: { ...s.tenant.groups, [groupId]: after } } }
}

/** What may be in units, with one more or less; the same object where it was so. */
function placed<T extends { readonly unitIds?: readonly string[] }>(one: T, unitId: string, way: 'in' | 'out'): T {
  const { unitIds = [], ...plain } = one
  if (unitIds.includes(unitId) === (way === 'in')) return one
  const after = way === 'in' ? [...unitIds, unitId].sort() : unitIds.filter((id) => id !== unitId)
  return (after.length === 0 ? plain : { ...plain, unitIds: after }) as T
}
