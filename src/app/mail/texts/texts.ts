import type { ContactKind } from '../../../core/changes/change.ts'
import type { MethodKind } from '../../../core/methods/methods.ts'
import type { CodeKind, NewsKind, NewsOf } from '../news.ts'

/** What every text may name: whose account, where, when, and how to sign in. Instants are in words already. */
export type Around = {
  readonly organisation: string
  readonly signInName: string
  readonly when: string
  readonly signInUrl: string
  readonly temporaryDays: number
}

/** News as a text is given them: instants in words, and with the code that no message holds. */
export type Told<K extends NewsKind> = {
  readonly [F in keyof NewsOf<K>]: F extends 'until' ? string : F extends 'said' ? readonly string[] : NewsOf<K>[F]
} & (K extends 'invitation_code' | 'sign_up_code' | CodeKind
  ? { readonly code: string; readonly until: string }
  : unknown)

/** A subject, and paragraphs. */
export type Text = { readonly subject: string; readonly says: readonly string[] }

/** All that people are written in one language. What is missing here does not compile. */
export type Texts = {
  readonly greeting: (name: string) => string
  readonly news: { readonly [K in NewsKind]: (told: Told<K>, around: Around) => Text }
  /** The same as few words, to be read on a phone or to be heard. */
  readonly short: { readonly [K in CodeKind]: (code: string, organisation: string) => string }
  readonly methods: Readonly<Record<MethodKind, string>>
  readonly contacts: Readonly<Record<ContactKind, string>>
  /** The link for who did not do it: what it is called, and what comes of it, until when. */
  readonly notMe: { readonly label: string; readonly says: (until: string) => string }
  /** The link by which a new password is chosen. */
  readonly resetLink: { readonly label: string; readonly says: (until: string) => string }
  /** The link of an invitation. */
  readonly invitation: { readonly label: string; readonly says: (until: string) => string }
  readonly closing: (organisation: string) => string
}
