import { Text } from '@mantine/core'
import type { Explanation, ExplainedStep } from '../../core/explain/explain.ts'
import { Sheet } from '../parts/page.tsx'
import { EvidenceList } from './evidence.tsx'
import { Parts } from './parts.tsx'

const marks = { pass: '✓', stop: '✕', not_applicable: '–', unknown: '?', skipped: '?' } as const
/** What an answer is called. */
export const words = {
  pass: 'yes',
  stop: 'no',
  not_applicable: 'does not arise',
  unknown: 'cannot be told',
  skipped: 'not asked',
} as const

/** Every question in the order it is decided, folded: what was fine is worth a look only now and then. */
export function Trace({ explanation, opened }: { readonly explanation: Explanation; readonly opened: boolean }) {
  const fine = explanation.steps.filter((step) => step.answer.is === 'pass').length
  return (
    <Sheet>
      <details open={opened}>
        <summary>
          <strong>All {explanation.steps.length} questions</strong>, {fine} answered with yes
        </summary>
        <ul className="marks">
          {explanation.steps.map((step) => (
            <Line key={step.gate} step={step} />
          ))}
        </ul>
      </details>
    </Sheet>
  )
}

/** One question and its answer; a press on it shows what was read. */
export function Line({ step, was = null }: { readonly step: ExplainedStep; readonly was?: string | null }) {
  const { answer } = step
  const evidence = 'evidence' in answer ? answer.evidence : []
  const parts = 'parts' in answer ? (answer.parts ?? []) : []
  const said = (
    <>
      {step.question}{' '}
      {was !== null && (
        <>
          <span className="was">{was}</span> →{' '}
        </>
      )}
      <strong>{words[answer.is]}</strong>
      {answer.is === 'not_applicable' && answer.because !== '' && `: ${answer.because}`}
    </>
  )
  return (
    <li className={answer.is}>
      <span className="mark" aria-hidden>
        {marks[answer.is]}
      </span>
      <div>
        {evidence.length + parts.length === 0 ? (
          said
        ) : (
          <details>
            <summary>{said}</summary>
            {evidence.length > 0 && <EvidenceList of={evidence} />}
            <Parts of={parts} />
          </details>
        )}
        {step.says !== null && <Text size="sm">{step.says}</Text>}
      </div>
    </li>
  )
}
