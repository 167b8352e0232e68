import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Unit } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { useMay, useSession } from '../session.tsx'
import { type Assignment, type Role, unitOf } from './role.ts'

const everywhere = 'everywhere'

type Props = {
  readonly role: Role
  readonly units: readonly Unit[]
  readonly held: readonly Assignment[]
}

/** Gives a role to a person or to a group for roles, everywhere or within a unit; who may not give roles does not see it. */
export function GiveRole({ role, units, held }: Props) {
  const { propose } = useChanges()
  const { accountId: self, roles } = useSession()
  const may = useMay()
  const [unitId, setUnit] = useState(everywhere)
  const [refused, setRefused] = useState<string | null>(null)
  const where = unitId === everywhere ? {} : { unitId }
  const unit = units.find((one) => one.id === unitId)
  const within = unit === undefined ? '' : ` within ${unit.name}`
  const isHeld = (id: string) => held.some((one) => one.principalId === id && (unitOf(one) ?? everywhere) === unitId)
  if (!may('assign_role')) return null
  const toPerson = (accountId: string, name: string) => {
    if (accountId === self && !roles.includes('global-admin'))
      return setRefused('Nobody but a Global Administrator gives a role to themselves.')
    if (isHeld(accountId)) return setRefused(`${name} holds it already${within}.`)
    setRefused(null)
    propose({
      title: `${name}: ${role.name}${within}`,
      changes: [{ do: 'assign_role', accountId, role: role.key, ...where }],
    })
  }
  return (
    <>
      <HalfWide>
        <PersonPicker
          label="Give it to a person"
          placeholder="Begin a name"
          onPick={(user) => toPerson(user.id, user.displayName)}
        />
        {may('assign_group_role') && (
          <GroupPicker
            label="Give it to a group for roles"
            placeholder="Choose"
            isLabelShown
            filter="isAssignableToRole eq true"
            fits={(group) => !isHeld(group.id)}
            onPick={(group) =>
              group !== null &&
              propose({
                title: `${group.displayName}: ${role.name}${within}`,
                changes: [{ do: 'assign_group_role', groupId: group.id, role: role.key, ...where }],
              })
            }
          />
        )}
        {role.isScopable && units.length > 0 && (
          <Select
            label="Where it holds"
            allowDeselect={false}
            value={unitId}
            data={[
              { value: everywhere, label: everywhere },
              ...units.map((one) => ({ value: one.id, label: `within ${one.name}` })),
            ]}
            onChange={(value) => setUnit(value ?? everywhere)}
          />
        )}
      </HalfWide>
      {refused !== null && (
        <Text size="sm" role="alert">
          {refused}
        </Text>
      )}
    </>
  )
}
