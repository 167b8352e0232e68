import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { listOperations, type Operation } from '../../store/operations.ts'
import type { Admit } from '../admit.ts'
import { asReaderOfMethods } from '../methods/methods-of.ts'
import type { Viewer } from '../viewer.ts'

const kind = 'issue_temporary_password'

/** Resets of a person's password by others, the newest first: each was done when it was asked for, or not at all. Throws `user.not_found`. */
export function resetOperations(admit: Admit, viewer: Viewer, accountId: string): Promise<readonly Operation[]> {
  return asReaderOfMethods(admit, viewer, accountId, async (t) => {
    if ((await findAccount(t, accountId)) === null) throw new AppError('user.not_found')
    return listOperations(t, accountId, kind, null)
  })
}

/** One of them; throws `operation.not_found` where this one reset nothing, or somebody else. */
export function resetOperation(admit: Admit, viewer: Viewer, accountId: string, id: string): Promise<Operation> {
  return asReaderOfMethods(admit, viewer, accountId, async (t) => {
    const [found] = await listOperations(t, accountId, kind, id)
    if (found === undefined) throw new AppError('operation.not_found')
    return found
  })
}
