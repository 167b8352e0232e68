import { Badge, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { sessionRulesOf } from '../../core/sessions/session-rules.ts'
import type { Instance } from '../api.ts'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'
import { InstanceForm } from './instance-form.tsx'

const hour = 3_600_000

/** Where an app runs for whom, and whether it is up: each region may be at work or closed for itself. */
export function InstanceList({
  appId,
  instances,
}: {
  readonly appId: string
  readonly instances: readonly Instance[]
}) {
  const mayPut = useMay()('put_instance')
  const [edited, setEdited] = useState<Instance | 'new' | null>(null)
  return (
    <Sheet
      title="Instances"
      buttons={
        mayPut && (
          <Button {...weights.sheet} onClick={() => setEdited('new')}>
            New instance
          </Button>
        )
      }
    >
      <Listing
        label="Instances"
        rows={instances}
        idOf={(one) => one.id}
        none="It runs in one place only."
        columns={[
          { title: 'Name', cell: (one) => one.name },
          { title: 'Region', isExtra: true, cell: (one) => one.region },
          { title: 'Session', isExtra: true, cell: (one) => lasting(sessionRulesOf(one).minutes) },
          {
            title: 'State',
            cell: (one) => (
              <>
                <Badge color={one.state === 'enabled' ? 'admit' : 'orange'}>{one.state}</Badge>{' '}
                {one.maintenanceUntil !== null && (
                  <>
                    until <When at={one.maintenanceUntil} />
                  </>
                )}
              </>
            ),
          },
          {
            title: '',
            cell: (one) => (
              <Group gap={4}>
                {one.state === 'enabled' ? (
                  <Put instance={one} state="maintenance">
                    Maintain for 2 hours
                  </Put>
                ) : (
                  <Put instance={one} state="enabled">
                    Open
                  </Put>
                )}
                {one.state !== 'disabled' && (
                  <Put instance={one} state="disabled">
                    Close
                  </Put>
                )}
                {mayPut && (
                  <Button {...weights.row} aria-label={`Edit ${one.name}`} onClick={() => setEdited(one)}>
                    Edit
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {edited !== null && (
        <InstanceForm appId={appId} instance={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Sheet>
  )
}

/** 480 as 8 h, 90 as 1 h 30 min. */
function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

type PutProps = { readonly instance: Instance; readonly state: Instance['state']; readonly children: string }

function Put({ instance: { id, name }, state, children }: PutProps) {
  const until = state === 'maintenance' ? Date.now() + 2 * hour : null
  return (
    <ChangeButton
      on="row"
      label={`${children}: ${name}`}
      title={`${name}: ${state}`}
      changes={[{ do: 'set_instance_state', instanceId: id, state, until }]}
    >
      {children}
    </ChangeButton>
  )
}
