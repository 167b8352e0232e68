import { Text } from '@mantine/core'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import type { AppDetails } from './details.ts'

const states = { waiting: 'told again', refused: 'it refused', given_up: 'given up' } as const

/** Sign-outs that the app was told of and did not answer as it should: there people may still be signed in (SES-OUT). */
export function Unanswered({ rows }: { readonly rows: AppDetails['unanswered'] }) {
  return (
    <Sheet title="Sign-outs without an answer">
      <Text size="sm" c="dimmed">
        People may still be signed in to the app. It is told again for a day.
      </Text>
      <Listing
        label="Sign-outs without an answer"
        rows={rows}
        idOf={(one) => one.id}
        none="None."
        columns={[
          { title: 'Person', cell: (one) => one.account ?? 'nobody any more' },
          { title: 'Signed out', cell: (one) => <When at={one.madeAt} /> },
          { title: 'State', cell: (one) => states[one.state] },
          { title: 'Told', isExtra: true, cell: (one) => `${one.tries + Number(one.state !== 'waiting')} times` },
          { title: 'What came of it', cell: (one) => one.answer ?? '' },
        ]}
      />
    </Sheet>
  )
}
