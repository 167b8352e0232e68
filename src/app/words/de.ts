import { account } from './de/account.ts'
import { gates } from './de/gates.ts'
import { guests } from './de/guests.ts'
import { refusals } from './de/refusals.ts'
import { signin } from './de/signin.ts'

/** Everything that people read, in German, by its English. */
export const de = { ...account, ...gates, ...guests, ...refusals, ...signin }
