import type { ContactKind } from '../core/changes/change.ts'
import { masked } from '../core/changes/contact.ts'
import { AppError } from '../errors.ts'
import { type Contacts, findContacts } from '../store/contacts.ts'
import { type Delivery, listDeliveries } from '../store/messages.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { aroundChange, mayMake } from './apply-changes.ts'
import { asAdministratorWithin } from './directory.ts'
import { mustSeePerson } from './sight.ts'
import { hasPermission, type Viewer } from './viewer.ts'

/** Where a person is reached, and what became of what they were written lately. */
export type Reached = {
  readonly contacts: Contacts
  /** Whether the viewer may change it; who may not sees numbers and addresses only in part. */
  readonly mayChange: boolean
  readonly deliveries: readonly Delivery[]
}

/** So many messages are shown. */
const shown = 10

const permission = 'UserAuthenticationMethod.Read.All'

/** Where a person is reached, as far as the viewer may see it; people see themselves. */
export function contactsOf(admit: Admit, viewer: Viewer, accountId: string): Promise<Reached> {
  const read = async (t: TenantDb, isOwn: boolean) => {
    const change = { do: 'set_contact', accountId, contact: 'email', value: null } as const
    const s = await aroundChange(t, change, admit.now(), viewer)
    if (s.account === null) throw new AppError('user.not_found')
    const mayChange = mayMake(viewer, change, s)
    const see = mayChange || isOwn ? (text: string) => text : masked
    const contacts = Object.entries(await findContacts(t, accountId)).map(([kind, value]) => [kind, see(value)])
    const deliveries = (await listDeliveries(t, accountId, shown)).map((one) => ({
      ...one,
      recipient: see(one.recipient),
      // A mail server names the mailbox it speaks of.
      answer: one.answer?.replaceAll(one.recipient, see(one.recipient)) ?? null,
    }))
    return { contacts: Object.fromEntries(contacts) as Contacts, mayChange, deliveries }
  }
  if (accountId === viewer.accountId) {
    if (!hasPermission(viewer, ['UserAuthenticationMethod.Read', permission])) throw new AppError('auth.forbidden')
    return withTenant(admit.store, viewer.tenantId, (t) => read(t, true))
  }
  return asAdministratorWithin(
    admit,
    viewer,
    permission,
    async (t, sight) => {
      await mustSeePerson(t, sight, accountId)
      return read(t, false)
    },
    'people',
  )
}

/** One way in which a person is reached; throws `contact.not_found` where they are not. */
export async function contactOf(admit: Admit, viewer: Viewer, accountId: string, kind: ContactKind): Promise<string> {
  const value = (await contactsOf(admit, viewer, accountId)).contacts[kind]
  if (value === undefined) throw new AppError('contact.not_found')
  return value
}
