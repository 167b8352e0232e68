import type { Branding } from '../../core/branding/branding.ts'

/** How the sign-in pages are, as the API tells it. */
export type Settings = { readonly stayDays: number; readonly branding: Branding; readonly organisation: string }
