import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { Problem } from '../parts/loaded.tsx'
import { isOpen, type Job } from './jobs.ts'

/** Stops a job before its next piece. What follows from a change that was made is never left half done. */
export function Stop({ job, name }: { readonly job: Job; readonly name: string }) {
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => api<Job>(`admit/jobs/${job.id}/cancel`, {}),
    onSuccess: () => notifications.show({ title: 'Stopped', message: 'What was done stays done.', color: 'admit' }),
    // It may be over by now; what it says then is asked anew.
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  if (stop.error !== null) return <Problem error={stop.error} />
  if (!isOpen(job) || job.kind === 'settle') return null
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      aria-label={`Stop: ${name}`}
      loading={stop.isPending}
      onClick={() => stop.mutate()}
    >
      Stop
    </Button>
  )
}
