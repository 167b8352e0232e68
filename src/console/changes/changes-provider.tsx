import { Button, Checkbox, Code, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { type Applied, api, type Change, type Preview } from '../api.ts'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { Impact } from './impact.tsx'

export type Proposal = {
  readonly title: string
  readonly changes: readonly Change[]
  readonly then?: (applied: Applied) => void
}

type Changes = {
  /** Shows what changes would do, and does them when that is confirmed. */
  readonly propose: (proposal: Proposal) => void
  /** Says that something is done, and offers to take it back. */
  readonly done: (title: string, applied: Applied) => void
}

const Context = createContext<Changes | null>(null)

/** The one way by which the console changes anything: shown first, done in one transaction, taken back by one press. */
export function useChanges(): Changes {
  const changes = useContext(Context)
  if (changes === null) throw new Error('changes are made inside ChangesProvider')
  return changes
}

export function ChangesProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [password, setPassword] = useState<string | null>(null)

  const done = (title: string, applied: Applied) => {
    void client.invalidateQueries()
    if (applied.temporaryPassword !== null) setPassword(applied.temporaryPassword)
    const id = applied.operationId
    notifications.show({
      id,
      title: 'Done',
      color: 'admit',
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{title}</span>
          {applied.undo.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              onClick={() => {
                notifications.hide(id)
                void takeBack(title, applied.undo)
              }}
            >
              Undo
            </Button>
          )}
        </Group>
      ),
    })
  }

  async function takeBack(title: string, changes: readonly Change[]): Promise<void> {
    try {
      await api<Applied>('admit/changes', { changes, reason: `undone: ${title}`.slice(0, 1000) })
      void client.invalidateQueries()
      notifications.show({ title: 'Undone', message: title, color: 'admit' })
    } catch (error) {
      notifications.show({ title: 'It could not be undone', message: (error as Error).message, color: 'red' })
    }
  }

  return (
    <Context value={{ propose: setProposal, done }}>
      {children}
      <Modal opened={proposal !== null} onClose={() => setProposal(null)} title={proposal?.title} size="lg">
        {proposal !== null && (
          <Confirm
            proposal={proposal}
            onClose={() => setProposal(null)}
            onDone={(applied) => {
              setProposal(null)
              done(proposal.title, applied)
              proposal.then?.(applied)
            }}
          />
        )}
      </Modal>
      <Modal opened={password !== null} onClose={() => setPassword(null)} title="Temporary password">
        <Stack>
          <Text>
            It is shown this once. Hand it over in a way only the person can hear or read; they choose their own at
            once.
          </Text>
          <Group>
            <Code fz="lg">{password}</Code>
            <CopyButton value={password ?? ''}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      </Modal>
    </Context>
  )
}

type ConfirmProps = {
  readonly proposal: Proposal
  readonly onClose: () => void
  readonly onDone: (applied: Applied) => void
}

function Confirm({ proposal, onClose, onDone }: ConfirmProps) {
  const { changes } = proposal
  const [reason, setReason] = useState('')
  const [isSure, setSure] = useState(false)
  const preview = useQuery({
    queryKey: ['preview', changes],
    queryFn: () => api<Preview>('admit/preview', { changes }),
    staleTime: 0,
  })
  const apply = useMutation({
    mutationFn: () =>
      api<Applied>('admit/changes', { changes, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    onSuccess: onDone,
  })
  return (
    <Loaded of={preview}>
      {({ steps, impact, locksOutAdministrators }) => {
        const forbidden = steps.filter((step) => !step.allowed)
        const isHeavy = impact.loses.count > 0
        return (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              apply.mutate()
            }}
          >
            <Stack>
              <ul>
                {steps.map((step) => (
                  <li key={JSON.stringify(step.change)}>
                    {step.title}
                    {step.sideEffects.map((effect) => (
                      <Text key={effect} size="sm" c="dimmed">
                        {effect}
                      </Text>
                    ))}
                  </li>
                ))}
              </ul>
              <Impact impact={impact} />
              {forbidden.length > 0 && (
                <Problem error={new Error(`This takes the role ${forbidden[0]?.role}, which you do not hold.`)} />
              )}
              {locksOutAdministrators && (
                <Problem
                  error={new Error('No administrator could sign in to the console any more. It will be refused.')}
                />
              )}
              <TextInput
                label="Why? It is kept in the journal."
                value={reason}
                maxLength={1000}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              {isHeavy && (
                <Checkbox
                  label={`I know that ${impact.loses.count === 1 ? 'somebody loses' : `${impact.loses.count} lose`} access`}
                  checked={isSure}
                  onChange={(event) => setSure(event.currentTarget.checked)}
                />
              )}
              {apply.error !== null && <Problem error={apply.error} />}
              <Group justify="end">
                <Button variant="default" onClick={onClose}>
                  Leave it
                </Button>
                <Button
                  type="submit"
                  loading={apply.isPending}
                  disabled={forbidden.length > 0 || locksOutAdministrators || (isHeavy && !isSure)}
                  data-autofocus
                >
                  Do it
                </Button>
              </Group>
            </Stack>
          </form>
        )
      }}
    </Loaded>
  )
}
