import { account } from './ja/account.ts'
import { gates } from './ja/gates.ts'
import { guests } from './ja/guests.ts'
import { refusals } from './ja/refusals.ts'
import { signin } from './ja/signin.ts'
import type { Sentence } from './sentence.ts'

/** Everything that people read, in Japanese, by its English. */
export const ja: Readonly<Record<Sentence, string>> = { ...account, ...gates, ...guests, ...refusals, ...signin }
