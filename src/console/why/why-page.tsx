import { Button, Group, Kbd, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type Applied, api, type Explained, type Person, type Repaired, type SignIn } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { RefusedLately } from '../sign-ins/refused-lately.tsx'
import { Answer } from './answer.tsx'
import { AskForm } from './ask-form.tsx'
import { askedFor, type Question } from './question.ts'

/** Why can't they sign in? Everything in the way, what opens it, and a press that does it. */
export function WhyPage() {
  const question = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const client = useQueryClient()
  const { done } = useChanges()
  const [repaired, setRepaired] = useState<{ readonly title: string; readonly result: Repaired } | null>(null)

  const ask = (next: Question) => {
    setRepaired(null)
    void navigate({ search: next })
  }
  const form = useRef<HTMLDivElement>(null)
  useHotkeys([['/', () => form.current?.querySelector('input')?.focus()]])
  const asked = askedFor(question)
  const answer = useQuery({
    queryKey: ['explain', asked],
    queryFn: () => api<Explained>('admit/explain', asked),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  })
  const personId = question.person ?? answer.data?.person.id ?? null
  const person = useQuery({
    queryKey: ['person', personId],
    queryFn: () => api<Person>(`admit/people/${personId}`),
    enabled: personId !== null,
  })

  return (
    <Page title="Why can’t they sign in?">
      <Sheet>
        <div ref={form}>
          <AskForm question={question} person={person.data ?? null} known={answer.data ?? null} onAsk={ask} />
        </div>
        {person.data !== undefined && (
          <Attempts of={person.data.signIns} chosen={question.ref ?? null} onChoose={(ref) => ask({ ref })} />
        )}
      </Sheet>
      {asked === null ? (
        <>
          <Keys />
          <RefusedLately />
        </>
      ) : (
        <Loaded of={answer}>
          {(explained) => (
            <Answer
              explained={explained}
              repaired={repaired}
              onRepaired={(result: Repaired, title: string) => {
                // The answer is the one that was decided anew; asking again from then on tells what later changes do to it.
                client.setQueryData<Explained>(['explain', asked], { ...result.after, signIn: explained.signIn })
                setRepaired({ title, result })
                done(title, result satisfies Applied)
              }}
            />
          )}
        </Loaded>
      )}
    </Page>
  )
}

/** How it goes without a mouse. */
function Keys() {
  return (
    <Text size="sm" c="dimmed" visibleFrom="sm">
      <Kbd>/</Kbd> asks, <Kbd>Enter</Kbd> takes the first who is found, <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> applies the
      first repair.
    </Text>
  )
}

/** What they tried lately: a press asks about that very attempt. */
function Attempts({
  of,
  chosen,
  onChoose,
}: {
  readonly of: readonly SignIn[]
  readonly chosen: string | null
  readonly onChoose: (reference: string) => void
}) {
  const tried = of.filter((one) => one.outcome !== 'admit').slice(0, 4)
  if (tried.length === 0) return null
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        Their last attempts that did not get through
      </Text>
      <Group gap="xs">
        {tried.map((one) => (
          <Button
            key={one.id}
            size="compact-sm"
            variant={one.reference === chosen ? 'filled' : 'default'}
            onClick={() => onChoose(one.reference)}
          >
            <When at={one.at} />
            &nbsp;· {one.appName ?? 'unknown app'} · {one.code}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}
