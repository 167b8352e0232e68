import { isCountry } from '../../core/naming/country.ts'
import { z } from 'zod'
import { isSafeRedirect, whatIsSafe } from '../../app/safe-redirect.ts'

/** An id of ours. Small letters: one thing must not have two names, or `is this me?` could be answered wrongly (SEC-31). */
export const id = z.guid().toLowerCase()

/** Longer text of people; may be empty and have lines. */
export const text = z.string().max(1024)

/** What something is called: one line that can be seen. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .regex(/^[^\p{Cc}]*$/u, 'a name has no control characters')

/** Until the last day that a date can be written for with four digits of a year. */
export const instant = z.number().int().min(0).max(253_402_300_799_999)

export const signInName = z
  .string()
  .trim()
  .min(3)
  .max(320)
  .regex(/^[^\s@\\\p{Cc}]+@[^\s@\\\p{Cc}]+\.[^\s@\\\p{Cc}]+$/u, 'a sign-in name looks like name@company.com')

const words = z.string().max(4096)

/** What an attribute may hold. */
export const attributeValue = z.union([words, z.boolean(), z.number(), z.null(), z.array(words).max(200)])

/** A name that every object of JavaScript has is none for an attribute: it would be read where nobody wrote it. */
export const attributeName = z
  .string()
  .regex(/^\w{1,128}$/)
  .refine((given) => !(given in {}), 'this cannot be the name of an attribute')

/** Attributes by name. */
export const attributes = z
  .record(attributeName, attributeValue)
  .refine((given) => Object.keys(given).length <= 200, 'at most 200 attributes')

/** A list of at most a thousand. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).max(1000)

/** A page on the web. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2048)

/** SEC-23: where codes may be sent: https, this machine, or a scheme an app keeps to itself; never a pattern. */
export const redirectUri = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[^\s\\#]+$/, 'an address has no spaces, backslashes or fragments')
  // Which app it is for is known where the change is made (`must-be-fit.ts`).
  .refine((address) => isSafeRedirect(address, null), whatIsSafe)

/** `api://crm`: what an app is called as a resource. */
export const identifierUri = z
  .string()
  .max(256)
  .regex(/^(api|https):\/\/[^\s#?]+$/)

/** What a permission is called behind the address of its app: `read` of `api://crm/read`. */
export const scopeName = z.string().regex(/^[\w.:-]{1,120}$/, 'letters, digits and ._:- are wanted')

/** The part of a group's address before the @. */
export const mailNickname = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/, 'letters, digits and .-_ are wanted')
/** A language as BCP 47 writes it, and a country of ISO 3166. */
export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language such as fr or de-CH is wanted')
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country in two letters is wanted')
  .refine(isCountry, 'a country in two letters is wanted')
/** The name of a domain as DNS writes it: `company.com`, other alphabets as `xn--…`. */
export const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/,
    'a domain looks like company.com',
  )

/** Who finds a Microsoft 365 group. */
export const visibility = z.enum(['Public', 'Private'], {
  error: ({ input }) =>
    input === 'HiddenMembership'
      ? 'HiddenMembership is not kept here: whoever may read a group sees who is in it'
      : 'Public or Private is wanted',
})
