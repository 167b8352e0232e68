import type { Step } from '../decide.ts'
import type { ExplainedStep, Explanation, Finding } from './explain.ts'

/** Who reads: the person themselves, the help desk, or an administrator (explain.md, privacy levels). */
export type Level = 'self' | 'helpdesk' | 'administrator'

/** The explanation with only what the viewer may see; what is taken away is taken from the data, not hidden by a page (SEC-33). */
export function projectFor(explanation: Explanation, level: Level): Explanation {
  switch (level) {
    case 'administrator':
      return explanation
    case 'helpdesk':
      // The network of other people is masked; everything else is what the desk needs on the phone.
      return { ...explanation, steps: explanation.steps.map((step) => ({ ...step, answer: masked(step.answer) })) }
    case 'self': {
      const findings = explanation.findings.map(own)
      return {
        ...explanation,
        headline: findings[0]?.title ?? explanation.headline,
        findings,
        steps: explanation.steps.map(ownStep),
      }
    }
  }
}

/** What stands in the place of what a person may not be told: it is never passed over in silence (explain.md §4 rule 6). */
const hidden = 'There is something here that only an administrator may see'

function own(finding: Finding): Finding {
  const { effect } = finding
  if (finding.tells === null)
    return { gate: '', code: '', root: '', effect, title: hidden, says: hidden, tells: hidden, causes: [] }
  return { ...finding, causes: [], root: finding.code, says: finding.title }
}

function ownStep(step: ExplainedStep): ExplainedStep {
  const isHidden = step.reason?.disclose === 'never'
  return {
    ...step,
    answer: isHidden ? { is: 'unknown', why: 'not_visible', evidence: [] } : bare(step.answer),
    reason: isHidden ? null : step.reason,
    says: null,
    reads: [],
  }
}

function masked(answer: Step): Step {
  if (!('evidence' in answer)) return answer
  return {
    ...answer,
    evidence: answer.evidence.map((one) =>
      one.at.startsWith('attempt.network') ? { ...one, found: '(an address)' } : one,
    ),
  }
}

/** An answer without names of policies and groups, and without values. */
export function bare(answer: Step): Step {
  switch (answer.is) {
    case 'stop':
      return { is: 'stop', reason: answer.reason, args: {}, evidence: [], remedies: [] }
    case 'pass':
      return { is: 'pass', evidence: [] }
    case 'unknown':
      return { is: 'unknown', why: answer.why, evidence: [] }
    case 'not_applicable':
      return { is: 'not_applicable', because: '' }
    case 'skipped':
      return answer
  }
}
