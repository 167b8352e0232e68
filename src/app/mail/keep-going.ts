import { forgetMessagesBefore, giveUpBefore, wakeMessages } from '../../store/messages.ts'
import { withTenant } from '../../store/store.ts'
import { everyTenant } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { linkLifetime } from './link.ts'

/** What became of a message is kept so long. */
const keptFor = 30 * 86_400_000

/**
 * Has what waits be sent, which matters where a mail server has been set up since; gives up what nobody could send for three
 * days, because its links are over; and forgets what is old.
 */
export async function keepMailGoing(admit: Admit): Promise<void> {
  const now = admit.now()
  for (const { id, isDemo } of await everyTenant(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await giveUpBefore(t, now - linkLifetime, 'no mail server was set up', now)
      if (admit.mail !== null || admit.texts !== null || isDemo) await wakeMessages(t, now)
      await forgetMessagesBefore(t, now - keptFor)
    })
}
