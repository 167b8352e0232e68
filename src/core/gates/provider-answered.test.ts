import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { federatedTenant } from '../../../test/support/providers.ts'
import type { ProviderAnswer } from '../federation/identity-provider.ts'
import { providerAnswered } from './provider-answered.ts'

const answered = (is: ProviderAnswer['is'], what?: string) =>
  aSnapshot({
    tenant: federatedTenant,
    proof: {
      credential: 'not_presented',
      secondFactor: 'not_presented',
      provider: { providerId: 'fabrikam', is, ...(what === undefined ? {} : { what }) },
    },
  })

describeGate(providerAnswered, {
  pass: { 'a good answer': answered('good') },
  notApplicable: {
    'where no provider was asked': aSnapshot(),
    'to one that did not answer: realm-routed speaks': answered('unreachable'),
    'to a provider that is not here any more': { ...answered('invalid'), tenant: aSnapshot().tenant },
  },
  stop: {
    'an answer that is not valid': ['invalid', answered('invalid', 'nobody it names signed it')],
    'one that says nothing more': ['invalid', answered('invalid')],
    'a provider that says no': ['refused', answered('refused', 'access_denied')],
    'somebody else than was named': ['other_person', answered('other_person')],
    'somebody else by the same name': ['other_subject', answered('other_subject')],
    'somebody whom nobody here is linked with': ['not_linked', answered('not_linked')],
  },
})
