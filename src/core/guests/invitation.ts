import type { Instant } from '../snapshot.ts'

/** How a guest was asked in: to which address, how that stands, since when, and when the last link was made. */
export type Invitation = {
  readonly address: string
  readonly state: 'pending' | 'accepted' | 'withdrawn'
  readonly changedAt: Instant
  readonly sentAt: Instant
}

/** How long the link of an invitation is good for, in days. */
export const invitationDays = 30

/** Until when the link of an invitation is good. */
export function linkEndsAt({ sentAt }: Invitation): Instant {
  return sentAt + invitationDays * 86_400_000
}

/**
 * The sign-in name of a guest, as Entra ID makes it: `mia@partner.example` is `mia_partner.example#EXT#@` and a domain of the
 * organisation. Guests sign in with their address all the same, which is another name of the account.
 */
export function guestName(address: string, domain: string): string {
  return `${address.replaceAll('@', '_')}${mark}@${domain}`
}

const mark = '#EXT#'

/** What of a name was written by one hand: of a guest's the parts of the address that it is made of, of any other all of it. */
export function writtenParts(name: string): readonly string[] {
  const at = name.lastIndexOf(`${mark}@`)
  return at === -1
    ? [name]
    : name
        .slice(0, at)
        .split('_')
        .map((part) => `${part}@${name.slice(at + mark.length + 1)}`)
}

/** The name that somebody knows as theirs: of a guest the invited address, of anybody else the sign-in name. */
export function ownName(account: {
  readonly signInName: string
  readonly invitation?: { readonly address: string } | null
}): string {
  const { signInName, invitation } = account
  return signInName.includes(`${mark}@`) ? (invitation?.address ?? signInName) : signInName
}
