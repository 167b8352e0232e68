import { mayEver } from '../../core/changes/roles.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'

/** Whether the app wants to be consented to once more (`prompt=consent`, OpenID Connect Core §3.1.2.1). */
export function asksAgain({ attempt }: Snapshot, flow: Flow): boolean {
  return flow.prompt?.split(' ').includes('consent') === true && flow.consented !== 'yes' && attempt.scopes.length > 0
}

/** As if nobody had consented to anything. */
export function withoutConsent(s: Snapshot): Snapshot {
  const { account, app } = s
  return {
    ...s,
    account: account === null ? null : { ...account, consents: [] },
    app: app === null ? null : { ...app, adminConsent: [] },
  }
}

/** What the app asks for and neither the person nor an administrator has consented to. */
export function notConsented(s: Snapshot): readonly string[] {
  const given = new Set([
    ...(s.app?.adminConsent ?? []),
    ...(s.account?.consents.find((consent) => consent.appId === s.app?.id)?.scopes ?? []),
  ])
  return s.attempt.scopes.filter((scope) => !given.has(scope))
}

/** The page on which the person says whether the app may. */
export function consentStep(s: Snapshot, signInName: string, scopes: readonly string[]): Step {
  return {
    ask: 'consent',
    signInName,
    organisation: s.tenant.name,
    app: { id: s.app?.id ?? '', name: s.app?.name ?? '', publisher: s.tenant.name },
    scopes: scopes.map((value) => ({ value, title: s.tenant.permissions[value]?.title ?? value })),
    mayConsentForAll: s.account?.roles.some((role) => mayEver(role, 'consent_for_all')) ?? false,
  }
}
