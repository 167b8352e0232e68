import { Progress, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, type Overview } from '../api.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { titleOf } from '../sign-ins/reasons.ts'
import { RefusedLately } from '../sign-ins/refused-lately.tsx'

/** How the tenant stands today, and who was turned away. */
export function OverviewPage() {
  const overview = useQuery({ queryKey: ['overview'], queryFn: () => api<Overview>('admit/overview') })
  return (
    <Page title="Overview">
      <Loaded of={overview}>
        {(one) => (
          <>
            <SimpleGrid cols={{ base: 2, sm: 4 }}>
              <Figure to="/sign-ins" number={one.signInsToday} name="sign-ins in 24 hours" />
              <Figure to="/sign-ins" search={{ outcome: 'refuse' }} number={one.refusedToday} name="of them refused" />
              <Figure to="/people" number={one.people} name="people" />
              <Figure
                to="/policies"
                number={one.policies.on}
                name={`policies on, ${one.policies.reportOnly} watched`}
              />
            </SimpleGrid>
            {one.causes.length > 0 && (
              <Sheet title="What they were refused for">
                <Listing
                  label="Reasons"
                  rows={one.causes}
                  idOf={({ code }) => code}
                  none="Nothing."
                  columns={[
                    { title: 'Reason', cell: ({ code }) => titleOf(code) ?? 'A reason of its own' },
                    { title: 'Code', cell: ({ code }) => <span className="mono">{code}</span> },
                    { title: 'Sign-ins', cell: ({ count }) => count },
                  ]}
                />
              </Sheet>
            )}
            <Sheet title="Licences">
              {one.products.map((product) => (
                <div key={product.id}>
                  <Text size="sm" mb={4}>
                    {product.name}: {product.seatsUsed} of {product.seats} seats
                    {product.status === 'enabled' ? '' : `, ${product.status.replaceAll('_', ' ')}`}
                  </Text>
                  <Progress
                    size="sm"
                    value={product.seats === 0 ? 0 : (100 * product.seatsUsed) / product.seats}
                    aria-label={`Seats of ${product.name} in use`}
                  />
                </div>
              ))}
            </Sheet>
          </>
        )}
      </Loaded>
      <RefusedLately />
    </Page>
  )
}

function Figure({
  to,
  search = {},
  number,
  name,
}: {
  readonly to: '/sign-ins' | '/people' | '/policies'
  readonly search?: { readonly outcome?: string }
  readonly number: number
  readonly name: string
}) {
  return (
    <Link to={to} search={search} className="sheet row">
      <Text p="md" component="div">
        <Text fz={28} fw={650} component="div">
          {number}
        </Text>
        <Text size="sm" c="dimmed" component="div" fw={400}>
          {name}
        </Text>
      </Text>
    </Link>
  )
}
