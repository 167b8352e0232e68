import type { Step } from '../decide.ts'
import type { Explanation, Finding } from './explain.ts'

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
      const findings = explanation.findings.map(
        (finding): Finding => ({ ...finding, causes: [], root: finding.code, says: finding.title }),
      )
      return {
        ...explanation,
        headline: findings[0]?.title ?? explanation.headline,
        findings,
        steps: explanation.steps.map((step) => ({ ...step, answer: bare(step.answer), says: null, reads: [] })),
      }
    }
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

/** Without names of policies and groups, and without values. */
function bare(answer: Step): Step {
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
