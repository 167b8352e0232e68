import fc from 'fast-check'
import { details } from '../../../src/core/profile/details.ts'
import { morning } from '../a-snapshot.ts'
import { accountId, from, providerId, some } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

const attribute = fc.oneof(
  fc.record({ name: fc.constant('department'), value: from(['Sales', 'Sale', null]) }),
  fc.record({ name: fc.constant('usageLocation'), value: from(['FR', null]) }),
  fc.record({ name: fc.constant('city'), value: from(['Lyon', 'Sydney']) }),
)

/** Changes of people, of what they prove themselves with and of guests, each over a directory of a few names that may or may not be there. */
export const peopleChanges = {
  create_account: fc.record({
    account: fc.record({
      id: fc.constant('made'),
      signInName: from(['alice@meridian.example', 'Alice@Meridian.example', 'new@meridian.example']),
      displayName: from(['Alice Moreau', 'New Person']),
      userType: from(['member', 'guest'] as const),
      isEnabled: fc.boolean(),
      attributes: from([{}, { department: 'Sales', usageLocation: 'FR' }]),
    }),
  }),
  update_account: fc.record({
    accountId,
    set: fc.record(
      {
        signInName: from(['alice@meridian.example', 'moreau@meridian.example']),
        displayName: from(['Alice Moreau', 'A. Moreau']),
        isEmergency: fc.boolean(),
        managerId: from([null, 'bob']),
        passwordNeverExpires: fc.boolean(),
        userType: from(['member', 'guest'] as const),
      },
      { requiredKeys: [] },
    ),
  }),
  add_alias: fc.record({
    accountId,
    name: from(['alice@meridian.example', 'ali@meridian.example', 'Al@meridian.example']),
  }),
  remove_alias: fc.record({ accountId, name: from(['ali@meridian.example', 'AL@meridian.example']) }),
  set_attribute: fc.tuple(accountId, attribute).map(([accountId, edit]) => ({ accountId, ...edit })),
  enable_account: fc.record({ accountId }),
  block_account: fc.record({ accountId }),
  unlock_account: fc.record({ accountId }),
  delete_account: fc.record({ accountId }),
  purge_account: fc.record({ accountId }),
  restore_account: fc.record({ accountId }),
  reprocess_account: fc.record({ accountId }),
  issue_temporary_password: fc.record({ accountId }),
  change_password: fc.record({ accountId }),
  reset_own_password: fc.record({ accountId }),
  send_reset_link: fc.record({ accountId }),
  follow_reset_link: fc.record({ accountId }),
  require_password_change: fc.record({ accountId }),
  report_password: fc.record({ accountId }),
  set_mfa_state: fc.record({ accountId, state: from(['disabled', 'enabled', 'enforced'] as const) }),
  register_method: fc.record({ accountId, kind: from(['totp', 'passkey'] as const) }),
  remove_methods: fc.record({ accountId }),
  revoke_sessions: fc.record({ accountId }),
  end_session: fc.record({ accountId, sessionId: from(['one', 'other']) }),
  set_contact: fc.record({
    accountId,
    contact: from(['email', 'mobile', 'alternateMobile', 'office'] as const),
    value: from([null, 'al@home.example', '+33 612345678']),
  }),
  confirm_contact: fc.record({ accountId }),
  make_recovery_codes: fc.record({ accountId }),
  remove_method: fc.record({ accountId, methodId: from(['totp-1', 'codes', 'mail-1', 'other']) }),
  name_method: fc.record({ accountId, methodId: from(['totp-1', 'other']), name: from([null, 'Old phone']) }),
  prefer_method: fc.record({ accountId, methodId: from(['totp-1', 'other', null]) }),
  issue_temporary_pass: fc.record({
    accountId,
    uses: from(['one', 'many'] as const),
    minutes: from([10, 60, 43_200]),
    startsAt: from([null, morning - 1000, morning + 3_600_000]),
  }),
  remove_temporary_pass: fc.record({ accountId }),
  unblock_second_factor: fc.record({ accountId }),
  forget_devices: fc.record({ accountId }),
  invite_guest: fc.record({
    accountId,
    address: from(['alice@meridian.example', 'al@home.example']),
    redirectUrl: fc.constant(null),
    letter: from([{ is: 'sent', said: null }, { is: 'none' }] as const),
  }),
  withdraw_invitation: fc.record({ accountId }),
  accept_invitation: fc.record({ accountId, providerId }, { requiredKeys: ['accountId'] }) as never,
  set_access_period: fc.record({
    accountId,
    from: from([null, morning - 1, morning + 3_600_000]),
    until: from([null, morning, morning + 86_400_000]),
  }),
  complete_profile: fc.record({ accountId, details: some(details) }),
  fill_in_profile: fc.record({ accountId, details: some(details) }),
  link_identity: fc.record({ accountId, providerId }),
  unlink_identity: fc.record({ accountId, providerId }),
} satisfies Partial<Kinds>
