import { clockText } from '../../core/methods/clock.ts'
import type { MethodKind } from '../../core/methods/methods.ts'

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
        return 'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.'
      return codeSteps === null
        ? "That code didn't work. Check that your phone sets its time automatically, and use the newest code."
        : `That code didn't work, because your phone's clock is ${clockText(codeSteps)}. Let it set its time automatically, then use the newest code.`
    case 'recovery_codes':
      return isSpent === true
        ? 'That recovery code was used already, and each works once. Take another one of your list.'
        : "That recovery code didn't work. Type one that you have not used yet, of the list that was made last."
    case 'email':
    case 'phone':
      return "That code didn't work. Use the newest one that was sent to you, within ten minutes."
    case 'passkey':
      return 'A passkey proves without a code.'
  }
}
