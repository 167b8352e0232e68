import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { tenantStanding } from '../../app/sign-in/standing.ts'
import { readBy } from '../../app/words/reader.ts'
import { readerIn } from '../reader.ts'

/** Makes a page of the provider's in its reader's language: the app's `ui_locales`, the browser's, or the organisation's. */
export async function inReadersLanguage<T>(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  work: () => Promise<T>,
): Promise<T> {
  const asked: unknown = ctx.oidc?.params?.['ui_locales'] ?? ctx.query['ui_locales']
  const organisation = (await tenantStanding(admit, tenantId))?.preferredLanguage ?? null
  const reader = { ...readerIn(ctx.headers), organisation }
  return readBy(typeof asked === 'string' ? { ...reader, asked: asked.slice(0, 256).split(' ') } : reader, work)
}
