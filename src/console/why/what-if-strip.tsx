import { Alert, Button, Group, Pill, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Explained, type WhatIf } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { outcomes } from './outcomes.ts'
import { Line, words } from './trace.tsx'
import { type Imagined, realChanges } from './suppositions.ts'
import { WhatIfForm } from './what-if-form.tsx'

/** What would be if: changes imagined one after another, and at once what they make different. Nothing is changed. */
export function WhatIfStrip({ explained }: { readonly explained: Explained }) {
  const [imagined, setImagined] = useState<readonly Imagined[]>([])
  const { propose } = useChanges()
  const changes = imagined.flatMap(({ change }) => (change === undefined ? [] : [change]))
  const attempts = imagined.flatMap(({ asked }) => (asked === undefined ? [] : [asked]))
  const then = attempts.length === 0 ? undefined : Object.assign({}, explained.asked, ...attempts)
  const whatIf = useQuery({
    queryKey: ['what-if', explained.asked, changes, then],
    queryFn: () => api<WhatIf>('admit/whatIf', { asked: explained.asked, changes, then }),
    enabled: imagined.length > 0,
    placeholderData: keepPreviousData,
  })
  const real = realChanges(imagined)
  return (
    <Sheet title="What if…">
      <WhatIfForm
        accountId={explained.person.id}
        app={explained.app}
        onAdd={(one) => setImagined([...imagined.filter(({ says }) => says !== one.says), one])}
      />
      {imagined.length > 0 && (
        <Stack gap="sm">
          <Group gap="xs">
            {imagined.map((one, i) => (
              <Pill
                key={one.says}
                size="md"
                withRemoveButton
                onRemove={() => setImagined(imagined.toSpliced(i, 1))}
                removeButtonProps={{ 'aria-label': `Without: ${one.says}`, tabIndex: 0, 'aria-hidden': false }}
              >
                {one.says}
              </Pill>
            ))}
            <Button size="compact-xs" variant="subtle" onClick={() => setImagined([])}>
              As it is
            </Button>
          </Group>
          <Loaded of={whatIf}>
            {({ before, after, differs }) => (
              <section
                className={`verdict ${after.explanation.standing}`}
                aria-live="polite"
                aria-label="What would be"
              >
                <span className="word">{outcomes[after.explanation.standing]}</span>
                <Text fw={600}>{after.explanation.headline}</Text>
                {differs.length === 0 ? (
                  <Text size="sm">It makes no difference.</Text>
                ) : (
                  <>
                    <Text size="sm" mt="xs">
                      {before.explanation.standing === after.explanation.standing
                        ? 'What is different:'
                        : `Now: ${outcomes[before.explanation.standing].slice(2)}. What is different:`}
                    </Text>
                    <ul className="marks">
                      {after.explanation.steps
                        .filter((step) => differs.includes(step.gate))
                        .map((step) => (
                          <Line key={step.gate} step={step} was={answerOf(before, step.gate)} />
                        ))}
                    </ul>
                  </>
                )}
              </section>
            )}
          </Loaded>
          {real.length > 0 && (
            <Alert color="gray" py="xs">
              <Group justify="space-between">
                <Text size="sm">Nothing has been changed.</Text>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    propose({
                      title: 'Make it so',
                      changes: real,
                      then: () => setImagined([]),
                    })
                  }
                >
                  Make it so…
                </Button>
              </Group>
            </Alert>
          )}
        </Stack>
      )}
    </Sheet>
  )
}

function answerOf({ explanation }: Explained, gate: string): string | null {
  const step = explanation.steps.find((one) => one.gate === gate)
  return step === undefined ? null : words[step.answer.is]
}
