import { defineGate, notApplicable } from '../gate.ts'
import type { App } from '../snapshot.ts'

const none = notApplicable('the attempt has no redirect address')

/** Codes are sent only to addresses that the app's owner registered, compared letter by letter (SEC-23). */
export const redirectRegistered = defineGate({
  id: 'redirect-registered',
  question: 'Is the redirect address registered?',
  needs: ['app'],
  reads: ['request'],
  reasons: {
    unregistered: {
      code: 'ADR-REDIRECT',
      number: 50011,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'The address to return to is not registered',
      tell: 'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.',
      explain: '{app} sent the redirect address {sent}, which is not registered{hint}',
    },
  },

  glance: ({ app, attempt: { redirectUri: sent } }) =>
    sent === null || app.isOwn || redirectMatches(app.redirectUris, sent) ? true : 'unregistered',

  check({ app, attempt }) {
    const sent = attempt.redirectUri
    if (sent === null || app.isOwn) return none
    const wanted = app.redirectUris
    const evidence = [
      { at: 'attempt.redirectUri', found: sent, wanted: 'a registered address' },
      { at: 'app.redirectUris', found: wanted, wanted: sent },
    ]
    if (redirectMatches(wanted, sent)) return { is: 'pass', evidence }

    const difference = differenceOf(wanted, sent)
    return {
      is: 'stop',
      reason: 'unregistered',
      args: { sent, hint: difference === null ? '' : `; the nearest differs in its ${difference}` },
      evidence,
      remedies: isSafe(sent)
        ? [{ do: 'register_redirect', appId: app.id, uri: sent, kind: wanted[0]?.kind ?? 'web' }]
        : [],
    }
  },
})

/** Whether an address may be offered for registering: https, or this very machine; nothing hidden in it, no fragment (RFC 6749 §3.1.2). */
function isSafe(uri: string): boolean {
  return /^https:\/\/[^\s\\#@*]+$/.test(uri) || (isLoopback(uri) && !/[\s*]/.test(uri))
}

/** Whether an address is one of those registered: exactly, or on any port of this machine for native apps (RFC 8252 §7.3). */
export function redirectMatches(registered: App['redirectUris'], sent: string): boolean {
  for (const one of registered) {
    if (one.uri === sent) return true
    if (one.kind === 'native' && isLoopback(one.uri) && isLoopback(sent) && withoutPort(one.uri) === withoutPort(sent))
      return true
  }
  return false
}

const isLoopback = (uri: string) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[^\\@#]*)?$/.test(uri)
// No path and the root are one address; any other last slash counts, as the rest of the path does.
const withoutPort = (uri: string) =>
  uri.replace(
    /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(\/.*)?$/,
    (_, host: string, path = '/') => `${host}${path}`,
  )

type Part = 'scheme' | 'host' | 'port' | 'path' | 'last slash' | 'case'

/** The one part in which a registered address differs from the one sent, of the nearest such; null when none is near. */
function differenceOf(registered: App['redirectUris'], sent: string): Part | null {
  const order: readonly Part[] = ['last slash', 'case', 'scheme', 'port', 'path', 'host']
  const found = registered.flatMap(({ uri }) => {
    if (uri.replace(/\/$/, '') === sent.replace(/\/$/, '')) return ['last slash' as const]
    if (uri.toLowerCase() === sent.toLowerCase()) return ['case' as const]
    const [a, b] = [partsOf(uri), partsOf(sent)]
    if (a === null || b === null) return []
    const differing = (['scheme', 'host', 'port', 'path'] as const).filter((part) => a[part] !== b[part])
    return differing.length === 1 ? [differing[0] as Part] : []
  })
  return order.find((part) => found.includes(part)) ?? null
}

function partsOf(uri: string): { scheme: string; host: string; port: string; path: string } | null {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:]*)(?::(\d+))?(.*)$/i.exec(uri)
  return parts === null
    ? null
    : { scheme: parts[1] as string, host: parts[2] as string, port: parts[3] ?? '', path: parts[4] as string }
}
