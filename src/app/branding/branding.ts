import { createHash } from 'node:crypto'
import { noBranding, textOn } from '../../core/branding/branding.ts'
import { realmId } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { findLogo, insertLogo, type Logo } from '../../store/logos.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { mayViewer } from '../apply-changes.ts'
import { tenantStanding } from '../sign-in/standing.ts'
import type { Viewer } from '../viewer.ts'
import { readLogo } from './logo-file.ts'
import { phrase } from '../words/say.ts'

/** What a page shows of an organisation. */
export type Brand = {
  readonly name: string
  /** What it is called here whatever it calls itself, and the domain it has proved. */
  readonly registered: string
  /** `rrggbb`; null for our colour. */
  readonly accent: string | null
  readonly text: string | null
  /** Where its picture is served from; null for our mark. */
  readonly logo: string | null
}

/** What pages show of a tenant; null when there is no such tenant. */
export async function brandOf(admit: Admit, tenantId: string): Promise<Brand | null> {
  const tenant = await tenantStanding(admit, tenantId)
  if (tenant === null) return null
  const { name, accent, text, logo } = tenant.branding ?? noBranding
  const domain = tenant.domains.find((one) => one.isDefault)?.name
  return {
    name: name ?? (tenantId === realmId ? phrase(tenant.name) : tenant.name),
    registered:
      tenantId === realmId ? 'a personal account' : domain === undefined ? tenant.name : `${tenant.name} (${domain})`,
    accent: accent !== null && textOn(accent) !== null ? accent.slice(1) : null,
    text,
    logo: logo === null ? null : `/signin/logo/${tenantId}/${logo}`,
  }
}

/** Keeps a picture, to be shown by a change of the look; gives its digest. Throws `change.forbidden` and `logo.unusable`. */
export async function addLogo(admit: Admit, viewer: Viewer, bytes: Buffer): Promise<string> {
  if (mayViewer(viewer).set_branding !== true) throw new AppError('change.forbidden')
  const logo = readLogo(bytes)
  if ('problem' in logo) throw new AppError('logo.unusable', { hint: logo.problem })
  const id = createHash('sha256').update(logo.bytes).digest('base64url')
  await withTenant(admit.store, viewer.tenantId, (t) => insertLogo(t, id, logo, admit.now()))
  return id
}

/** A picture of a tenant's; null where it has no such. Pages show it to everybody. */
export function logoOf(admit: Admit, tenantId: string, id: string): Promise<Logo | null> {
  return withTenant(admit.store, tenantId, (t) => findLogo(t, id))
}
