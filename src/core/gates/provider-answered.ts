import { findProvider } from '../federation/identity-provider.ts'
import { defineGate, notApplicable, pass } from '../gate.ts'

const notAsked = notApplicable('no identity provider was asked')
const away = notApplicable('the identity provider was not reached: realm-routed speaks')
const good = pass({ at: 'proof.provider', found: 'good', wanted: 'good' })

/** What another provider says of a person counts only where it is valid, meant for us, and of somebody who is known here. */
export const providerAnswered = defineGate({
  id: 'provider-answered',
  question: 'Is the answer of the identity provider good?',
  needs: [],
  reads: ['proof', 'tenant'],
  reasons: {
    invalid: {
      code: 'CRE-FED',
      number: 50008,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'The identity provider did not answer correctly',
      tell: '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.',
      explain: 'the answer of {provider} is not valid: {what}',
    },
    refused: {
      code: 'CRE-FED-REFUSED',
      number: 50008,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'The identity provider said no',
      tell: '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.',
      explain: '{provider} refused: {what}',
    },
    other_person: {
      code: 'CRE-FED-PERSON',
      number: 50008,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'Somebody else is signed in at the identity provider',
      tell: 'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.',
      explain: '{provider} answered for somebody else than was named here',
    },
    other_subject: {
      code: 'CRE-FED-SUBJECT',
      number: 50008,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'The identity provider means somebody else by this name',
      tell: 'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.',
      explain:
        '{provider} answered for a person who is not the one linked with this account: a name that was given to somebody else there, or an account made anew',
    },
    not_linked: {
      code: 'CRE-FED-LINK',
      number: 50020,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'Nobody here is known by this identity',
      tell: '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.',
      explain: '{provider} answered for somebody whom nobody here is linked with',
    },
  },

  glance: ({ proof }) => (proof.provider === undefined ? true : null),

  check({ proof, tenant }) {
    const answer = proof.provider
    const provider = answer === undefined ? null : findProvider(tenant, answer.providerId)
    if (answer === undefined || provider === null) return notAsked
    if (answer.is === 'good') return good
    if (answer.is === 'unreachable') return away
    return {
      is: 'stop',
      reason: answer.is,
      args: { provider: provider.name, what: answer.what ?? 'it does not say why' },
      evidence: [{ at: 'proof.provider', found: answer, wanted: 'good' }],
      remedies: [{ do: 'sign_in_at_provider', providerId: provider.id }],
    }
  },
})
