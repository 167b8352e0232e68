import { ApiError } from './api.ts'

const codes: ReadonlySet<string> = new Set(['auth.required', 'auth.more_proof_needed', 'auth.not_admitted'])

/** Whether one is not, or no longer, let into the console: the sign-in asks for what is missing, or says what is in the way. */
export function isKeptOut(error: unknown): boolean {
  return error instanceof ApiError && codes.has(error.code)
}

/** Where one signs in, and is led back from to where one is now. */
export function signInAddress(query: Readonly<Record<string, string>> = {}): string {
  return `/signin?${new URLSearchParams({ ...query, returnTo: location.pathname + location.search })}`
}
