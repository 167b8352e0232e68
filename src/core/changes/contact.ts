import type { ContactChange, ContactKind } from './change.ts'
import type { Family } from './family.ts'
import { isMailAddress } from '../naming/mail-address.ts'
import { person } from './names.ts'

/** How people are reached about how they prove themselves. No sign-in is decided by it. */
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
    apply: (s) => s,
    inverse: () => null,
  },
}

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
