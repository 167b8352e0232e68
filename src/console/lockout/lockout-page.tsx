import { Button, NumberInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { type LockoutRules, lockoutLimits } from '../../core/lockout/lockout.ts'
import { api } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'

/** How wrong passwords lock accounts, and which addresses wait because they came with those of many. */
export function LockoutPage() {
  const lockout = useQuery({ queryKey: ['lockout'], queryFn: () => api<Lockout>('admit/lockout') })
  return (
    <Page title="Lockout">
      <Loaded of={lockout}>
        {(data) => (
          <>
            <Rules key={`${data.threshold} ${data.seconds} ${data.growth}`} rules={data} />
            {data.waiting !== null && (
              <Sheet title="Addresses that wait">
                <Listing
                  label="Addresses that wait"
                  rows={data.waiting}
                  idOf={(one) => one.address}
                  none="No address came with wrong passwords of many people."
                  columns={[
                    { title: 'Address', cell: (one) => <span className="mono">{one.address}</span> },
                    { title: 'People', cell: (one) => one.names },
                    { title: 'Waits until', cell: (one) => <When at={one.waitUntil} /> },
                  ]}
                />
              </Sheet>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

type Lockout = LockoutRules & {
  readonly waiting: readonly { readonly address: string; readonly names: number; readonly waitUntil: number }[] | null
}

const fields = [
  { name: 'threshold', label: 'Wrong passwords that lock an account', description: undefined },
  { name: 'seconds', label: 'Seconds that the first lock lasts', description: undefined },
  {
    name: 'growth',
    label: 'Times as long that each lock after it lasts',
    description: 'A day at most; 1 leaves it as long.',
  },
] as const

function Rules({ rules }: { readonly rules: LockoutRules }) {
  const { propose } = useChanges()
  const may = useMay()('set_lockout')
  const form = useForm<LockoutRules>({
    initialValues: { threshold: rules.threshold, seconds: rules.seconds, growth: rules.growth },
  })
  return (
    <Sheet title="Wrong passwords">
      <form
        onSubmit={form.onSubmit(({ threshold, seconds, growth }) =>
          propose({
            title: 'Change the lockout after wrong passwords',
            changes: [{ do: 'set_lockout', threshold, seconds, growth }],
          }),
        )}
      >
        <Stack gap="md" maw={420}>
          {fields.map(({ name, label, description }) => (
            <NumberInput
              key={name}
              label={label}
              description={description}
              min={lockoutLimits[name][0]}
              max={lockoutLimits[name][1]}
              allowDecimal={false}
              clampBehavior="strict"
              required
              readOnly={!may}
              {...form.getInputProps(name)}
            />
          ))}
          <Text size="sm" c="dimmed">
            Places where a person has signed in before are counted apart from all others, so that nobody’s guesses lock
            them out of their own. One of the last three wrong passwords does not count again.
          </Text>
          {may && (
            <Button type="submit" disabled={!form.isDirty()} style={{ alignSelf: 'start' }}>
              Go on
            </Button>
          )}
        </Stack>
      </form>
    </Sheet>
  )
}
