import { missingScopes } from '../consent/missing-scopes.ts'
import { defineGate, notApplicable } from '../gate.ts'

const own = notApplicable('the app is a part of Admit')
const nothing = notApplicable('the app asks for no permission')

/** Permissions marked for administrators work only after one has consented for everybody. */
export const adminConsented = defineGate({
  id: 'admin-consented',
  question: 'Has an administrator agreed to what needs one?',
  needs: ['app'],
  reads: ['tenant', 'request'],
  reasons: {
    missing: {
      code: 'APP-ACONSENT',
      number: 90094,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: "An administrator's consent is missing",
      tell: 'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.',
      explain: '{app} asks for {scopes}, which needs the consent of an administrator',
    },
  },

  glance: (s) => (s.app.isOwn || missingScopes(s, 'admin').length === 0 ? true : 'missing'),

  check(s) {
    if (s.app.isOwn) return own
    if (s.attempt.scopes.length === 0) return nothing
    const missing = missingScopes(s, 'admin')
    const evidence = [{ at: 'app.adminConsent', found: s.app.adminConsent, wanted: s.attempt.scopes }]
    if (missing.length === 0) return { is: 'pass', evidence }
    return {
      is: 'stop',
      reason: 'missing',
      args: { scopes: missing.join(', ') },
      evidence,
      remedies: [{ do: 'consent_for_all', appId: s.app.id, scopes: missing }],
    }
  },
})
