import { Badge, Group, Stack, Text } from '@mantine/core'
import type { ExplainedStep, Finding } from '../../core/explain/explain.ts'
import type { Evidence } from '../../core/gate.ts'
import { EvidenceList } from './evidence.tsx'
import { Parts } from './parts.tsx'

/** One thing in the way: what, why, by what evidence, and what the person was told of it. */
export function FindingCard({ finding, step }: { readonly finding: Finding; readonly step: ExplainedStep | null }) {
  const answer = step?.answer
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
        <Text>{finding.says}</Text>
        {finding.causes.length > 1 && (
          <ul>
            {finding.causes.slice(1).map((cause) => (
              <li key={`${cause.gate} ${cause.says}`}>
                <Text size="sm">
                  and {cause.says} <span className="mono quiet">{cause.reason.code}</span>
                </Text>
              </li>
            ))}
          </ul>
        )}
        {answer !== undefined && 'evidence' in answer && (
          <details>
            <summary>Evidence</summary>
            <EvidenceList of={readBy(finding, answer.evidence)} />
            {'parts' in answer && <Parts of={answer.parts ?? []} />}
          </details>
        )}
        <Text size="sm" c="dimmed">
          {finding.tells === null
            ? 'They read the sentence that everybody reads: whoever types a name is not told this.'
            : `They read: “${finding.tells.replace(/\s*Reference \{ref\}\.?/, '')}”`}
        </Text>
      </Stack>
    </article>
  )
}

/** What the gate and its causes read, each place once. */
function readBy({ causes }: Finding, evidence: readonly Evidence[]): readonly Evidence[] {
  const all = [...evidence, ...causes.flatMap((cause) => cause.answer.evidence)]
  return all.filter((one, i) => all.findIndex((other) => other.at === one.at) === i)
}
