import type { Person } from '../api.ts'
import { ChangeButton } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'

const kinds = { browser: 'until the browser closes', lasting: 'stays signed in', shared: 'a shared computer' } as const

/** Where the person is signed in: every browser, with the apps that were opened in it (L2). */
export function Sessions({ person: { account, sessions } }: { readonly person: Person }) {
  return (
    <Sheet title="Signed in">
      <Listing
        label="Where the person is signed in"
        rows={sessions}
        idOf={(one) => one.id}
        none="Nowhere."
        columns={[
          { title: 'Browser', cell: (one) => one.client ?? 'not known' },
          { title: 'Address', isExtra: true, cell: (one) => <span className="mono">{one.ip}</span> },
          { title: 'Since', cell: (one) => <When at={one.startedAt} /> },
          { title: 'Last seen', cell: (one) => <When at={one.lastSeenAt} /> },
          { title: 'How long', isExtra: true, cell: (one) => kinds[one.kind] },
          { title: 'Opened there', cell: (one) => one.apps.join(', ') },
          {
            title: '',
            cell: (one) => (
              <ChangeButton
                on="row"
                label={`End the session in ${one.client ?? 'a browser that is not known'}`}
                title={`End a session: ${account.displayName}`}
                changes={[{ do: 'end_session', accountId: account.id, sessionId: one.id }]}
              >
                End
              </ChangeButton>
            ),
          },
        ]}
      />
    </Sheet>
  )
}
