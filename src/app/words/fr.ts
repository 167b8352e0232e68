import { account } from './fr/account.ts'
import { gates } from './fr/gates.ts'
import { guests } from './fr/guests.ts'
import { refusals } from './fr/refusals.ts'
import { signin } from './fr/signin.ts'
import type { Sentence } from './sentence.ts'

/** Everything that people read, in French, by its English. */
export const fr: Readonly<Record<Sentence, string>> = { ...account, ...gates, ...guests, ...refusals, ...signin }
