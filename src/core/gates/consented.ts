import { defineGate, notApplicable } from '../gate.ts'
import { missingScopes } from '../consent/missing-scopes.ts'

const own = notApplicable('the app is a part of Admit')
const nothing = notApplicable('the app asks for no permission')

/** Permissions that are a person's to give: given by them, or by an administrator for everybody. */
export const consented = defineGate({
  id: 'consented',
  question: 'Has the person agreed to what the app asks for?',
  needs: ['account', 'app'],
  reads: ['tenant', 'request'],
  reasons: {
    missing: {
      code: 'APP-UCONSENT',
      number: 65001,
      effect: 'challenge',
      disclose: 'after_second_factor',
      title: 'The app asks for permission',
      tell: '{app} asks for your permission.',
      explain: '{person} has not consented to {scopes} for {app}',
    },
    not_allowed: {
      code: 'APP-UCONSENT-OFF',
      number: 90094,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'Only an administrator may consent',
      tell: 'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.',
      explain: '{app} asks for {scopes}, and people may not consent for themselves here',
    },
  },

  glance: (s) => (missingScopes(s, 'user').length === 0 ? true : null),

  check(s) {
    if (s.app.isOwn) return own
    if (s.attempt.scopes.length === 0) return nothing
    const missing = missingScopes(s, 'user')
    const evidence = [{ at: 'account.consents', found: s.account.consents, wanted: s.attempt.scopes }]
    if (missing.length === 0) return { is: 'pass', evidence }

    const forAll = { do: 'consent_for_all' as const, appId: s.app.id, scopes: missing }
    const args = { scopes: missing.join(', ') }
    if (s.tenant.userConsent === 'off') return { is: 'stop', reason: 'not_allowed', args, evidence, remedies: [forAll] }
    return {
      is: 'stop',
      reason: 'missing',
      args,
      evidence,
      remedies: [{ do: 'consent', appId: s.app.id, accountId: s.account.id, scopes: missing }, forAll],
    }
  },
})
