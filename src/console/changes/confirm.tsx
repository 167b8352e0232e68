import { Button, Checkbox, Group, List, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Applied, api, type Change } from '../api.ts'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { ChangedMeanwhile, meanwhileIn } from './changed-meanwhile.tsx'
import { Impact } from './impact.tsx'
import type { Preview } from './preview.ts'

type Props = {
  readonly changes: readonly Change[]
  /** How far the journal was when what the changes begin from was read; left out where they begin from nothing. */
  readonly seen?: number | undefined
  readonly onClose: () => void
  readonly onDone: (applied: Applied) => void
}

/** The role a step takes, and where it is enough to hold it. */
function roleOf(step: Preview['steps'][number] | undefined): string {
  const within = step?.within ?? []
  return `${step?.role}${within.length === 0 ? '' : `, for the whole organisation or within ${within.join(' or ')}`}`
}

/** So many are read at a glance; the others are opened by whoever wants them. */
const fewSteps = 6

function Steps({ of }: { readonly of: Preview['steps'] }) {
  return (
    <List spacing="xs" pr="md">
      {of.map((step, at) => (
        <List.Item key={JSON.stringify(step.change)}>
          {step.title}
          {step.sideEffects
            // What is so of each is said once.
            .filter((effect) => of[at - 1]?.sideEffects.includes(effect) !== true)
            .map((effect) => (
              <Text key={effect} size="sm" c="dimmed">
                {effect}
              </Text>
            ))}
        </List.Item>
      ))}
    </List>
  )
}

/** What changes would do to whose access, and the press that does them. */
export function Confirm({ changes, seen, onClose, onDone }: Props) {
  const [reason, setReason] = useState('')
  const [isSure, setSure] = useState(false)
  const preview = useQuery({
    queryKey: ['preview', changes],
    queryFn: () => api<Preview>('admit/preview', { changes }),
    staleTime: 0,
  })
  const apply = useMutation({
    mutationFn: (from: number | undefined) =>
      api<Applied>('admit/changes', {
        changes,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(from === undefined ? {} : { seen: from }),
      }),
    onSuccess: onDone,
  })
  const meanwhile = meanwhileIn(apply.error)
  return (
    <Loaded of={preview}>
      {({ steps, impact, locksOutAdministrators, administratorsToSetUp }) => {
        const forbidden = steps.filter((step) => !step.allowed)
        const isHeavy = impact.loses.count > 0
        const isRefused = forbidden.length > 0 || locksOutAdministrators
        return (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              apply.mutate(meanwhile?.seen ?? seen)
            }}
          >
            <Stack>
              <Steps of={steps.slice(0, fewSteps)} />
              {steps.length > fewSteps && (
                <details>
                  <summary>and {steps.length - fewSteps} more</summary>
                  <Steps of={steps.slice(fewSteps)} />
                </details>
              )}
              <section className="impact" aria-label="What it would do to access">
                <Impact impact={impact} />
              </section>
              {steps.some((step) => !step.isReversible) && (
                <Text size="sm">
                  <strong>It cannot be taken back</strong> by one press afterwards.
                </Text>
              )}
              {forbidden.length > 0 && (
                <Problem error={new Error(`This takes the role ${roleOf(forbidden[0])}, which you do not hold.`)} />
              )}
              {locksOutAdministrators && (
                <Problem
                  error={new Error('No administrator could sign in to the console any more. It will be refused.')}
                />
              )}
              {administratorsToSetUp.length > 0 && (
                <Text size="sm" role="alert">
                  <strong>No administrator has a method that is enough.</strong> Each of them,{' '}
                  {administratorsToSetUp.join(', ')}, would set one up at the next sign-in. Set one up first, for
                  example a passkey at My sign-in methods, and leave somebody out of it until that works.
                </Text>
              )}
              <TextInput
                label="Why? It is kept in the journal."
                value={reason}
                maxLength={1000}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              {isHeavy && (
                <Checkbox
                  label={`I know that ${losing(impact)} access`}
                  autoFocus={!isRefused}
                  checked={isSure}
                  onChange={(event) => setSure(event.currentTarget.checked)}
                />
              )}
              {meanwhile !== null ? (
                <ChangedMeanwhile since={meanwhile.since} />
              ) : (
                apply.error !== null && <Problem error={apply.error} />
              )}
              <Group justify="end">
                <Button variant="default" onClick={onClose} autoFocus={isRefused}>
                  Leave it
                </Button>
                <Button
                  type="submit"
                  loading={apply.isPending}
                  disabled={isRefused || (isHeavy && !isSure)}
                  autoFocus={!isHeavy}
                >
                  {meanwhile === null ? 'Do it' : 'Do it all the same'}
                </Button>
              </Group>
            </Stack>
          </form>
        )
      }}
    </Loaded>
  )
}

function losing({ loses: { count }, decided, concerned }: Preview['impact']): string {
  if (decided < concerned) return count === 1 ? 'at least one sign-in loses' : `at least ${count} sign-ins lose`
  return count === 1 ? 'somebody loses' : `${count} sign-ins lose`
}
