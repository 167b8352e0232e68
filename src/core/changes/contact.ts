import { type PhoneKind, phoneKinds } from '../methods/methods.ts'
import type { Account } from '../snapshot.ts'
import type { ContactChange, ContactKind } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { isMailAddress } from '../naming/mail-address.ts'
import { person } from './names.ts'

/** How people are reached about how they prove themselves. No sign-in is decided by it, but who can reset a password is. */
export const contactChanges: Family<ContactChange['do']> = {
  set_contact: {
    title: ({ accountId, contact, value }, s) =>
      value === null
        ? `Take away the ${contactName[contact]} by which ${person(s, accountId)} is reached`
        : `Change the ${contactName[contact]} by which ${person(s, accountId)} is reached`,
    weakens: 0,
    blast: 1,
    // Whoever knows the one before writes it again.
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [`${person(s, accountId)} is told at the address known until now.`],
    // Whose code of a reset does not arrive gets the next one at the address that is written.
    apply: (s, { accountId, contact, value }) =>
      onAccount(s, accountId, (account) =>
        contact === 'email' ? withContactMail(account, value) : withContactPhone(account, contact, value),
      ),
    inverse: () => null,
  },
  confirm_contact: {
    title: ({ accountId }, s) => `${person(s, accountId)} says that they are still reached as before`,
    weakens: 0,
    blast: 0,
    isReversible: false,
    by: 'self',
    sideEffects: () => [],
    // When they are asked next is nothing that a sign-in is decided by.
    apply: (s) => s,
    inverse: () => null,
  },
}

function withContactMail(account: Account, value: string | null): Account {
  const { hasContactMail, mailUndeliverableAt, ...others } = account
  const isSame = (hasContactMail === true) === (value !== null) && mailUndeliverableAt === undefined
  if (isSame) return account
  // A link that went to the address before is nobody's any more.
  const { resetLink } = account
  const rest = resetLink === undefined ? others : { ...others, resetLink: { ...resetLink, isLost: true as const } }
  return value === null ? rest : { ...rest, hasContactMail: true }
}

function withContactPhone(account: Account, kind: PhoneKind, value: string | null): Account {
  const { contactPhones: was = [], ...rest } = account
  const is = phoneKinds.filter((one) => (one === kind ? value !== null && isDialled(value) : was.includes(one)))
  if (is.join() === was.join()) return account
  return is.length === 0 ? rest : { ...rest, contactPhones: is }
}

/** Whether a gateway reaches it: nobody there dials on to an extension. */
export const isDialled = (number: string): boolean => !number.includes('x')

/** What each is called. */
export const contactName: Readonly<Record<ContactKind, string>> = {
  email: 'e-mail address',
  mobile: 'mobile number',
  alternateMobile: 'alternate mobile number',
  office: 'office number',
}

/** Whether a person can be reached so: an address, or a number as Graph writes it, `+33 612345678` with `x12` for an extension. */
export function isContact(contact: ContactKind, value: string): boolean {
  return contact === 'email' ? isMailAddress(value) : /^\+[1-9]\d{0,2} ?\d{4,14}(?:x\d{1,8})?$/.test(value)
}

/** A number or an address as it is shown to who may not see it whole: enough to be recognised by who knows it. */
export function masked(value: string): string {
  const at = value.lastIndexOf('@')
  if (at !== -1) return `${[...value.slice(0, at)][0] ?? ''}•••${value.slice(at)}`
  const country = /^\+\d{1,3}(?= )/.exec(value)?.[0] ?? ''
  return `${country}${country === '' ? '' : ' '}•••• ${value.replace(/\D/g, '').slice(-2)}`
}
