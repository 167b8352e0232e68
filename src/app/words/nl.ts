import { account } from './nl/account.ts'
import { gates } from './nl/gates.ts'
import { guests } from './nl/guests.ts'
import { refusals } from './nl/refusals.ts'
import { signin } from './nl/signin.ts'
import type { Sentence } from './sentence.ts'

/** Everything that people read, in Dutch, by its English. */
export const nl: Readonly<Record<Sentence, string>> = { ...account, ...gates, ...guests, ...refusals, ...signin }
