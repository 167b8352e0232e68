import { Button, Group, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Change, Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton } from '../parts/change-button.tsx'
import { useMay } from '../session.tsx'

type Props = {
  /** Graph's name of it, or ours. */
  readonly error: string
  readonly product: Product
  readonly person: { readonly id: string; readonly name: string }
}

/** The one press that removes the cause of a licence's error, where it can be removed here, and *reprocess* beside it. */
export function LicenceFix({ error, product, person }: Props) {
  const { propose } = useChanges()
  const may = useMay()
  const again: Change = { do: 'reprocess_account', accountId: person.id }
  const isOf = (...names: readonly string[]) => names.includes(error)
  return (
    <Group gap={4}>
      {isOf('no_seats', 'CountViolation') && may('put_product') && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`One more seat… for ${person.name}`}
          onClick={() => {
            const { id, name, plans, status, expiresAt } = product
            const seats = Math.max(product.seats, product.seatsUsed) + 1
            propose({
              title: `One more seat of ${product.name}`,
              changes: [{ do: 'put_product', product: { id, name, plans, status, expiresAt, seats } }, again],
            })
          }}
        >
          One more seat…
        </Button>
      )}
      {isOf('usage_location_missing', 'ProhibitedInUsageLocationViolation') && may('set_attribute') && (
        <Location person={person} />
      )}
      <ChangeButton on="row" label={`Reprocess… ${person.name}`} title={`Reprocess ${person.name}`} changes={[again]}>
        Reprocess…
      </ChangeButton>
    </Group>
  )
}

function Location({ person }: Pick<Props, 'person'>) {
  const { propose } = useChanges()
  const [value, setValue] = useState('')
  const location = value.trim().toUpperCase()
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" aria-label={`Say where… ${person.name} is`}>
          Say where…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            propose({
              title: `Usage location of ${person.name}: ${location}`,
              changes: [
                { do: 'set_attribute', accountId: person.id, name: 'usageLocation', value: location },
                { do: 'reprocess_account', accountId: person.id },
              ],
            })
          }}
        >
          <Stack gap="xs">
            <TextInput
              label="Usage location"
              description="Two letters, such as FR."
              data-autofocus
              maxLength={2}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" disabled={!/^[A-Z]{2}$/.test(location)}>
              Go on
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
