import { z } from 'zod'
import { id } from './fields.ts'

/** The address of something in a collection, as Graph refers to one: its last part is the id. */
const address = (collections: string) =>
  z
    .string()
    .max(2048)
    .regex(
      new RegExp(`^[^\\s?#]*/(?:${collections})/[0-9a-fA-F-]{36}$`),
      `an address below ${collections.replaceAll('|', ' or ')} is wanted`,
    )
    .refine((given) => id.safeParse(given.slice(-36)).success, 'the address ends in an id')

/** The address of a person, or of something that may be one. */
export const userAddress = address('users|directoryObjects')
/** The address of what a group may hold. */
export const memberAddress = address('users|groups|directoryObjects')

/** The body of `$ref`. */
export const reference = (of: z.ZodType<string>) => z.strictObject({ '@odata.id': of })

/** The id that an address ends in. */
export function idIn(given: string): string {
  return given.slice(-36).toLowerCase()
}
