import { type SnapshotEdit, aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { aProvider, federatedTenant } from '../../../test/support/providers.ts'
import { realmRouted } from './realm-routed.ts'

const federated = (edit: SnapshotEdit = {}) => aSnapshot({ tenant: federatedTenant, ...edit })
const away = { proof: { provider: { providerId: 'fabrikam', is: 'unreachable', what: 'it took too long' } } } as const
const awayForGuests = { proof: { provider: { providerId: 'contoso', is: 'unreachable' } } } as const
const openToGuests = {
  ...federatedTenant,
  identityProviders: { ...federatedTenant.identityProviders, fabrikam: aProvider({ guests: 'welcome' }) },
}

describeGate(realmRouted, {
  pass: {
    'who is not linked yet': federated(),
    'who is linked with the provider of the domain': federated({
      account: { identities: [{ providerId: 'fabrikam' }] },
    }),
    'who is linked with it and another': federated({
      account: { identities: [{ providerId: 'contoso' }, { providerId: 'fabrikam' }] },
    }),
  },
  notApplicable: {
    'to a domain that is looked after here': aSnapshot(),
    'to nobody': federated({ account: null }),
    'to a guest under a name of ours': federated({
      account: {
        userType: 'guest',
        invitation: { address: 'al@home.example', state: 'accepted', changedAt: 1, sentAt: 1 },
      },
    }),
    'before anything is proved': federated({
      account: { identities: [{ providerId: 'contoso' }] },
      proof: { credential: 'not_presented', secondFactor: 'not_presented' },
    }),
    'to a provider that is not here any more': aSnapshot(away),
    'to one that nobody is sent to any more': aSnapshot({
      tenant: { identityProviders: federatedTenant.identityProviders },
      ...away,
    }),
  },
  stop: {
    'whose provider does not answer': ['unreachable', federated(away)],
    'whoever has the name, or nobody': ['unreachable', federated({ account: null, ...away })],
    'whose provider serves guests too': ['unreachable', aSnapshot({ tenant: openToGuests, ...away })],
    'a guest whose provider does not answer': [
      'unreachable',
      federated({ attempt: { signInName: null }, account: null, ...awayForGuests }),
    ],
    'who is linked with another provider': [
      'elsewhere',
      federated({ account: { identities: [{ providerId: 'contoso' }] } }),
    ],
  },
})
