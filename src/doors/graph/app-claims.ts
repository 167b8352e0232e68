import { z } from 'zod'
import { type GroupClaim, groupClaims, type OptionalClaims, optionalNames } from '../../core/consent/token-claims.ts'

const spoken = { SecurityGroup: 'security', All: 'all', ApplicationGroup: 'assigned', DirectoryRole: 'roles' } as const
const wanted = `None, ${Object.keys(spoken).join(', ')}`

/** Which groups tokens name, as Graph says it: one word or several, with commas. */
export const groupMembershipClaims = z
  .string()
  .max(200)
  .nullable()
  .transform((said, ctx): GroupClaim[] => {
    const words = (said ?? 'None').split(',').map((one) => one.trim())
    if (words.length === 1 && words[0] === 'None') return []
    const found = words.map((one) => (Object.hasOwn(spoken, one) ? spoken[one as keyof typeof spoken] : undefined))
    if (found.includes(undefined))
      ctx.addIssue({ code: 'custom', message: `of ${wanted} one is wanted, or several with commas` })
    return [...new Set(found.flatMap((one) => one ?? []))]
  })

/** The same as Graph shows it; null where tokens name none. */
export function groupClaimsShape(claims: readonly GroupClaim[]): string | null {
  const names = Object.entries(spoken).flatMap(([name, one]) => (claims.includes(one) ? [name] : []))
  return names.length === 0 ? null : names.join(', ')
}

const given = z.array(
  z.strictObject({
    name: z.enum(optionalNames, `tokens here can say ${optionalNames.join(', ')}`),
    essential: z.boolean().default(false),
    source: z.null('nothing is taken from extensions of the directory').optional(),
    additionalProperties: z.array(z.never('no further properties are known here')).max(0).optional(),
  }),
)

/** What an app wants beside what is always said, as Graph's `optionalClaims`. */
export const optionalClaims = z
  .strictObject({
    idToken: given.max(50).optional(),
    accessToken: given.max(50).optional(),
    saml2Token: z.array(z.unknown()).max(0, 'no tokens of SAML are made here').optional(),
  })
  .nullable()
  .transform((said): OptionalClaims => {
    const plain = (all: z.infer<typeof given>) => all.map(({ name, essential }) => ({ name, essential }))
    return {
      ...(said?.idToken?.length ? { idToken: plain(said.idToken) } : {}),
      ...(said?.accessToken?.length ? { accessToken: plain(said.accessToken) } : {}),
    }
  })

/** The same as Graph shows it; null where nothing is wanted. */
export function optionalClaimsShape(claims: OptionalClaims): Record<string, unknown> | null {
  if (Object.keys(claims).length === 0) return null
  const shown = (all: OptionalClaims['idToken'] = []) =>
    all.map((one) => ({ ...one, source: null, additionalProperties: [] }))
  return { idToken: shown(claims.idToken), accessToken: shown(claims.accessToken), saml2Token: [] }
}

const asked = z.array(z.strictObject({ name: z.enum(optionalNames), essential: z.boolean() })).max(50)

/** Both as changes hold them. */
export const claimSettings = {
  groupClaims: z.array(z.enum(groupClaims)).max(groupClaims.length).optional(),
  optionalClaims: z.strictObject({ idToken: asked.optional(), accessToken: asked.optional() }).optional(),
}
