import { type Branding, noBranding } from '../core/branding/branding.ts'
import { stayDaysOf } from '../core/sessions/stay.ts'
import type { Admit } from './admit.ts'
import { settings } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** How the organisation's sign-in pages look, and for how many days they let people stay signed in. */
export type SignInPages = { readonly stayDays: number; readonly branding: Branding; readonly organisation: string }

/** How they are set now. */
export function signInPages(admit: Admit, viewer: Viewer): Promise<SignInPages> {
  return settings(admit, viewer, (tenant) => {
    const { branding = noBranding, name } = tenant
    return { stayDays: stayDaysOf(tenant), branding, organisation: name }
  })
}
