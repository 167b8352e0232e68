import { Badge, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Plan } from '../../core/repair/plan.ts'
import type { Explained, Repaired } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'
import { FindingCard } from './finding-card.tsx'
import { outcomes } from './outcomes.ts'
import { keyedOf, PlanCard } from './plan-card.tsx'
import { ticketText } from './ticket-text.ts'
import { Trace } from './trace.tsx'
import { WhatIfStrip } from './what-if-strip.tsx'

type Props = {
  readonly explained: Explained
  readonly repaired: { readonly title: string; readonly result: Repaired } | null
  readonly onRepaired: (result: Repaired, title: string) => void
}

/** The answer: a sentence, what is in the way, the repair with its proof, what would be if, and all that was asked. */
export function Answer({ explained, repaired, onRepaired }: Props) {
  const { explanation, repair, person, signIn } = explained
  const { takenBack } = useChanges()
  const { mayDo } = useSession()
  const isRepaired = repaired !== null && !takenBack.has(repaired.result.operationId)
  // Who helps begins with what they may do themselves; the rest is to pass on.
  const isTheirs = (plan: Plan) =>
    plan.steps.every((step) => step.by === 'self' || step.by === 'wait' || mayDo[step.change.do] === true)
  const plans = [...repair.plans].sort((a, b) => Number(isTheirs(b)) - Number(isTheirs(a)))
  const keyed = keyedOf(plans)
  return (
    <Stack gap="lg">
      <section className={`verdict ${explanation.standing}`} aria-live="polite" aria-label="Answer">
        <span className="word">{outcomes[explanation.standing]}</span>
        <h2>{explanation.headline}</h2>
        <Text size="sm" mt={4}>
          {person.id !== null && (
            <Link to="/people/$id" params={{ id: person.id }}>
              {person.displayName}
            </Link>
          )}
          {person.id === null && (person.signInName ?? 'nobody')}
          {' · '}
          {explained.app.name ?? explained.app.id}
          {explained.instance === null ? '' : ` · ${explained.instance.name}`}
          {signIn !== null && (
            <>
              {' '}
              · the attempt {signIn.reference} of <When at={signIn.at} />, decided again as things are now
            </>
          )}
        </Text>
        <CopyButton value={ticketText(explained)}>
          {({ copied, copy }) => (
            <Button mt="sm" size="compact-xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy for the ticket'}
            </Button>
          )}
        </CopyButton>
      </section>

      {repaired !== null && isRepaired && <Done title={repaired.title} result={repaired.result} />}

      {explanation.findings.length > 0 && (
        <Sheet
          title={explanation.findings.length === 1 ? 'In the way' : `In the way: ${explanation.findings.length} things`}
        >
          {explanation.findings.map((finding) => (
            <FindingCard
              key={finding.gate}
              finding={finding}
              explained={explained}
              step={explanation.steps.find((step) => step.gate === finding.gate) ?? null}
            />
          ))}
        </Sheet>
      )}

      {(repair.plans.length > 0 || repair.advice.length > 0) && (
        <Sheet title={repair.plans.length > 1 ? 'Repairs' : 'Repair'}>
          {plans.map((plan, i) => (
            <PlanCard
              key={plan.id}
              plan={plan}
              isFirst={i === 0}
              hasKey={i === keyed}
              explained={explained}
              onRepaired={onRepaired}
            />
          ))}
          {repair.plans.length === 0 && (
            <ul>
              {repair.advice.map((one) => (
                <li key={one.gate}>{one.title}: no change is known that opens this.</li>
              ))}
            </ul>
          )}
          {!repair.complete && (
            <Text size="sm" c="dimmed">
              The search ended at its limit; there may be a shorter way.
            </Text>
          )}
        </Sheet>
      )}

      <WhatIfStrip key={JSON.stringify(explained.asked)} explained={explained} />
      <Trace explanation={explanation} opened={isRepaired} />
    </Stack>
  )
}

/** What was done, and the way back. It takes the focus, so that the next Tab is at *Undo*. */
function Done({ title, result }: { readonly title: string; readonly result: Repaired }) {
  const { takeBack } = useChanges()
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.focus(), [])
  return (
    <div className="done" role="status" tabIndex={-1} ref={here}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Badge size="lg" color="admit">
            Repaired
          </Badge>
          <Text size="sm">
            {title}. It is in the journal as <Link to="/journal">operation {result.operationId.slice(0, 8)}</Link>; the
            answer above is decided anew.
          </Text>
        </Group>
        {result.undo.length > 0 ? (
          <Button size="compact-sm" variant="default" onClick={() => void takeBack(title, result)}>
            Undo
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            It cannot be taken back.
          </Text>
        )}
      </Group>
    </div>
  )
}
