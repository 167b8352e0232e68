import type { Change } from '../changes/change.ts'
import { findProvider } from '../federation/identity-provider.ts'
import { defineGate, notApplicable } from '../gate.ts'
import { sessionRulesOf } from '../sessions/session-rules.ts'
import type { Account, Proof, TenantPart } from '../snapshot.ts'

const anywhere = notApplicable('no instance was asked for')
const now = notApplicable('the proof is of this moment')

/** Whoever enters an instance proved who they are no longer ago than a session there lasts (T1, T3). */
export const sessionAge = defineGate({
  id: 'session-age',
  question: 'Is the last proof young enough for the instance?',
  needs: ['account'],
  reads: ['instance', 'proof', 'tenant', 'now'],
  reasons: {
    over: {
      code: 'SES-AGE',
      number: 70043,
      effect: 'challenge',
      disclose: 'after_password',
      title: 'The session has reached its limit',
      tell: 'Your session in {instance} reached its limit. Sign in again, and you are back where you were.',
      explain: '{person} last proved who they are on {provedAt}, and a session in {instance} lasts {minutes} minutes',
    },
  },

  glance: ({ instance, proof }) => (instance === null || proof.credentialAt === undefined ? true : null),

  check({ account, instance, proof, tenant, now: at }) {
    if (instance === null) return anywhere
    const { credential, credentialAt } = proof
    if (credential !== 'verified' || credentialAt === undefined) return now
    const { minutes } = sessionRulesOf(instance)
    const since = at - minutes * 60_000
    const evidence = [
      { at: 'proof.credentialAt', found: credentialAt, wanted: since },
      { at: 'instance.session', found: minutes, wanted: 'more minutes than that is ago' },
    ]
    if (credentialAt > since) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'over',
      args: { provedAt: credentialAt, minutes },
      evidence,
      remedies: provesAnew(account, proof, tenant),
    }
  },
})

/** The same way again by which the person came. */
function provesAnew(account: Account, { methods = [] }: Proof, tenant: TenantPart): readonly Change[] {
  if (methods.includes('provider'))
    return (account.identities ?? []).flatMap(({ providerId }): Change[] =>
      findProvider(tenant, providerId) === null ? [] : [{ do: 'sign_in_at_provider', providerId }],
    )
  return account.passwordSetAt === null ? [{ do: 'prove_second_factor', by: 'passkey' }] : [{ do: 'retype_password' }]
}
