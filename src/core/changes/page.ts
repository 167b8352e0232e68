import { type Branding, brandingPart, brandingProblem, isSameBranding, noBranding } from '../branding/branding.ts'
import { stayDaysOf } from '../sessions/stay.ts'
import type { ChangeOf } from './change.ts'
import type { Family } from './family.ts'
import { counted } from './names.ts'
import type { PageChange } from './page-change.ts'

/** How a tenant's sign-in pages look, and how long they let people stay. */
export const pageChanges: Family<PageChange['do']> = {
  set_stay_signed_in: {
    title: ({ days }) =>
      days === 0 ? 'Let nobody stay signed in' : `Let people stay signed in for ${counted(days, 'day')}`,
    weakens: ({ days }, { tenant }) => (days > stayDaysOf(tenant) ? 1 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ days }, { tenant }) =>
      days < stayDaysOf(tenant) ? ['Whoever stayed signed in for longer signs in again.'] : [],
    apply(s, { days }) {
      if (days === stayDaysOf(s.tenant)) return s
      const { stayDays: _, ...tenant } = s.tenant
      return { ...s, tenant: days === 30 ? tenant : { ...tenant, stayDays: days } }
    },
    inverse: ({ days }, { tenant }) =>
      days === stayDaysOf(tenant) ? null : { do: 'set_stay_signed_in', days: stayDaysOf(tenant) },
  },
  set_branding: {
    title: (change) =>
      isSameBranding(brandingOf(change), noBranding)
        ? 'Show our own look on the sign-in pages'
        : 'Change how the sign-in pages look',
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply(s, change) {
      const { branding = noBranding, ...tenant } = s.tenant
      const next = brandingOf(change)
      if (isSameBranding(next, branding) || brandingProblem(next) !== null) return s
      return { ...s, tenant: { ...tenant, ...brandingPart(next) } }
    },
    inverse: (change, { tenant: { branding = noBranding } }) =>
      isSameBranding(brandingOf(change), branding) ? null : { do: 'set_branding', ...branding },
  },
}

/** What a change says of the look. */
export const brandingOf = ({ name, accent, text, logo }: ChangeOf<'set_branding'>): Branding => ({
  name,
  accent,
  text,
  logo,
})
