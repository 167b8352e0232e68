import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { type Applied, api, type Change } from '../api.ts'
import { focusAgain, opener } from '../parts/way-back.ts'
import { sinceThen } from './changed-meanwhile.tsx'
import { Confirm } from './confirm.tsx'
import { keepProposal, keptProposal } from './kept-proposal.ts'
import { leastOf, seenIn } from './seen.ts'

export type Proposal = {
  readonly title: string
  readonly changes: readonly Change[]
  /** What comes after; what is shown is asked anew when that is over, so that nobody asks for what is gone. */
  readonly then?: (applied: Applied) => unknown
}

type Changes = {
  /** Shows what changes would do, and does them when that is confirmed. */
  readonly propose: (proposal: Proposal) => void
  /** From now on until it is called back, changes are those of a form filled with what is shown now. */
  readonly keepSeen: () => () => void
  /** Whether that is being shown now. */
  readonly isProposing: boolean
  /** Says that something is done, and offers to take it back. */
  readonly done: (title: string, applied: Applied) => void
  /** Takes back what was done, once, and says whether that went well. */
  readonly takeBack: (title: string, applied: Applied) => Promise<void>
  /** Operations that were taken back. */
  readonly takenBack: ReadonlySet<string>
}

type Secret = { readonly title: string; readonly text: string; readonly value: string }

/** What is said beside a secret that nobody sees again. */
const shownOnce = {
  password: {
    title: 'Temporary password',
    text: 'It is shown this once. Hand it over in a way only the person can hear or read; they choose their own at once.',
  },
  pass: {
    title: 'Temporary Access Pass',
    text: 'It is shown this once. Hand it over in a way only the person can hear or read; they type it where the password is asked for.',
  },
} as const

/** What the cross says to who does not see it. */
const close = { 'aria-label': 'Close' }

const Context = createContext<Changes | null>(null)

/** The one way by which the console changes anything: shown first, done in one transaction, taken back by one press. */
export function useChanges(): Changes {
  const changes = useContext(Context)
  if (changes === null) throw new Error('changes are made inside ChangesProvider')
  return changes
}

export function ChangesProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const [proposal, show] = useState<Proposal | null>(keptProposal)
  // Whoever is sent to prove who they are finds what they were about to do where they left it.
  const from = useRef<HTMLElement | null>(null)
  const setProposal = (next: Proposal | null) => {
    keepProposal(next)
    if (next !== null) from.current = opener()
    show(next)
  }
  const forms = useRef(new Set<{ readonly seen: number | undefined }>())
  const keepSeen = useCallback(() => {
    const form = { seen: seenIn(client) }
    forms.current.add(form)
    return () => forms.current.delete(form)
  }, [client])
  const [secret, setSecret] = useState<Secret | null>(null)
  const [takenBack, setTakenBack] = useState<ReadonlySet<string>>(new Set())

  const done = (title: string, applied: Applied) => {
    void client.invalidateQueries()
    if (applied.temporaryPassword !== null) setSecret({ ...shownOnce.password, value: applied.temporaryPassword })
    else if (applied.temporaryPass !== null) setSecret({ ...shownOnce.pass, value: applied.temporaryPass })
    // One at a time: the offer to undo is that of the last thing done.
    notifications.clean()
    const id = applied.operationId
    notifications.show({
      id,
      title: 'Done',
      color: 'admit',
      closeButtonProps: close,
      // Whoever sees that it was a mistake has a minute for it here, and the Why page keeps the offer for longer.
      autoClose: applied.undo.length > 0 ? 60_000 : 8_000,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{title}</span>
          {applied.undo.length > 0 && (
            <Button size="compact-sm" variant="default" flex="none" onClick={() => void takeBack(title, applied)}>
              Undo
            </Button>
          )}
        </Group>
      ),
    })
  }

  async function takeBack(title: string, { operationId, seen, undo }: Applied): Promise<void> {
    notifications.clean()
    try {
      await api<Applied>('admit/changes', { changes: undo, reason: `undone: ${title}`.slice(0, 1000), seen })
      setTakenBack((before) => new Set([...before, operationId]))
      void client.invalidateQueries()
      notifications.show({ title: 'Undone', message: title, color: 'admit', closeButtonProps: close })
    } catch (error) {
      notifications.show({
        title: 'It could not be undone',
        message: sinceThen(error as Error) ?? (error as Error).message,
        color: 'red',
        closeButtonProps: close,
      })
    }
  }

  return (
    <Context value={{ propose: setProposal, keepSeen, isProposing: proposal !== null, done, takeBack, takenBack }}>
      {children}
      <Modal
        opened={proposal !== null}
        onClose={() => setProposal(null)}
        title={proposal?.title}
        size="lg"
        zIndex={250}
        onExitTransitionEnd={() => setTimeout(() => focusAgain(from.current), 50)}
      >
        {proposal !== null && (
          <Confirm
            changes={proposal.changes}
            seen={leastOf([...forms.current].map(({ seen }) => seen))}
            onClose={() => setProposal(null)}
            onDone={(applied) => {
              setProposal(null)
              void Promise.resolve(proposal.then?.(applied)).then(() => done(proposal.title, applied))
            }}
          />
        )}
      </Modal>
      <Modal opened={secret !== null} onClose={() => setSecret(null)} title={secret?.title} zIndex={250}>
        <Stack>
          <Text>{secret?.text}</Text>
          <Group>
            <Code fz="lg">{secret?.value}</Code>
            <CopyButton value={secret?.value ?? ''}>
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
