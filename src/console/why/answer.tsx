import { Badge, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Explained, Repaired } from '../api.ts'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { FindingCard } from './finding-card.tsx'
import { outcomes } from './outcomes.ts'
import { PlanCard } from './plan-card.tsx'
import { ticketText } from './ticket-text.ts'
import { Trace } from './trace.tsx'
import { WhatIfStrip } from './what-if-strip.tsx'

type Props = {
  readonly explained: Explained
  readonly repaired: Repaired | null
  readonly onRepaired: (result: Repaired, title: string) => void
}

/** The answer: a sentence, what is in the way, the repair with its proof, what would be if, and all that was asked. */
export function Answer({ explained, repaired, onRepaired }: Props) {
  const shown = repaired?.after ?? explained
  const { explanation, repair, person, signIn } = shown
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
          {shown.app.name ?? shown.app.id}
          {shown.instance === null ? '' : ` · ${shown.instance.name}`}
          {signIn !== null && (
            <>
              {' '}
              · the attempt {signIn.reference} of <When at={signIn.at} />, decided again as things are now
            </>
          )}
        </Text>
        <CopyButton value={ticketText(shown)}>
          {({ copied, copy }) => (
            <Button mt="sm" size="compact-xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy for the ticket'}
            </Button>
          )}
        </CopyButton>
      </section>

      {repaired !== null && <Done repaired={repaired} />}

      {explanation.findings.length > 0 && (
        <Sheet
          title={explanation.findings.length === 1 ? 'In the way' : `In the way: ${explanation.findings.length} things`}
        >
          {explanation.findings.map((finding) => (
            <FindingCard
              key={finding.gate}
              finding={finding}
              step={explanation.steps.find((step) => step.gate === finding.gate) ?? null}
            />
          ))}
        </Sheet>
      )}

      {(repair.plans.length > 0 || repair.advice.length > 0) && (
        <Sheet title={repair.plans.length > 1 ? 'Repairs' : 'Repair'}>
          {repair.plans.map((plan, i) => (
            <PlanCard key={plan.id} plan={plan} isFirst={i === 0} explained={shown} onRepaired={onRepaired} />
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

      <WhatIfStrip key={JSON.stringify(shown.asked)} explained={shown} />
      <Trace explanation={explanation} opened={repaired !== null} />
    </Stack>
  )
}

function Done({ repaired }: { readonly repaired: Repaired }) {
  return (
    <Group gap="xs" role="status">
      <Badge size="lg" color="admit">
        Repaired
      </Badge>
      <Text size="sm">
        {repaired.changes.length === 1 ? '1 change' : `${repaired.changes.length} changes`} in one step; it is in the
        journal as <Link to="/journal">operation {repaired.operationId.slice(0, 8)}</Link>. The answer above is decided
        anew.
      </Text>
    </Group>
  )
}
