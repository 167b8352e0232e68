import type { Decision } from '../decide.ts'
import type { Disclose } from '../gate.ts'
import type { Snapshot } from '../snapshot.ts'
import { render, type Wording } from './words.ts'

/** What everybody reads who has proved nothing, whatever the reason: right advice for every one of them (SEC-01). */
export const genericSentence =
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}."

export type Proved = 'nothing' | 'password' | 'second_factor'

export type Told = {
  readonly title: string
  readonly text: string /** Null where the reason may not be told. */
  readonly code: string | null
}

const levels: Readonly<Record<Proved, readonly Disclose[]>> = {
  nothing: ['anyone'],
  password: ['anyone', 'after_password', 'after_second_factor'],
  second_factor: ['anyone', 'after_password', 'after_second_factor'],
}

/**
 * What the person may be told about a decision, by what they have proved. The gates stand in such an order that who has
 * a second factor and is asked for it has given it before a reason marked `after_second_factor` can come first (SEC-10).
 */
export function tellPerson(decision: Decision, s: Snapshot, proved: Proved, words: Wording): Told {
  const { because } = decision
  if (because === null)
    return {
      title: words.sentence("We couldn't decide"),
      text: words.sentence(
        'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.',
      ),
      code: null,
    }
  if (!levels[proved].includes(because.disclose))
    return { title: words.sentence("We couldn't sign you in"), text: words.sentence(genericSentence), code: null }
  const step = decision.trace[decision.at]
  return {
    title: words.sentence(because.title),
    text: render(because.tell, step?.is === 'stop' ? step.args : {}, s, words),
    code: because.code,
  }
}
