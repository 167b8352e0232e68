import { sql } from 'kysely'
import type { ResetLinkChange } from '../../core/changes/reset-link-change.ts'
import { hasAddress } from '../../core/recovery/reset-methods.ts'
import type { Account } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { unlockAccounts } from '../lockouts.ts'
import { insertMessages } from '../messages.ts'
import { keepFormerHash } from '../password-history.ts'
import { setOnAccount } from './credential.ts'
import { mustExist, needed, type Writes } from './write.ts'

const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const resetLinkWrites: Writes<ResetLinkChange['do']> = {
  // Password and letter are one: nobody is kept out by a letter that was never written.
  send_reset_link: {
    entity: ofAccount,
    async run(t, { accountId }, { at, before }) {
      mustExist(before, 'user.not_found')
      // Not to the sign-in name, which is written to where there is nothing else: its mailbox may open with this very password.
      if (!hasAddress(before as Account)) throw new AppError('change.not_possible', { missing: 'address' })
      await setOnAccount(t, accountId, sql`reset_link_at = ${at}, sessions_revoked_at = ${at}`)
      await insertMessages(t, [accountId], { kind: 'reset_link', facts: {} }, at, { priority: -10 })
    },
  },
  // As after any reset: whoever had the old password has nothing.
  follow_reset_link: {
    entity: ofAccount,
    async run(t, { accountId }, { at, secrets }) {
      await keepFormerHash(t, accountId)
      await setOnAccount(
        t,
        accountId,
        sql`password_hash = ${needed(secrets.passwordHash)}, password_set_at = ${at}, must_change_password = false, temporary_until = null, reset_link_at = null, sessions_revoked_at = ${at}`,
      )
      await unlockAccounts(t, [accountId])
    },
  },
}
