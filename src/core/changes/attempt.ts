import { mayProve } from '../methods/allowed.ts'
import { isPasswordGiven, isProvider, type MethodKind, methodName, type ProvedBy } from '../methods/methods.ts'
import { withProved } from '../methods/strengths.ts'
import { findProvider } from '../federation/identity-provider.ts'
import { isByPass } from '../methods/temporary-pass.ts'
import type { Snapshot } from '../snapshot.ts'
import { isNamed } from '../naming/is-named.ts'
import type { AttemptChange } from './attempt-change.ts'
import type { Family } from './family.ts'
import { listed, locationName, moment } from './names.ts'

const own = { weakens: 0, blast: 0, isReversible: true, by: 'self', inverse: () => null } as const

/** What the person does in this attempt, or time does: no directory is changed, and there is nothing to take back. */
export const attemptChanges: Family<AttemptChange['do']> = {
  type_name: {
    title: ({ signInName }) => `Sign in as ${signInName}`,
    ...own,
    sideEffects: () => [],
    apply: (s, { signInName }) => {
      if (s.attempt.signInName === signInName) return s
      // Whose name it is, only the directory knows: the account stays where it is the same one, else nobody is known.
      const account = s.account !== null && isNamed(s.account, signInName) ? s.account : null
      return { ...s, attempt: { ...s.attempt, signInName, nearNames: [] }, account }
    },
  },
  retype_password: {
    title: (_, s) => `${who(s)} types the right password`,
    ...own,
    sideEffects: () => ['Each wrong try counts towards a lock.'],
    apply: (s) => (s.account?.passwordSetAt == null ? s : byPassword(s)),
  },
  prove_second_factor: {
    title: ({ by }, s) => `${who(s)} proves ${by === undefined ? 'a second factor' : `the ${methodName(by)}`}`,
    ...own,
    sideEffects: () => [],
    apply: (s, { by }) => {
      if (s.account === null || (s.account.secondFactorPausedUntil ?? 0) > s.now) return s
      if (by === undefined && s.proof.secondFactor === 'verified') return s
      const { account, tenant } = s
      const method = account.methods.find(
        ({ kind, isUsable }) => isUsable && (by === undefined || kind === by) && mayProve(kind, account, tenant),
      )
      return method === undefined ? s : bySecond(s, method.kind)
    },
  },
  sign_in_at_provider: {
    title: ({ providerId }, s) => `${who(s)} signs in at ${findProvider(s.tenant, providerId)?.name ?? 'a provider'}`,
    ...own,
    sideEffects: () => [],
    apply: (s, { providerId }) => (findProvider(s.tenant, providerId) === null ? s : byProvider(s, providerId)),
  },
  sign_in_from: {
    title: ({ ip, locationIds }, s) => `${who(s)} signs in from ${placeText(s, ip, locationIds)}`,
    ...own,
    sideEffects: () => [],
    apply: (s, { ip, locationIds }) => {
      const { network } = s.attempt
      const isSame =
        network.ip === ip &&
        String(network.locationIds) === String(locationIds) &&
        (network.locationIds === null) === (locationIds === null)
      return isSame ? s : { ...s, attempt: { ...s.attempt, network: { ip, locationIds } } }
    },
  },
  use_redirect: {
    title: ({ uri }) => (uri === null ? 'Ask without a redirect address' : `Have the app return to ${uri}`),
    ...own,
    sideEffects: () => [],
    apply: (s, { uri }) => (s.attempt.redirectUri === uri ? s : { ...s, attempt: { ...s.attempt, redirectUri: uri } }),
  },
  ask_scopes: {
    title: ({ scopes }) => (scopes.length === 0 ? 'Ask for no permissions' : `Ask for ${listed(scopes)} only`),
    ...own,
    sideEffects: () => [],
    apply: (s, { scopes }) => {
      const isSame =
        scopes.length === s.attempt.scopes.length && scopes.every((scope, i) => scope === s.attempt.scopes[i])
      return isSame ? s : { ...s, attempt: { ...s.attempt, scopes } }
    },
  },
  wait_until: {
    title: ({ until }) => `Wait until ${moment(until)}`,
    ...own,
    by: 'wait',
    sideEffects: () => [],
    apply: (s, { until }) => (until > s.now ? { ...s, now: until } : s),
  },
}

function who(s: Snapshot): string {
  return s.account?.displayName ?? 'The person'
}

/** What was said of a pass is past: the password was given instead of it. */
function byPassword(s: Snapshot): Snapshot {
  if (s.proof.credential === 'verified' && isPasswordGiven(s.proof) && s.proof.credentialAt === undefined) return s
  const { secondFactor, methods } = s.proof
  if (isByPass(s)) return { ...s, proof: { credential: 'verified', secondFactor: 'not_presented' } }
  const kept =
    methods === undefined || secondFactor !== 'verified'
      ? {}
      : { methods: [...new Set<ProvedBy>(['password', ...methods])] }
  return { ...s, proof: { credential: 'verified', secondFactor, ...kept } }
}

/** What a provider answered before is past; a second factor that was proved here stays. */
function byProvider(s: Snapshot, providerId: string): Snapshot {
  const { credential, credentialAt, secondFactor, methods = [], provider } = s.proof
  const isGood = methods.includes('provider') && (provider === undefined || provider.is === 'good')
  if (credential === 'verified' && isGood && credentialAt === undefined) return s
  const isSecond = secondFactor === 'verified'
  const second = methods.filter((one) => one !== 'password' && one !== 'temporary_pass' && !isProvider(one))
  return {
    ...s,
    proof: {
      credential: 'verified',
      secondFactor: isSecond ? 'verified' : 'not_presented',
      methods: ['provider', ...(isSecond && second.length === 0 ? (['totp'] as const) : second)],
      provider: { providerId, is: 'good' },
    },
  }
}

/** What was said of a wrong code is past; a passkey proves anew what the password did. */
function bySecond(s: Snapshot, by: MethodKind): Snapshot {
  const { credentialAt, ...anew } = s.proof
  const proof = withProved(by === 'passkey' && credentialAt !== undefined ? anew : s.proof, by)
  return proof === s.proof ? s : { ...s, proof }
}

function placeText(s: Snapshot, ip: string | null, locationIds: readonly string[] | null): string {
  if (locationIds !== null && locationIds.length > 0) return listed(locationIds.map((id) => locationName(s, id)))
  if (ip !== null) return ip
  return locationIds === null ? 'an unknown address' : 'outside all named locations'
}
