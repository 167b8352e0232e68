import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Problem } from '../parts/loaded.tsx'
import { useWayBack } from '../parts/way-back.ts'

type Props = {
  readonly appId: string
  /** What it is: `secret`, `certificate`. */
  readonly kind: string
  readonly name: string
  /** Says what comes of it. */
  readonly children: string
  readonly work: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks once before something an app proves itself with is taken away. */
export function TakingAway({ appId, kind, name, children, work, onClose }: Props) {
  useWayBack()
  const client = useQueryClient()
  const take = useMutation({
    mutationFn: work,
    onSuccess: () => {
      notifications.show({ title: 'Removed', message: `The ${kind} ${name} is good for nothing now.`, color: 'admit' })
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['app', appId] }),
  })
  return (
    <Modal opened onClose={onClose} title={`Remove the ${kind} ${name}?`}>
      <Stack>
        <Text>{children}</Text>
        {take.error !== null && <Problem error={take.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={take.isPending} onClick={() => take.mutate()}>
            Remove it
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
