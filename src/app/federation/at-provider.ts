import { timingSafeEqual } from 'node:crypto'
import type { ProviderAnswer } from '../../core/federation/identity-provider.ts'
import { readOpenIdAnswer } from '../../probes/openid-provider.ts'
import { findProviderRow, type ProviderRow } from '../../store/identity-providers.ts'
import { withTenant } from '../../store/store.ts'
import { isPersonal } from '../../core/federation/personal.ts'
import type { Admit } from '../admit.ts'
import type { Browser } from '../sign-in/browser.ts'
import { saidByRealm } from './said-by-realm.ts'
import { type Question, reach, tiesOf } from './reach.ts'

/** What is under way at a provider. */
export type AtProvider = {
  readonly providerId: string
  /** The how manieth question of what is under way it is: of earlier ones no answer is taken. */
  readonly nth: number
  /** Where the answer comes to, to the letter. */
  readonly redirectUri: string
  /** How old the proof there may be, in seconds; null where that does not matter. */
  readonly maxAge: number | null
}

/** An answer as it came back: at whose address, with what, and in which browser. */
export type CameBack = { readonly providerId: string; readonly query: string; readonly browser: Browser }

/** The one address of ours that a provider sends people back to: of another one no answer is taken there (SEC-21). */
export const callbackPath = (providerId: string): string => `/signin/callback/${providerId}`

/** Whether what came back is the answer to the question; of a browser that asked nothing, or something else, it is not (SEC-14). */
export function isAnswerTo(admit: Pick<Admit, 'vault'>, question: Question, { query }: CameBack): boolean {
  const given = Buffer.from(new URLSearchParams(query).get('state') ?? '')
  const expected = Buffer.from(tiesOf(admit, question).state)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** What a provider says of who came back, or what became of asking it. */
export type Said = { readonly answer: ProviderAnswer } | { readonly claims: Readonly<Record<string, unknown>> }

/** Makes an answer good with the provider, outside of any transaction: it may take seconds. */
export async function askBack(
  admit: Admit,
  question: Question,
  at: AtProvider,
  came: CameBack,
): Promise<Said & { readonly provider: ProviderRow | null }> {
  const { tenantId } = question
  const { providerId } = at
  const provider = await withTenant(admit.store, tenantId, (t) => findProviderRow(t, providerId))
  if (provider === null) return { provider, answer: { providerId, is: 'not_linked' } }
  // The answer of one provider at the address of another.
  if (came.providerId !== providerId)
    return { provider, answer: { providerId, is: 'invalid', what: 'it comes from another issuer' } }
  if (isPersonal(provider)) return { provider, ...(await saidByRealm(admit, provider, at.maxAge, came.browser)) }
  const reached = await reach(admit, tenantId, provider)
  if (reached.is !== 'there') return { provider, answer: { providerId, ...unreached(reached) } }
  const url = new URL(at.redirectUri)
  url.search = came.query
  const said = await readOpenIdAnswer(reached, url, { ...tiesOf(admit, question), maxAge: at.maxAge })
  return said.is === 'good' ? { provider, claims: said.claims } : { provider, answer: { providerId, ...said } }
}

/** What a provider that cannot be asked means for who is sent there. */
export function unreached({ is, what }: { readonly is: 'unreachable' | 'unfit'; readonly what: string }) {
  return is === 'unreachable' ? ({ is, what } as const) : ({ is: 'invalid', what } as const)
}
