import { Box, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type SubmitEvent, type ReactNode, useEffect, useState } from 'react'
import { useChanges } from '../changes/changes-provider.tsx'
import { useWayBack } from './way-back.ts'

/** What every form has: leaving the page asks before it loses what was typed, and what others change while it is open is not written over unseen. */
export function Unsaved({ when }: { readonly when: boolean }) {
  const { keepSeen } = useChanges()
  useEffect(() => keepSeen(), [keepSeen])
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Modal opened onClose={reset} title="Leave without saving?">
      <Stack>
        <Text>What you typed on this page is not saved yet.</Text>
        <Group justify="end">
          <Button variant="default" onClick={reset} data-autofocus>
            Stay
          </Button>
          <Button color="red" onClick={proceed}>
            Leave
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type Props = {
  readonly title: string
  readonly size?: 'md' | 'lg'
  readonly isDirty: boolean
  /** What its button is called: left out, one goes on to what it would do. */
  readonly goOn?: string
  readonly isBusy?: boolean
  /** Whether one cannot go on yet. */
  readonly isOff?: boolean
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A form in a dialog. It stays under the question what the change would do, so that whoever goes back finds what they typed,
 * and it asks before it throws that away.
 */
export function FormDialog({
  title,
  size = 'md',
  isDirty,
  goOn = 'Go on',
  isBusy = false,
  isOff = false,
  onSubmit,
  onClose,
  children,
}: Props) {
  const { isProposing } = useChanges()
  useWayBack()
  const [isLeaving, setLeaving] = useState(false)
  return (
    <Modal
      opened
      title={title}
      size={size}
      closeOnEscape={!isProposing}
      trapFocus={!isProposing}
      onClose={() => (isDirty && !isLeaving ? setLeaving(true) : onClose())}
    >
      <Unsaved when={isDirty && !isProposing} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit(event)
        }}
      >
        <Stack>
          {children}
          <Group justify="end">
            <Button type="submit" loading={isBusy} disabled={isOff}>
              {goOn}
            </Button>
          </Group>
        </Stack>
      </form>
      {isLeaving && (
        <Box className="mind" role="alert" mt="md">
          <Group justify="space-between">
            <span>
              <strong>Not saved yet.</strong> Throw away what you typed?
            </span>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => setLeaving(false)}>
                Keep it
              </Button>
              <Button size="compact-sm" color="red" onClick={onClose}>
                Throw away
              </Button>
            </Group>
          </Group>
        </Box>
      )}
    </Modal>
  )
}
