import { z } from 'zod'
import { brandingProblem } from '../../core/branding/branding.ts'
import { ruledKinds } from '../../core/methods/allowed.ts'
import { details } from '../../core/profile/details.ts'
import { stayLimits } from '../../core/sessions/stay.ts'
import { id, list } from './fields.ts'

const words = z.string().max(1000).nullable()

/** Changes of the sign-in pages as they come from outside. */
export const pageChangeSchemas = [
  z.strictObject({
    do: z.literal('set_stay_signed_in'),
    days: z.number().int().min(stayLimits[0]).max(stayLimits[1]),
  }),
  z
    .strictObject({ do: z.literal('set_branding'), name: words, accent: words, text: words, logo: words })
    .superRefine((branding, at) => {
      const problem = brandingProblem(branding)
      if (problem !== null) at.addIssue({ code: 'custom', message: problem })
    }),
  z.strictObject({
    do: z.literal('allow_method'),
    kind: z.enum(ruledKinds),
    to: z.union([z.enum(['everybody', 'nobody']), list(id).min(1)]),
  }),
  z.strictObject({ do: z.literal('require_details'), of: z.enum(['member', 'guest']), details: list(z.enum(details)) }),
] as const
