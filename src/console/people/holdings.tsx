import { Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type App, api, type Change, type List, type Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { GroupsHeld } from './groups-held.tsx'
import { LicencesHeld } from './licences-held.tsx'
import { RolesHeld } from './roles-held.tsx'

/** Groups, licences, apps and roles a person holds, each with the way it came. */
export function Holdings({ person }: { readonly person: Person }) {
  const may = useMay()
  const { account, apps } = person
  const accountId = account.id
  return (
    <>
      <GroupsHeld person={person} />
      <LicencesHeld person={person} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Sheet title="Apps assigned directly">
          {may('assign_app') && (
            <Add
              label="Assign an app"
              path="admit/apps"
              fits={(one: App) => !one.isOwn && !apps.some((held) => held.id === one.id)}
              make={(one) => ({ do: 'assign_app', appId: one.id, accountId })}
              who={account.displayName}
            />
          )}
          <Listing
            label="Apps"
            rows={apps}
            idOf={(app) => app.id}
            none="None; apps may come through groups."
            columns={[
              {
                title: 'App',
                cell: (app) => <Named to="/apps/$id" {...app} />,
              },
              {
                title: '',
                cell: (app) => (
                  <Remove
                    what={app.name}
                    title={`No longer assigned: ${app.name}`}
                    changes={[{ do: 'unassign_app', appId: app.id, accountId }]}
                  />
                ),
              },
            ]}
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
