import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, remove } from '../api.ts'
import { weights } from '../parts/change-button.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { useWayBack } from '../parts/way-back.ts'
import { When } from '../parts/when.tsx'
import { NewToken } from './new-token.tsx'
import { stateOf, type Token, type Tokens } from './token.ts'

const colours = { works: 'admit', revoked: 'gray', ended: 'yellow' } as const

/** The clients that make and change people by SCIM: the address they are given, and a token for each. */
export function ProvisioningPage() {
  const [isMaking, setMaking] = useState(false)
  const tokens = useQuery({ queryKey: ['scim_tokens'], queryFn: () => api<Tokens>('admit/scimTokens') })
  return (
    <Page
      title="Provisioning"
      buttons={tokens.data !== undefined && <Button onClick={() => setMaking(true)}>New token</Button>}
    >
      <Loaded of={tokens}>
        {({ baseUrl, value }) => (
          <>
            <Sheet title="What a client is given">
              <Text size="sm">
                A system that knows who works for you makes, changes and blocks people and groups here by SCIM 2.0. Give
                it this address and a token of its own.
              </Text>
              <dl className="record">
                <CopyField name="Base URL" value={baseUrl} />
              </dl>
            </Sheet>
            <Sheet title="Tokens">
              <TokenList rows={value} />
            </Sheet>
            {isMaking && <NewToken baseUrl={baseUrl} onClose={() => setMaking(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function TokenList({ rows }: { readonly rows: readonly Token[] }) {
  const nameOf = useNameOf(rows.flatMap(({ madeBy }) => madeBy ?? []))
  const [revoking, setRevoking] = useState<Token | null>(null)
  const now = Date.now()
  return (
    <>
      <Listing
        label="Tokens"
        rows={rows}
        idOf={(one) => one.id}
        none="There is no token yet: nobody provisions people here."
        columns={[
          {
            title: 'Name',
            cell: (one) => (
              <>
                {one.name} <span className="mono quiet">…{one.hint}</span>
              </>
            ),
          },
          {
            title: 'State',
            cell: (one) => {
              const state = stateOf(one, now)
              return (
                <>
                  <Badge color={colours[state]}>{state}</Badge> {state === 'works' && 'until '}
                  <When at={one.revokedAt ?? one.expiresAt} />
                </>
              )
            },
          },
          {
            title: 'Last used',
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <When at={lastUsedAt} />),
          },
          {
            title: 'May touch',
            isExtra: true,
            cell: ({ reach }) => (reach === 'people' ? 'people without roles' : 'administrators too'),
          },
          {
            title: 'Made',
            isExtra: true,
            cell: ({ madeBy, createdAt }) => (
              <>
                <When at={createdAt} /> by {madeBy === null ? 'the command line' : nameOf(madeBy)}
              </>
            ),
          },
          {
            title: '',
            cell: (one) =>
              stateOf(one, now) === 'works' && (
                <Button {...weights.row} aria-label={`Revoke ${one.name}`} onClick={() => setRevoking(one)}>
                  Revoke
                </Button>
              ),
          },
        ]}
      />
      {revoking !== null && <Revoke token={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}

function Revoke({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  useWayBack()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => remove<Token>(`admit/scimTokens/${token.id}`),
    onSuccess: () => {
      notifications.show({ title: 'Revoked', message: `${token.name} is let in no more.`, color: 'admit' })
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['scim_tokens'] }),
  })
  return (
    <Modal opened onClose={onClose} title={`Revoke ${token.name}?`}>
      <Stack>
        <Text>Whoever uses it is refused at once, and it cannot be brought back. What it did stays.</Text>
        {revoke.error !== null && <Problem error={revoke.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            Revoke it
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
