import { Badge, Group, Stack, Text } from '@mantine/core'
import type { ExplainedStep, Finding } from '../../core/explain/explain.ts'
import type { Evidence } from '../../core/gate.ts'
import type { Explained } from '../api.ts'
import { doer } from './doer.ts'
import { EvidenceList } from './evidence.tsx'
import { Parts } from './parts.tsx'

type Props = {
  readonly finding: Finding
  readonly step: ExplainedStep | null
  readonly explained: Explained
}

/** One thing in the way: what, why, by what evidence, and what the person was told of it. */
export function FindingCard({ finding, step, explained }: Props) {
  const answer = step?.answer
  const cause = finding.causes.find(({ stands }) => stands === 'why')
  const others = finding.causes.filter((one) => one !== cause)
  const isAlone = explained.explanation.findings.length === 1
  return (
    <article className={`finding ${finding.effect}`}>
      <Stack gap={6}>
        <Group justify="space-between" align="start" gap="xs">
          <Text fw={650} component="h3" m={0} fz="md">
            {finding.effect === 'refuse' ? '✕' : '!'} {finding.title}
          </Text>
          <Group gap={6}>
            <Badge color="gray">{finding.effect === 'refuse' ? 'somebody must act' : 'theirs to do'}</Badge>
            <Badge color="gray" variant="outline" className="mono">
              {finding.code}
            </Badge>
          </Group>
        </Group>
        {finding.says !== explained.explanation.headline && <Text>{finding.says}</Text>}
        <dl className="facts">
          {cause !== undefined && (
            <>
              <dt>Root cause</dt>
              <dd>
                {cause.reason.title} <span className="mono quiet">{cause.reason.code}</span>
              </dd>
            </>
          )}
          <dt>Who may fix it</dt>
          <dd>{whoFixes(finding, explained).join(', or ') || 'nobody by a change that is known'}</dd>
          <dt>They read</dt>
          <dd>
            {finding.tells === null
              ? 'the sentence that everybody reads: whoever types a name is not told this'
              : `“${finding.tells.replace(/\s*Reference \{ref\}\.?/, '')}”`}
          </dd>
        </dl>
        {others.length > 0 && (
          <ul>
            {others.map((cause) => (
              <li key={`${cause.gate} ${cause.says}`}>
                <Text size="sm">
                  and {cause.says} <span className="mono quiet">{cause.reason.code}</span>
                </Text>
              </li>
            ))}
          </ul>
        )}
        {answer !== undefined && 'evidence' in answer && (
          <details open={isAlone}>
            <summary>Evidence</summary>
            <EvidenceList of={readBy(finding, answer.evidence)} />
            {'parts' in answer && <Parts of={answer.parts ?? []} />}
          </details>
        )}
      </Stack>
    </article>
  )
}

/** What the gate and its causes read, each place once. */
function readBy({ causes }: Finding, evidence: readonly Evidence[]): readonly Evidence[] {
  const all = [...evidence, ...causes.flatMap((cause) => cause.answer.evidence)]
  return all.filter((one, i) => all.findIndex((other) => other.at === one.at) === i)
}

/** Whose step opens this gate, in each of the plans: the step without which it still stops them. */
function whoFixes({ gate }: Finding, { repair }: Explained): readonly string[] {
  const steps = repair.plans.flatMap((plan) =>
    plan.proof.without.flatMap(({ step, stillStops }) => {
      const one = plan.steps[step]
      return one !== undefined && stillStops.includes(gate) ? [one] : []
    }),
  )
  return [...new Set(steps.map(({ by, role }) => doer(by, role)))]
}
