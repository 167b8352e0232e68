import { z } from 'zod'
import { id, instant } from './fields.ts'

/** Changes about guests as they come from outside; that an invitation is accepted is for What-If alone. */
export const guestChangeSchemas = [
  z.strictObject({
    do: z.literal('invite_guest'),
    accountId: id,
    address: z.string().trim().min(3).max(254),
    redirectUrl: z.string().max(2048).nullable(),
    letter: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('sent'), said: z.string().trim().min(1).max(2000).nullable() }),
      z.strictObject({ is: z.literal('none') }),
    ]),
  }),
  z.strictObject({ do: z.literal('withdraw_invitation'), accountId: id }),
  z.strictObject({ do: z.literal('accept_invitation'), accountId: id, providerId: id.optional() }),
  z.strictObject({
    do: z.literal('set_access_period'),
    accountId: id,
    from: instant.nullable(),
    until: instant.nullable(),
  }),
  z.strictObject({ do: z.literal('set_app_audience'), appId: id, audience: z.enum(['everybody', 'members']) }),
] as const
