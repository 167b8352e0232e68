import type { Person } from '../api.ts'
import type { Act, Acts } from '../parts/acts-menu.tsx'

const mfaStates = ['disabled', 'enabled', 'enforced'] as const

/** What can be done to the account as it stands, what belongs together in one part. */
export function actsOn({ account, noLink }: Pick<Person, 'account' | 'noLink'>): readonly Acts[] {
  const accountId = account.id
  if (account.deletedAt !== null)
    return [
      {
        acts: [
          ['Restore', { do: 'restore_account', accountId }],
          ['Erase for good', { do: 'purge_account', accountId }],
        ],
      },
    ]
  return [
    {
      acts: [
        ['Temporary password', { do: 'issue_temporary_password', accountId }],
        ['Reset link by e-mail', { do: 'send_reset_link', accountId }, noLink],
        ['Ask for a new password', { do: 'require_password_change', accountId }],
        ...(account.passwordSetAt === null || account.passwordReportedAt !== undefined
          ? []
          : ([['Set the password aside', { do: 'report_password', accountId }]] as const)),
        ['End all sessions', { do: 'revoke_sessions', accountId }],
        ...(account.lockedUntil === null && account.familiarLockedUntil === undefined
          ? []
          : ([['Unlock', { do: 'unlock_account', accountId }]] as const)),
        account.isEnabled
          ? ['Block sign-in', { do: 'block_account', accountId }]
          : ['Allow sign-in', { do: 'enable_account', accountId }],
      ],
    },
    {
      name: `Multi-factor is ${account.mfaState}`,
      acts: [
        ...mfaStates
          .filter((state) => state !== account.mfaState)
          .map((state): Act => [`Multi-factor ${state}`, { do: 'set_mfa_state', accountId, state }]),
        ...(account.methods.length === 0
          ? []
          : ([['Remove second factors', { do: 'remove_methods', accountId }]] as const)),
      ],
    },
    { acts: [['Delete', { do: 'delete_account', accountId }]] },
  ]
}
