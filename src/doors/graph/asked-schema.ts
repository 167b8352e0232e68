import { z } from 'zod'
import { providerAnswers } from '../../core/federation/identity-provider.ts'
import { dayMethods } from './change-schema.ts'
import { id, instant, list } from './fields.ts'

/** An attempt somebody asks about, as it comes from outside. */
export const askedSchema = z.strictObject({
  person: z.union([z.strictObject({ accountId: id }), z.strictObject({ signInName: z.string().max(320) })]),
  appId: z.string().max(64),
  instanceId: id.nullish(),
  redirectUri: z.string().max(2048).nullish(),
  scopes: list(z.string().max(512)).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).nullish(),
  place: z.enum(['familiar', 'strange']).nullish(),
  isRefresh: z.literal(true).optional(),
  proof: z
    .strictObject({
      credential: z.enum(['verified', 'wrong', 'not_presented', 'untested']),
      credentialAt: instant.optional(),
      secondFactor: z.enum(['verified', 'wrong', 'not_presented']),
      methods: z
        .array(z.enum(['password', 'temporary_pass', 'recovery_codes', 'provider', 'provider_factor', ...dayMethods]))
        .max(8)
        .optional(),
      pass: z.enum(['early', 'over', 'used']).optional(),
      provider: z
        .strictObject({ providerId: id, is: z.enum(providerAnswers), what: z.string().max(200).optional() })
        .optional(),
      codeSteps: z.number().int().min(-20).max(20).optional(),
    })
    .optional(),
})
