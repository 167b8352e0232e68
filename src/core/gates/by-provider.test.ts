import { type SnapshotEdit, aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { federatedTenant } from '../../../test/support/providers.ts'
import { byProvider } from './by-provider.ts'

const federated = (edit: SnapshotEdit = {}) => aSnapshot({ tenant: federatedTenant, ...edit })
const by = { proof: { methods: ['provider'] } } as const
const guest = { userType: 'guest', signInName: 'mia_partner.example#EXT#@meridian.admit.test' } as const
const known = (providerId: string) => ({ account: { ...guest, identities: [{ providerId }] } })

describeGate(byProvider, {
  pass: {
    'who comes by the provider of the domain': federated(by),
    'who proved a second factor here besides': federated({ proof: { methods: ['provider', 'totp'] } }),
    'a guest by a provider that is open to guests': federated({ ...known('contoso'), ...by }),
  },
  notApplicable: {
    'to a domain that is looked after here': aSnapshot(),
    'to a guest with a password': federated(known('contoso')),
  },
  unknown: { 'what nobody has tested': federated({ proof: { credential: 'untested' } }) },
  stop: {
    'who has proved nothing': [
      'asked',
      federated({ proof: { credential: 'not_presented', secondFactor: 'not_presented' } }),
    ],
    'who gives the password they once had here': ['asked', federated()],
    'who comes with a passkey of ours': ['asked', federated({ proof: { methods: ['passkey'] } })],
    'who comes with a pass of ours': ['asked', federated({ proof: { methods: ['temporary_pass'] } })],
    'a guest by a provider that is closed to guests': ['closed', federated({ ...known('fabrikam'), ...by })],
    'who is not linked any more': ['closed', federated({ account: guest, ...by })],
  },
})
