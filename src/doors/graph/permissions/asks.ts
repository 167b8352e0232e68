/** Any one of these lets a token ask: with a person behind it, or of an app that acts by itself. */
export type Asks = { readonly delegated: readonly string[]; readonly application: readonly string[] }

/** The same of a person and of an app. */
export const both = (...names: readonly string[]): Asks => ({ delegated: names, application: names })

/** Only where a person stands behind. */
export const persons = (...names: readonly string[]): Asks => ({ delegated: names, application: [] })
