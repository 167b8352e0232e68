import { temporaryDays } from '../core/changes/credential.ts'
import { closedReset, includesReset } from '../core/recovery/reset-rules.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** What an organisation asks of passwords, and whether this server knows a list of stolen ones. */
export function passwordSettings(admit: Admit, viewer: Viewer) {
  return asAdministrator(
    admit,
    viewer,
    'Policy.Read.All',
    async (t) => {
      const { bannedWords = [], passwordLifetimeDays, passwordHistory = 3, ...rest } = await loadTenantPart(t)
      const temporaryPasswordDays = temporaryDays(rest)
      const hasStolenList = admit.config.breachedPasswords !== null
      const reset = { ...(rest.selfServiceReset ?? closedReset), isIncluded: includesReset(rest, admit.now()) }
      return { reset, bannedWords, passwordLifetimeDays, passwordHistory, temporaryPasswordDays, hasStolenList }
    },
    'policies',
  )
}
