import { setTimeout as sleep } from 'node:timers/promises'
import { type AppNotTold, appsNotTold } from '../../store/logouts.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { Ended } from '../sign-in/sign-out.ts'

/** How long whoever signs out waits for apps, in milliseconds, and how often it is looked. */
const [patience, step] = [1_500, 100]

/** The apps that have not said that the person is signed out there (SES-OUT). */
export async function notTold(admit: Admit, ended: readonly Ended[]): Promise<readonly AppNotTold[]> {
  const all: AppNotTold[] = []
  for (const [tenantId, sessions] of Map.groupBy(ended, (one) => one.tenantId)) {
    const ids = sessions.map(({ sessionId }) => sessionId)
    all.push(...(await withTenant(admit.store, tenantId, (t) => appsNotTold(t, ids))))
  }
  return all
}

/** The same once every app was told, or a moment is over. */
export async function notToldInTime(admit: Admit, ended: readonly Ended[]): Promise<readonly AppNotTold[]> {
  for (let waited = 0; ; waited += step) {
    const apps = await notTold(admit, ended)
    if (waited >= patience || !apps.some(({ isAsked }) => isAsked)) return apps
    await sleep(step)
  }
}
