import type { Admit } from './admit.ts'
import { settleByTheClock } from './by-the-clock.ts'
import { beginLooks } from './looks.ts'
import { forgetOldTries } from './lockout.ts'
import { keepMailGoing } from './mail/keep-going.ts'
import { renewOwnApps } from './make-tenant.ts'
import { beginPurges } from './purge.ts'
import { forgetLogouts } from './sign-out/deliver-logout.ts'

/** What only the clock asks for, each done soon after the start and then by the hour; done twice it does nothing more. */
export const hourly: readonly ((admit: Admit) => Promise<void>)[] = [
  renewOwnApps,
  beginPurges,
  beginLooks,
  settleByTheClock,
  forgetOldTries,
  keepMailGoing,
  forgetLogouts,
]
