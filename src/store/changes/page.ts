import { sql } from 'kysely'
import { isSameBranding, noBranding } from '../../core/branding/branding.ts'
import { brandingOf } from '../../core/changes/page.ts'
import type { PageChange } from '../../core/changes/page-change.ts'
import { AppError } from '../../errors.ts'
import { hasLogo } from '../logos.ts'
import { json } from '../store.ts'
import { set } from './tenant.ts'
import type { Writes } from './write.ts'

const tenant = () => ['tenant', 'tenant'] as const

export const pageWrites: Writes<PageChange['do']> = {
  set_stay_signed_in: { entity: tenant, run: (t, { days }) => set(t, sql`stay_days = ${days}`) },
  set_branding: {
    entity: tenant,
    async run(t, change) {
      const branding = brandingOf(change)
      if (branding.logo !== null && !(await hasLogo(t, branding.logo))) throw new AppError('logo.not_found')
      await set(t, sql`branding = ${isSameBranding(branding, noBranding) ? null : json(branding)}`)
    },
  },
}
