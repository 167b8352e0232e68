import { guardedFetch, NotFetched } from '../../probes/guarded-fetch.ts'
import {
  type DueLogout,
  endLogout,
  forgetLogoutsBefore,
  type Logout,
  postponeLogout,
  takeLogout,
} from '../../store/logouts.ts'
import { withTenant } from '../../store/store.ts'
import { everyTenant } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { waitAfter } from '../mail/deliver.ts'

/** How long an app is told again that does not answer. */
const toldFor = 86_400_000
/** What became of it is kept so long. */
const keptFor = 30 * 86_400_000

/** Makes the logout token that an app is told by. */
export type LogoutToken = (tenantId: string, logout: Logout) => Promise<string>

type Answer = { readonly is: 'done' | 'refused' | 'later'; readonly said: string }

/**
 * Tells an app that somebody is signed out (OpenID Connect Back-Channel Logout 1.0 §2.5), or has it be told again later. The transaction stays open
 * meanwhile, so that of two servers one tells it.
 */
export function deliverLogout(admit: Admit, { tenantId, logoutId }: DueLogout, token: LogoutToken): Promise<void> {
  return withTenant(admit.store, tenantId, async (t) => {
    const logout = await takeLogout(t, logoutId)
    if (logout === null) return
    const { is, said } =
      logout.uri === null
        ? ({ is: 'given_up', said: 'it is not told any more' } as const)
        : await tell(admit, logout.uri, await token(tenantId, logout))
    const now = admit.now()
    const wait = waitAfter(logout.tries)
    if (is !== 'later') return endLogout(t, logout.id, { state: is, answer: said }, now)
    if (now + wait - logout.madeAt <= toldFor) return postponeLogout(t, logout.id, said, wait)
    await endLogout(t, logout.id, { state: 'given_up', answer: said }, now)
    admit.log.warn({ tenantId, app: logout.appId }, 'an app was not told of a sign-out')
  })
}

/** Forgets what apps were told of, or not, a month ago. */
export async function forgetLogouts(admit: Admit): Promise<void> {
  for (const { id } of await everyTenant(admit.store))
    await withTenant(admit.store, id, (t) => forgetLogoutsBefore(t, admit.now() - keptFor))
}

/** 200 and 204 say that the person is signed out, 400 that they are not (§2.8); anything else is no answer. */
async function tell({ config }: Admit, uri: string, token: string): Promise<Answer> {
  try {
    const { status } = await guardedFetch({ ranges: config.providerRanges })(uri, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    })
    const said = `it answered ${status}`
    return { is: status === 200 || status === 204 ? 'done' : status === 400 ? 'refused' : 'later', said }
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error
    return { is: 'later', said: error.what }
  }
}
