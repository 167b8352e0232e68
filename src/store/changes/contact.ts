import type { ContactChange } from '../../core/changes/change.ts'
import { masked } from '../../core/changes/contact.ts'
import { AppError } from '../../errors.ts'
import { putContact, putReview } from '../contacts.ts'
import { mustExist, type Writes } from './write.ts'

export const contactWrites: Writes<ContactChange['do']> = {
  set_contact: {
    entity: (change) => ['account', change.accountId],
    // Whoever reads the journal is not whoever may see people's numbers.
    kept: (change) => ({ ...change, value: change.value === null ? null : masked(change.value) }),
    async run(t, { accountId, contact, value }, { at, before }) {
      mustExist(before, 'user.not_found')
      if (!(await putContact(t, accountId, contact, value))) throw new AppError('contact.not_found')
      if (value !== null) await putReview(t, accountId, { holdsSince: at, putOffUntil: null })
    },
  },
  confirm_contact: {
    entity: (change) => ['account', change.accountId],
    async run(t, { accountId }, { at, before }) {
      mustExist(before, 'user.not_found')
      await putReview(t, accountId, { holdsSince: at, putOffUntil: null })
    },
  },
}
