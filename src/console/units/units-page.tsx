import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { NameFields } from '../parts/name-fields.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { useSession } from '../session.tsx'
import type { UnitDetails } from './unit.ts'

/** Administrative units: parts of the organisation that roles are given for. */
export function UnitsPage() {
  const { mayDo } = useSession()
  const [isMaking, setMaking] = useState(false)
  const units = useQuery({ queryKey: ['units'], queryFn: () => api<List<UnitDetails>>('admit/units') })
  return (
    <Page
      title="Units"
      buttons={mayDo['put_unit'] === true && <Button onClick={() => setMaking(true)}>New unit</Button>}
    >
      <Sheet>
        <Loaded of={units}>
          {({ value }) => (
            <Listing
              label="Units"
              rows={value}
              idOf={(unit) => unit.id}
              none="There is no unit yet. A unit is a part of the organisation that somebody looks after."
              columns={[
                {
                  title: 'Name',
                  cell: (unit) => <Named to="/units/$id" id={unit.id} name={unit.name} />,
                },
                { title: 'For', isExtra: true, cell: (unit) => unit.description },
                { title: 'People', cell: (unit) => unit.people.toLocaleString() },
                { title: 'Groups', cell: (unit) => unit.groups.length },
                {
                  title: 'Looked after by',
                  isExtra: true,
                  cell: (unit) => new Set(unit.roles.map((one) => one.accountId)).size || 'nobody',
                },
              ]}
            />
          )}
        </Loaded>
      </Sheet>
      {isMaking && <UnitForm unit={null} onClose={() => setMaking(false)} />}
    </Page>
  )
}

/** Makes a unit, or edits one. */
export function UnitForm({ unit, onClose }: { readonly unit: UnitDetails | null; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const navigate = useNavigate()
  const [value, setValue] = useState({ name: unit?.name ?? '', description: unit?.description ?? '' })
  const { name, description } = value
  const isDirty = name !== (unit?.name ?? '') || description !== (unit?.description ?? '')
  return (
    <FormDialog
      title={unit === null ? 'New unit' : `Edit ${unit.name}`}
      isDirty={isDirty}
      isOff={!isDirty || name.trim() === ''}
      onClose={onClose}
      onSubmit={() => {
        const id = unit?.id ?? crypto.randomUUID()
        propose({
          title: `${unit === null ? 'New unit' : 'Edit the unit'}: ${name.trim()}`,
          changes: [{ do: 'put_unit', unit: { id, name: name.trim(), description: description.trim() || null } }],
          then: () => {
            onClose()
            if (unit === null) void navigate({ to: '/units/$id', params: { id } })
          },
        })
      }}
    >
      <NameFields value={value} onChange={setValue} />
    </FormDialog>
  )
}
