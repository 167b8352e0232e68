import { temporaryDays } from '../core/changes/credential.ts'
import { methodsOf, openMethods, resetMethods } from '../core/recovery/reset-methods.ts'
import { closedReset, includesReset } from '../core/recovery/reset-rules.ts'
import type { Admit } from './admit.ts'
import { settings } from './directory.ts'
import { stolenLists } from './passwords/stolen-list.ts'
import type { Viewer } from './viewer.ts'

/** What an organisation asks of passwords, and what this server knows of lists of stolen ones. */
export function passwordSettings(admit: Admit, viewer: Viewer) {
  return settings(admit, viewer, async (tenant) => {
    const { bannedWords = [], passwordLifetimeDays, passwordHistory = 3, ...rest } = tenant
    const temporaryPasswordDays = temporaryDays(rest)
    const rules = rest.selfServiceReset ?? closedReset
    const { methods: _, ...rulesOfAll } = rules
    const open = openMethods({ ...rest, selfServiceReset: rulesOfAll })
    // What proves nothing here, whatever the rules: nothing sends it, or it is allowed nobody.
    const idle = resetMethods.filter((one) => !open.includes(one))
    const reset = { ...rules, methods: methodsOf(rules), idle, isIncluded: includesReset(rest, admit.now()) }
    return {
      ...{ reset, bannedWords, passwordLifetimeDays, passwordHistory, temporaryPasswordDays },
      ...{ hasStolenList: true, stolenList: await stolenLists(admit) },
    }
  })
}
