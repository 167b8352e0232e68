import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Allowed, type RuledKind, ruledName } from '../../core/methods/allowed.ts'
import { api, type List } from '../api.ts'
import { weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { AllowForm } from './allow-form.tsx'

export type Rule = { readonly kind: RuledKind; readonly to: Allowed }

/** Which ways to prove who one is are allowed here, and for whom. */
export function MethodsPage() {
  const [edited, setEdited] = useState<Rule | null>(null)
  const rules = useQuery({ queryKey: ['methods'], queryFn: () => api<List<Rule>>('admit/signInMethods') })
  const may = useMay()('allow_method')
  const nameOf = useNameOf((rules.data?.value ?? []).flatMap(({ to }) => (typeof to === 'string' ? [] : to)))
  return (
    <Page title="Sign-in methods">
      <Loaded of={rules}>
        {({ value }) => (
          <Sheet>
            <Text size="sm" c="dimmed" mb="sm">
              What is not allowed is neither asked for nor set up. It is kept for those who have it, and nobody sets up
              something else in its place with a password alone.
            </Text>
            <Listing
              label="Sign-in methods"
              rows={value}
              idOf={(one) => one.kind}
              none="There are none."
              columns={[
                { title: 'Method', cell: (one) => capital(ruledName(one.kind)) },
                { title: 'Allowed for', cell: (one) => whom(one.to, nameOf) },
                ...(may
                  ? [
                      {
                        title: '',
                        cell: (one: Rule) => (
                          <Button
                            {...weights.row}
                            aria-label={`Edit ${ruledName(one.kind)}`}
                            onClick={() => setEdited(one)}
                          >
                            Edit
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </Sheet>
        )}
      </Loaded>
      {edited !== null && <AllowForm rule={edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

function whom(to: Allowed, nameOf: (id: string) => string): string {
  if (to === 'everybody') return 'Everybody'
  return to === 'nobody' ? 'Nobody' : `Members of ${to.map(nameOf).join(', ')}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
