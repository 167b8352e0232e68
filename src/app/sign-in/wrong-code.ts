import { clockText } from '../../core/methods/clock.ts'
import type { MethodKind } from '../../core/methods/methods.ts'
import { say } from '../words/say.ts'
import { clockWords } from '../words/wording.ts'

/** What is known of a code that was not taken. */
export type WrongCode = {
  /** How many steps of 30 seconds the clock is off that made it; null where that does not show. */
  readonly codeSteps: number | null
  /** It was right, and was used before. */
  readonly isSpent?: true
}

/** What to do about a code that was not taken, for whoever typed it: of each kind of method what is true of that kind. */
export function adviceOn(kind: MethodKind, { codeSteps, isSpent }: WrongCode): string {
  switch (kind) {
    case 'totp':
      if (isSpent === true)
        return say(
          'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.',
        )
      return codeSteps === null
        ? say("That code didn't work. Check that your phone sets its time automatically, and use the newest code.")
        : say(
            "That code didn't work, because your phone's clock is {off}. Let it set its time automatically, then use the newest code.",
            { off: clockWords(clockText(codeSteps)) },
          )
    case 'recovery_codes':
      return isSpent === true
        ? say('That recovery code was used already, and each works once. Take another one of your list.')
        : say("That recovery code didn't work. Type one that you have not used yet, of the list that was made last.")
    case 'email':
    case 'phone':
      return say("That code didn't work. Use the newest one that was sent to you, within ten minutes.")
    case 'passkey':
      return say('A passkey proves without a code.')
  }
}
