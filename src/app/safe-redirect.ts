/**
 * Whether codes may be sent there (SEC-23): https, this machine, or a scheme an app keeps to itself, never a pattern. Such a scheme is a
 * domain backwards, which has a dot (RFC 8252 §7.1); the libraries of Microsoft on phones use `msal` and the app's id, which is as much
 * the app's own, and only of the app that has the id. Null where it is not known which app it is for.
 */
export function isSafeRedirect(address: string, appId: string | null): boolean {
  if (address.includes('*')) return false
  const parsed = URL.parse(address)
  if (parsed === null || parsed.hash !== '' || parsed.username !== '') return false
  if (parsed.protocol === 'https:') return true
  if (parsed.protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  const [, named] = /^msal([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):$/.exec(parsed.protocol) ?? []
  if (named !== undefined) return appId === null || named === appId.toLowerCase()
  return /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:$/.test(parsed.protocol)
}

/** The rule, for whoever has to know it. */
export const whatIsSafe =
  'https, this machine, or a scheme of the app’s own is wanted: one with a dot, such as com.company.app, or msal and the id of this very app'
