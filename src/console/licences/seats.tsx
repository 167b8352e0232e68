import { Badge, Group, Progress, Text } from '@mantine/core'
import { graceDays, statusOf, suspendedDays } from '../../core/licensing/life-cycle.ts'
import type { Product } from '../api.ts'
import { When } from '../parts/when.tsx'
import { states } from './states.ts'

const colours = { enabled: 'admit', warning: 'yellow', suspended: 'red', deleted: 'red', locked_out: 'red' } as const

/** How a product stands now, and how many of its seats are in use. */
export function Seats({ product }: { readonly product: Product }) {
  const share = product.seats === 0 ? 100 : (100 * product.seatsUsed) / product.seats
  const status = statusOf(product, Date.now())
  return (
    <div>
      <Group gap="xs" mb={6}>
        <Badge color={colours[status]}>{states[status]}</Badge>
        <Text size="sm">
          {product.seatsUsed.toLocaleString()} of {product.seats.toLocaleString()} seats in use
          {product.seatsUsed >= product.seats && ': none is left'}
          {product.expiresAt !== null && (
            <>
              , until <When at={product.expiresAt} />
            </>
          )}
        </Text>
      </Group>
      <Progress
        size="sm"
        value={Math.min(share, 100)}
        color={share >= 100 ? 'red' : 'admit'}
        aria-label={`Seats of ${product.name} in use`}
      />
    </div>
  )
}

const day = 86_400_000

/** The life of a product after its end, with the day of each step; nothing where it has no end. */
export function Ends({ product: { expiresAt } }: { readonly product: Product }) {
  if (expiresAt === null) return <span className="quiet">it has no end</span>
  const now = Date.now()
  const steps = [
    [expiresAt, 'ends, and still works for a while'],
    [expiresAt + graceDays * day, 'is suspended: nobody gets in by it, nothing is lost'],
    [expiresAt + (graceDays + suspendedDays) * day, 'is deleted'],
  ] as const
  return (
    <ul>
      {steps.map(([at, what]) => (
        <li key={what} className={now >= at ? 'was' : undefined}>
          <When at={at} />: it {what}
          {now >= at && ' (past)'}
        </li>
      ))}
    </ul>
  )
}
