import { account } from './es/account.ts'
import { gates } from './es/gates.ts'
import { guests } from './es/guests.ts'
import { refusals } from './es/refusals.ts'
import { signin } from './es/signin.ts'
import type { Sentence } from './sentence.ts'

/** Everything that people read, in Spanish, by its English. */
export const es: Readonly<Record<Sentence, string>> = { ...account, ...gates, ...guests, ...refusals, ...signin }
