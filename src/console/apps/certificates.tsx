import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { remove } from '../api.ts'
import type { AppDetails } from './details.ts'
import { weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { Ends } from './ends.tsx'
import { NewCertificate } from './new-certificate.tsx'
import { TakingAway } from './taking-away.tsx'

type Certificate = AppDetails['certificates'][number]

/** The certificates that an app may prove itself with. */
export function Certificates({ details: { app, certificates } }: { readonly details: AppDetails }) {
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Certificate | null>(null)
  return (
    <Sheet
      title="Certificates"
      buttons={
        may('put_app') && (
          <Button {...weights.sheet} onClick={() => setAdding(true)}>
            Add a certificate
          </Button>
        )
      }
    >
      <Text size="sm">
        With one of these the app signs who it is, and keeps the key to itself: there is no secret that could be read on
        the way.
      </Text>
      <Listing
        label="Certificates"
        rows={certificates}
        idOf={(one) => one.id}
        none="It has no certificate."
        columns={[
          {
            title: 'Name',
            cell: (one) => (
              <>
                {one.displayName}
                {one.subject !== '' && <div className="quiet">{one.subject}</div>}
              </>
            ),
          },
          {
            title: 'Thumbprint',
            cell: (one) => <span className="mono">{one.thumbprint.toUpperCase()}</span>,
          },
          { title: 'Ends', cell: (one) => <Ends at={one.expiresAt} /> },
          {
            title: '',
            cell: (one) =>
              may('put_app') && (
                <Button
                  {...weights.row}
                  aria-label={`Remove the certificate ${one.displayName}`}
                  onClick={() => setLeaving(one)}
                >
                  Remove
                </Button>
              ),
          },
        ]}
      />
      {isAdding && <NewCertificate app={app} onClose={() => setAdding(false)} />}
      {leaving !== null && (
        <TakingAway
          appId={app.id}
          kind="certificate"
          name={leaving.displayName}
          work={() => remove(`admit/apps/${app.id}/certificates/${leaving.id}`)}
          onClose={() => setLeaving(null)}
        >
          {`${app.name} gets no token with it any more, at once. It can be added again.`}
        </TakingAway>
      )}
    </Sheet>
  )
}
