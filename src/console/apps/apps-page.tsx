import { Badge, Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type App, api, type List, type Product } from '../api.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { AppForm } from './app-form.tsx'

/** Apps that people sign in to with Admit. */
export function AppsPage() {
  const { mayDo } = useSession()
  const [isMaking, setMaking] = useState(false)
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const plans = new Map(
    (products.data?.value ?? []).flatMap((product) => product.plans).map((plan) => [plan.id, plan.name]),
  )
  const [text, setText] = useState('')
  const fits = (app: App) =>
    app.name.toLowerCase().includes(text.trim().toLowerCase()) || app.id === text.trim().toLowerCase()
  return (
    <Page
      title="Apps"
      buttons={
        <>
          <ExportButton list="apps" />
          {mayDo['put_app'] === true && <Button onClick={() => setMaking(true)}>Register an app</Button>}
        </>
      }
    >
      <Sheet>
        <TextInput
          aria-label="Find apps"
          placeholder="Find by name or application id"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Loaded of={apps}>
          {({ value }) => (
            <Listing
              label="Apps"
              rows={value.filter(fits)}
              idOf={(app) => app.id}
              none={text === '' ? 'No app is registered yet.' : `No app is called “${text.trim()}”.`}
              columns={[
                {
                  title: 'Name',
                  cell: (app) => <Named to="/apps/$id" id={app.id} name={app.name} />,
                },
                { title: 'Who', cell: (app) => (app.assignmentRequired ? 'who is assigned' : 'everybody') },
                {
                  title: 'Licence',
                  isExtra: true,
                  cell: (app) => (app.requiredPlan === null ? 'none needed' : plans.get(app.requiredPlan)),
                },
                {
                  title: 'State',
                  isShort: true,
                  cell: (app) => (
                    <>
                      {!app.isEnabled && <Badge color="red">switched off</Badge>}
                      {app.isOwn && <Badge color="gray">part of Admit</Badge>}
                    </>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Sheet>
      {isMaking && <AppForm app={null} onClose={() => setMaking(false)} />}
    </Page>
  )
}
