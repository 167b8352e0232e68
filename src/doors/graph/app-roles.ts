import { z } from 'zod'
import type { AppRole } from '../../core/consent/app-role.ts'
import { everybodyRole } from '../../core/consent/app-role.ts'
import { AppError } from '../../errors.ts'
import { id, list, name, text } from './fields.ts'

/** What tokens may say of a role: no space, and no dot to begin with. */
const value = z
  .string()
  .regex(
    /^(?!\.)[!#-[\]-~]{1,120}$/,
    'at most 120 letters, digits and signs are wanted, without spaces, and no dot first',
  )

const different = (all: readonly { readonly id: string; readonly value: string | null }[]) => {
  const values = all.flatMap((one) => one.value ?? [])
  const ids = all.map((one) => one.id)
  return (
    !ids.includes(everybodyRole) &&
    new Set(ids).size === ids.length &&
    new Set(values.map((one) => one.toLowerCase())).size === values.length
  )
}
const whatDiffers = 'each role has an id and a value of its own'

/** Roles of an app as changes hold them. */
export const roles = list(
  z.strictObject({
    id,
    value: value.nullable(),
    name,
    description: text.min(1),
    members: z
      .array(z.enum(['people', 'apps']))
      .min(1)
      .max(2),
    isEnabled: z.boolean(),
  }),
).refine(different, whatDiffers)

const words = { User: 'people', Application: 'apps' } as const

/** Roles of an app as Graph's `appRole`. */
export const appRoles = list(
  z.strictObject({
    id,
    value: z.union([z.literal('').transform(() => null), value]).nullish(),
    displayName: name,
    description: text.min(1),
    allowedMemberTypes: z
      .array(z.enum(['User', 'Application']))
      .min(1)
      .refine((all) => new Set(all).size === all.length, 'each kind stands once'),
    isEnabled: z.boolean().default(true),
    origin: z.literal('Application').nullish(),
  }),
).refine((all) => different(all.map((one) => ({ id: one.id, value: one.value ?? null }))), whatDiffers)

/** The same as changes hold them. Throws `app.role_enabled` where one is gone that was enabled. */
export function rolesIn(given: z.infer<typeof appRoles>, before: readonly AppRole[]): readonly AppRole[] {
  const gone = before.find((role) => role.isEnabled && !given.some(({ id }) => id === role.id))
  if (gone !== undefined) throw new AppError('app.role_enabled', { id: gone.id, value: gone.value })
  return given.map((one) => ({
    id: one.id,
    value: one.value ?? null,
    name: one.displayName,
    description: one.description,
    members: one.allowedMemberTypes.map((kind) => words[kind]),
    isEnabled: one.isEnabled,
  }))
}

/** A role of an app as Graph shows it. */
export function appRoleShape({ id, value, name, description, members, isEnabled }: AppRole): Record<string, unknown> {
  return {
    id,
    value,
    displayName: name,
    description,
    allowedMemberTypes: members.map((one) => (one === 'people' ? 'User' : 'Application')),
    isEnabled,
    origin: 'Application',
  }
}
