import type { Reached } from '../../../app/contacts.ts'
import type { PersonsMethods } from '../../../app/methods/methods-of.ts'
import type { ContactKind } from '../../../core/changes/change.ts'
import type { SentKind } from '../../../core/methods/methods.ts'
import type { MethodRow } from '../../../store/methods.ts'
import { iso } from './instant.ts'
import { counting } from './methods.ts'

/** The ids that Graph gives each way in every organisation (microsoft-graph-docs, phoneAuthenticationMethod and emailAuthenticationMethod). */
export const contactIds: Readonly<Record<ContactKind, string>> = {
  email: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
}

/** What mail and telephones have apart: where people are reached, by whom codes are sent for signing in, and how each is shown. */
export const reachedBy = {
  emailMethods: {
    type: 'emailAuthenticationMethod',
    of: ['email'],
    proves: 'email',
    shape: (_: ContactKind, emailAddress: string) => ({ emailAddress }),
  },
  phoneMethods: {
    type: 'phoneAuthenticationMethod',
    of: ['mobile', 'alternateMobile', 'office'],
    proves: 'phone',
    // Nobody signs in with a text alone: it is a second factor.
    shape: (kind: ContactKind, phoneNumber: string) => ({
      ...{ phoneNumber, phoneType: kind, smsSignInState: 'notSupported' },
    }),
  },
} as const satisfies Readonly<
  Record<
    string,
    { readonly type: string; readonly of: readonly ContactKind[]; readonly proves: SentKind; readonly shape: unknown }
  >
>
export type ReachedBy = keyof typeof reachedBy

/**
 * How the person is reached, in Graph's shape. Graph knows one kind where there are two here (ADR 57), so each says what it is for: `contact`,
 * where news and the codes of resets go, or `signIn`, which the person has shown to be theirs.
 */
export function contactShape(name: ReachedBy, kind: ContactKind, text: string) {
  return { id: contactIds[kind], '@admit.for': 'contact', ...reachedBy[name].shape(kind, text) }
}

/** Where codes for signing in go, shown in part to everybody, in the same shape. */
export function provedShape(name: ReachedBy, { id, address, createdAt }: MethodRow) {
  const kind = name === 'emailMethods' ? 'email' : 'mobile'
  const shape = reachedBy[name].shape(kind, address ?? '')
  return { id, '@admit.for': 'signIn', createdDateTime: iso(createdAt), ...shape }
}

/** All of a collection: how the person is reached, and where codes for signing in go. */
export function reachedShapes(name: ReachedBy, { contacts }: Reached, methods: PersonsMethods): readonly object[] {
  const { of, proves } = reachedBy[name]
  const ways = of.flatMap((kind) => {
    const text = contacts[kind]
    return text === undefined ? [] : [contactShape(name, kind, text)]
  })
  return [...ways, ...counting(methods, proves).map((one) => provedShape(name, one))]
}
