import fc from 'fast-check'
import { morning } from '../a-snapshot.ts'
import { from, providerId, scopes, some } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

/** Changes of an attempt to sign in, each over a directory of a few names that may or may not be there. */
export const attemptChanges = {
  sign_in_at_provider: fc.record({ providerId }),
  type_name: fc.record({ signInName: from(['alice@meridian.example', 'bob@meridian.example']) }),
  retype_password: fc.constant({}),
  prove_second_factor: from([{}, { by: 'totp' }, { by: 'passkey' }] as const),
  sign_in_from: fc.record({ ip: from([null, '203.0.113.9']), locationIds: from([null, [], ['office']]) }),
  use_redirect: fc.record({ uri: from([null, 'https://crm.example/callback']) }),
  ask_scopes: fc.record({ scopes: some(scopes) }),
  wait_until: fc.record({ until: from([morning - 1, morning + 3_600_000]) }),
} satisfies Partial<Kinds>
