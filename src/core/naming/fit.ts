import type { Change } from '../changes/change.ts'
import { writtenParts } from '../guests/invitation.ts'
import { lookOf } from './look-alike.ts'
import { nameFault, type NameFault, nameKey } from './sign-in-name.ts'

/** A name as the store keeps it: how it is looked up, and what it looks like where that is another text. */
export type KeptName = { readonly key: string; readonly look: string | null }

export function keptName(name: string): KeptName {
  const key = nameKey(name)
  const look = lookOf(name)
  return { key, look: look === key ? null : look }
}

/** What Persian and Hindi words, and the parts of one picture, are joined with. */
export const joiners = /\u200c|\u200d|\ufe0f/g

/** What the name of a group looks like; every group is kept with it. */
export const groupLook = (name: string): string => lookOf(name.replace(joiners, ''))

/** The sign-in name that a change gives somebody; null where it gives none. */
export function nameGiven(change: Change): string | null {
  switch (change.do) {
    case 'create_account':
      return change.account.signInName
    case 'update_account':
      return change.set.signInName ?? null
    case 'add_alias':
      return change.name
    default:
      return null
  }
}

/** What is wrong with a name, for whoever gives it. */
export const faultText: Readonly<Record<NameFault, string>> = {
  invisible: 'it holds characters that nobody sees, or that turn the writing around',
  strange_character: 'it holds a character that is no letter, digit or sign of a keyboard',
  mixed_scripts: 'it mixes letters of scripts that no language writes together',
}

/** The same as `nameFault`, in words; null when the name may be given. */
export function whyUnfit(name: string): string | null {
  const fault = writtenParts(name)
    .map(nameFault)
    .find((one) => one !== null)
  return fault === undefined ? null : faultText[fault]
}
