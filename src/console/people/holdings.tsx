import { Badge, Button, Group, Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type App, api, type Change, type Group as GroupRow, type List, type Person, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { RolesHeld } from './roles-held.tsx'

const errors: Readonly<Record<string, string>> = {
  no_seats: 'no seat was left',
  usage_location_missing: 'the usage location is missing',
  conflicting_plans: 'it conflicts with another licence',
  other: 'nobody wrote down why',
  missing_prerequisite: 'a licence it builds on is missing',
}

/** Groups, licences, apps and roles a person holds, each with the way it came. */
export function Holdings({ person }: { readonly person: Person }) {
  const { propose } = useChanges()
  const { account, groups, licences, apps } = person
  const accountId = account.id
  const off = (title: string, change: Change) => (
    <Button size="compact-xs" variant="subtle" onClick={() => propose({ title, changes: [change] })}>
      Remove
    </Button>
  )
  return (
    <>
      <Sheet title="Groups">
        <Listing
          label="Groups"
          rows={groups}
          idOf={(group) => group.id}
          none="In no group."
          columns={[
            {
              title: 'Group',
              cell: (group) => (
                <Link className="row" to="/groups/$id" params={{ id: group.id }}>
                  {group.name}
                </Link>
              ),
            },
            {
              title: 'How',
              cell: ({ how }) =>
                how === 'direct' ? 'put in' : how === 'rule' ? 'by its rule' : 'through another group',
            },
            {
              title: '',
              cell: (group) =>
                group.how === 'direct' &&
                off(`Out of ${group.name}`, { do: 'remove_from_group', accountId, groupId: group.id }),
            },
          ]}
        />
        <Add
          label="Put into a group"
          path="admit/groups?limit=500"
          fits={(one: GroupRow) =>
            one.rule === null && !groups.some((held) => held.id === one.id && held.how === 'direct')
          }
          make={(one) => ({ do: 'add_to_group', accountId, groupId: one.id })}
          who={account.displayName}
        />
      </Sheet>
      <Sheet title="Licences">
        <Listing
          label="Licences"
          rows={licences}
          idOf={(licence) => `${licence.productId} ${licence.groupId}`}
          none="No licence."
          columns={[
            { title: 'Product', cell: (licence) => licence.product },
            { title: 'By', cell: (licence) => licence.group ?? 'direct' },
            {
              title: 'Plans',
              isExtra: true,
              cell: (licence) => (
                <Group gap={4}>
                  {licence.plans.map((plan) => (
                    <Badge key={plan.id} color={plan.isOn ? 'admit' : 'gray'}>
                      {plan.isOn ? '✓' : '–'} {plan.name}
                    </Badge>
                  ))}
                </Group>
              ),
            },
            {
              title: 'State',
              cell: (licence) => (licence.state === 'active' ? 'active' : (errors[licence.error ?? ''] ?? 'in error')),
            },
            {
              title: '',
              cell: (licence) =>
                licence.groupId === null &&
                off(`No ${licence.product} for ${account.displayName}`, {
                  do: 'remove_licence',
                  accountId,
                  productId: licence.productId,
                }),
            },
          ]}
        />
        <Add
          label="Give a licence"
          path="admit/products"
          fits={(one: Product) => !licences.some((held) => held.productId === one.id && held.groupId === null)}
          make={(one) => ({ do: 'assign_licence', accountId, productId: one.id, disabledPlans: [] })}
          who={account.displayName}
        />
      </Sheet>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Sheet title="Apps assigned directly">
          <Listing
            label="Apps"
            rows={apps}
            idOf={(app) => app.id}
            none="None; apps may come through groups."
            columns={[
              {
                title: 'App',
                cell: (app) => (
                  <Link className="row" to="/apps/$id" params={{ id: app.id }}>
                    {app.name}
                  </Link>
                ),
              },
              {
                title: '',
                cell: (app) => off(`No longer assigned: ${app.name}`, { do: 'unassign_app', appId: app.id, accountId }),
              },
            ]}
          />
          <Add
            label="Assign an app"
            path="admit/apps"
            fits={(one: App) => !one.isOwn && !apps.some((held) => held.id === one.id)}
            make={(one) => ({ do: 'assign_app', appId: one.id, accountId })}
            who={account.displayName}
          />
        </Sheet>
        <RolesHeld person={person} />
      </SimpleGrid>
    </>
  )
}

type AddProps<T> = {
  readonly label: string
  readonly path: string
  readonly fits: (one: T) => boolean
  readonly make: (one: T) => Change
  readonly who: string
}

function Add<T extends { readonly id: string; readonly name: string }>({ label, path, fits, make, who }: AddProps<T>) {
  const { propose } = useChanges()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({ queryKey: ['choices', path], queryFn: () => api<List<T>>(path), enabled: isOpen })
  const able = (data?.value ?? []).filter(fits)
  return (
    <Select
      aria-label={label}
      placeholder={`${label}…`}
      searchable
      maw={360}
      value={null}
      data={able.map((one) => ({ value: one.id, label: one.name }))}
      onFocus={() => setOpen(true)}
      onChange={(id) => {
        const one = able.find((candidate) => candidate.id === id)
        if (one !== undefined) propose({ title: `${label}: ${one.name}, for ${who}`, changes: [make(one)] })
      }}
    />
  )
}
