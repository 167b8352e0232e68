import { z } from 'zod'
import type { Change } from '../../core/changes/change.ts'
import { instantText } from '../../core/membership/instant.ts'
import { isExtension } from '../../core/membership/rule.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import { name, signInName } from './fields.ts'
import { userAttributes, userLists } from './nouns/user-shape.ts'
import { noField } from './odata/field.ts'

const words = z.string().max(1024).nullable().optional()
const some = z.array(z.string().max(320)).max(250).optional()
const record = <K extends string, T>(names: readonly K[], type: T) =>
  Object.fromEntries(names.map((field) => [field, type])) as Record<K, T>
const numbered = Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`)

const attributes = {
  ...record(userAttributes, words),
  ...record(userLists, some),
  businessPhones: z.array(z.string().max(64)).max(20).optional(),
  employeeHireDate: z.iso.datetime({ offset: true }).or(z.iso.date()).nullable().optional(),
  onPremisesExtensionAttributes: z.strictObject(record(numbered, words)).optional(),
}
const forcing = {
  forceChangePasswordNextSignIn: z
    .literal(true, { error: 'a password that two know is changed at the next sign-in: leave this out, or say true' })
    .optional(),
  forceChangePasswordNextSignInWithMfa: z.boolean().optional(),
}
const passwordProfile = z.strictObject({ password: z.string().max(256).optional(), ...forcing }).optional()
/** That a password never expires is the one policy of a password there is. */
const passwordPolicies = z.enum(['None', 'DisablePasswordExpiration']).nullable().optional()

/** The names somebody signs in with, all of them: those left out are taken away. */
const identities = z
  .array(
    z.strictObject({
      signInType: z.enum(['userPrincipalName', 'emailAddress']),
      issuer: z.string().max(253).nullish(),
      issuerAssignedId: signInName,
    }),
  )
  .max(50)
  .optional()

const extensionValue = z.union([z.string().max(1024), z.boolean(), z.number(), z.null()])

/** The same, with extensions of the directory by their names; of other names nothing is taken. */
function extensible<T extends z.ZodObject>(shape: T): z.ZodType<z.infer<T>> {
  const open = shape.catchall(extensionValue).superRefine((given, context) => {
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn(shape.shape, name) && !isExtension(name))
    const [extension] = unknown.filter((name) => /^extension_/i.test(name))
    if (extension !== undefined)
      context.addIssue({ code: 'custom', path: [extension.slice(0, 128)], message: noField(extension.slice(0, 128)) })
    else if (unknown.length > 0) context.addIssue({ code: 'unrecognized_keys', keys: unknown, input: given })
  })
  return open as unknown as z.ZodType<z.infer<T>>
}

/** A new user. Without a password of the caller's one of ours is made, and answered. */
const plainNewUser = z.strictObject({
  userPrincipalName: signInName,
  displayName: name,
  accountEnabled: z.boolean().default(true),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  passwordProfile,
  passwordPolicies,
  identities,
  ...attributes,
})
export const newUser = extensible(plainNewUser)

/** What of a user can be changed. */
const plainChanges = z.strictObject({
  userPrincipalName: signInName.optional(),
  displayName: name.optional(),
  accountEnabled: z.boolean().optional(),
  userType: z.enum(['Member', 'Guest']).optional(),
  perUserMfaState: z.enum(['disabled', 'enabled', 'enforced']).optional(),
  passwordProfile,
  passwordPolicies,
  identities,
  ...attributes,
})
export const userChanges = extensible(plainChanges)

/** The changes that make a user, with a temporary password where one is asked for. */
export function creationOf(id: string, body: z.infer<typeof newUser>): readonly Change[] {
  const { userPrincipalName, displayName, accountEnabled, userType, passwordProfile, passwordPolicies, ...most } = body
  const { identities: _, ...rest } = most
  const account = {
    id,
    signInName: userPrincipalName,
    displayName,
    userType: userType === 'Guest' ? ('guest' as const) : ('member' as const),
    isEnabled: accountEnabled,
    attributes: Object.fromEntries(given(rest).filter(([, value]) => value !== null)),
  }
  return [
    { do: 'create_account', account },
    ...(passwordPolicies === 'DisablePasswordExpiration'
      ? [{ do: 'update_account' as const, accountId: id, set: { passwordNeverExpires: true } }]
      : []),
    ...(passwordProfile === undefined ? [] : [{ do: 'issue_temporary_password' as const, accountId: id }]),
  ]
}

/** The changes that a patch of a user amounts to. */
export function editsOf(accountId: string, body: z.infer<typeof userChanges>): readonly Change[] {
  const {
    userPrincipalName,
    displayName,
    accountEnabled,
    userType,
    perUserMfaState,
    passwordProfile,
    passwordPolicies,
    identities: _,
    ...rest
  } = body
  const set = {
    ...(userPrincipalName === undefined ? {} : { signInName: userPrincipalName }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(userType === undefined ? {} : { userType: userType === 'Guest' ? ('guest' as const) : ('member' as const) }),
    ...(passwordPolicies === undefined
      ? {}
      : { passwordNeverExpires: passwordPolicies === 'DisablePasswordExpiration' }),
  }
  const changes: Change[] = []
  if (Object.keys(set).length > 0) changes.push({ do: 'update_account', accountId, set })
  for (const [name, value] of given(rest)) changes.push({ do: 'set_attribute', accountId, name, value })
  if (accountEnabled !== undefined) changes.push({ do: accountEnabled ? 'enable_account' : 'block_account', accountId })
  if (perUserMfaState !== undefined) changes.push({ do: 'set_mfa_state', accountId, state: perUserMfaState })
  if (passwordProfile?.password !== undefined) changes.push({ do: 'issue_temporary_password', accountId })
  else if (passwordProfile !== undefined) changes.push({ do: 'require_password_change', accountId })
  return changes
}

type Attributes = Omit<
  z.infer<typeof userChanges>,
  | 'userPrincipalName'
  | 'displayName'
  | 'accountEnabled'
  | 'userType'
  | 'perUserMfaState'
  | 'passwordProfile'
  | 'passwordPolicies'
  | 'identities'
>

function given({ onPremisesExtensionAttributes, ...rest }: Partial<Attributes>): [string, AttributeValue][] {
  const all: Record<string, AttributeValue | undefined> = { ...rest, ...onPremisesExtensionAttributes }
  const hired = rest.employeeHireDate
  if (typeof hired === 'string') all['employeeHireDate'] = instantText(hired) ?? hired
  return Object.entries(all).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined)
}
