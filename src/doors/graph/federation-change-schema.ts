import { z } from 'zod'
import { personalIssuer } from '../../core/federation/personal.ts'
import { id, name } from './fields.ts'

const scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'a scope is one word')

/** What an administrator says of an identity provider, but for its secret. */
export const providerSettings = {
  name,
  issuer: z
    .string()
    .max(2048)
    .refine(
      (text) => text === personalIssuer || /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
      'an address such as https://login.partner.example is wanted',
    ),
  clientId: z.string().trim().min(1).max(512),
  client: z.enum(['confidential', 'public']),
  scopes: z
    .array(scope)
    .min(1)
    .max(20)
    .refine((all) => all.includes('openid'), 'openid is one of them'),
  subject: z.enum(['sub', 'oid']),
  nameClaim: z.enum(['preferred_username', 'upn']),
  secondFactor: z.enum(['trusted', 'ours']),
  mfaAcr: z.string().min(1).max(320).nullable(),
  guests: z.enum(['welcome', 'none']),
} as const

/** Changes of identity providers as they come from outside. */
export const federationChangeSchemas = [
  z.strictObject({ do: z.literal('put_identity_provider'), provider: z.strictObject({ id, ...providerSettings }) }),
  z.strictObject({ do: z.literal('delete_identity_provider'), providerId: id }),
  z.strictObject({ do: z.literal('set_provider_secret'), providerId: id }),
  z.strictObject({ do: z.literal('set_domain_provider'), name: z.string().max(253), providerId: id.nullable() }),
  z.strictObject({ do: z.literal('link_identity'), accountId: id, providerId: id }),
  z.strictObject({ do: z.literal('unlink_identity'), accountId: id, providerId: id }),
  z.strictObject({ do: z.literal('sign_in_at_provider'), providerId: id }),
] as const
