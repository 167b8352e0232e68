import { missingScopes, scopesBeyondPeople, unknownScopes } from '../consent/missing-scopes.ts'
import { defineGate, notApplicable } from '../gate.ts'

const own = notApplicable('the app is a part of Admit')
const nothing = notApplicable('the app asks for no permission')

/** Permissions marked for administrators work only after one has consented for everybody, and one that does not exist never does. */
export const adminConsented = defineGate({
  id: 'admin-consented',
  question: 'Has an administrator agreed to what needs one?',
  needs: ['app'],
  reads: ['tenant', 'request'],
  reasons: {
    unknown: {
      code: 'APP-SCOPE',
      number: 70011,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The app asks for a permission that does not exist',
      tell: '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.',
      explain: '{app} asks for {scopes}, which no resource here has',
    },
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

  glance(s) {
    if (s.app.isOwn || scopesBeyondPeople(s).length === 0) return true
    return unknownScopes(s).length > 0 ? 'unknown' : missingScopes(s, 'admin').length === 0 ? true : 'missing'
  },

  check(s) {
    if (s.app.isOwn) return own
    if (s.attempt.scopes.length === 0) return nothing
    const unknown = unknownScopes(s)
    if (unknown.length > 0) {
      const asked = { at: 'attempt.scopes', found: unknown, wanted: 'permissions that exist here' }
      // Only the app can ask for something else: a consent to nothing would stand there for whoever makes the permission one day.
      return { is: 'stop', reason: 'unknown', args: { scopes: unknown.join(', ') }, evidence: [asked], remedies: [] }
    }
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
