import { chosenOf, usualOf } from '../core/methods/asked-first.ts'
import { type Allowed, allowedFor, isAllowed, mayProve } from '../core/methods/allowed.ts'
import { dayKinds } from '../core/methods/methods.ts'
import { namesOf, type RegisteredAs } from '../core/methods/registered-as.ts'
import { type Registration, registrationOf } from '../core/methods/registration.ts'
import { realmId } from '../core/federation/personal.ts'
import { openMethods, resetMethods } from '../core/recovery/reset-methods.ts'
import { closedReset, includesReset } from '../core/recovery/reset-rules.ts'
import type { Account, Instant, TenantPart } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { findAccounts } from '../store/accounts.ts'
import type { ListedAccount } from '../store/directory-lists.ts'
import { anyPage, type Asked, type Page, pageOf } from '../store/lists.ts'
import { type Counted, countByFeature, countByMethod, listSetUp, type SetUpRow } from '../store/registered.ts'
import { type AllowedIn, type RegistrationRules, registrations } from '../store/registrations.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { childrenOf } from './groups-within.ts'
import { hasPermission, sightThrough, type Viewer } from './viewer.ts'

/** What somebody has set up to prove who they are, as the report of an organisation shows it. */
export type Registered = Registration &
  Pick<ListedAccount, 'id' | 'signInName' | 'displayName' | 'userType'> & {
    readonly registered: readonly RegisteredAs[]
    /** The second factor that was chosen to be asked for first, and the one that is where none was; null where there is none. */
    readonly chosen: SetUpRow['methods'][number] | null
    readonly usual: SetUpRow['methods'][number] | null
    /** How a code goes to a phone of theirs where nobody says how. */
    readonly phoneBy: 'sms' | 'voice'
    /** It is said of now. */
    readonly at: Instant
  }

/**
 * Reads the report as who may read the logs, or looks after how people prove themselves (Microsoft, *Authentication Methods Activity*): it
 * says of everybody what they have. Throws `auth.forbidden` for everybody else, also where a role is held within units.
 */
function asReaderOfReport<T>(admit: Admit, viewer: Viewer, work: (t: TenantDb) => Promise<T>): Promise<T> {
  const isReader = (['journal', 'methods'] as const).some((what) => sightThrough(viewer, what) === 'all')
  if (!isReader || !hasPermission(viewer, ['AuditLog.Read.All'])) throw new AppError('auth.forbidden')
  return withTenant(admit.store, viewer.tenantId, work)
}

/** What people have set up, one page. */
export function registrationPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<Registered>> {
  return asReaderOfReport(admit, viewer, async (t) => {
    const now = admit.now()
    const tenant = await loadTenantPart(t)
    const page = await pageOf(t, registrations(t, rulesOf(tenant, now)), asked)
    const ids = page.items.map(({ id }) => id)
    const accounts = new Map((await findAccounts(t, { ids })).map((one) => [one.id, one]))
    const setUp = new Map((await listSetUp(t, ids)).map((one) => [one.id, one]))
    const items = page.items.flatMap((item) => {
      const [account, has] = [accounts.get(item.id), setUp.get(item.id)]
      return account === undefined || has === undefined ? [] : [registered(item, account, has, { tenant, now })]
    })
    return { ...page, items }
  })
}

/** What one person has set up; throws `user.not_found`. */
export async function registrationOfPerson(admit: Admit, viewer: Viewer, id: string): Promise<Registered> {
  const where = { is: 'compare', field: 'id', column: 'id', op: 'eq', value: id } as const
  const { items } = await registrationPage(admit, viewer, { ...anyPage, where, limit: 1 })
  if (items[0] === undefined) throw new AppError('user.not_found')
  return items[0]
}

/** How many people can do what by what they have set up. */
export function registrationFeatures(admit: Admit, viewer: Viewer, of: Counted) {
  return asReaderOfReport(admit, viewer, async (t) =>
    countByFeature(t, rulesOf(await loadTenantPart(t), admit.now()), of),
  )
}

/** How many people have set up what. */
export function registrationMethods(admit: Admit, viewer: Viewer, of: Counted) {
  return asReaderOfReport(admit, viewer, (t) => countByMethod(t, of))
}

function registered(
  { id, signInName, displayName, userType }: ListedAccount,
  account: Account,
  { methods, ways }: SetUpRow,
  s: { readonly tenant: TenantPart; readonly now: Instant },
): Registered {
  const proving = methods.filter(({ kind }) => mayProve(kind, account, s.tenant))
  return {
    ...{ id, signInName, displayName, userType },
    ...registrationOf(account, s),
    registered: namesOf(
      methods.map(({ kind }) => kind),
      ways,
    ),
    chosen: chosenOf(proving),
    usual: usualOf(proving),
    phoneBy: isAllowed('sms', account, s.tenant) ? 'sms' : 'voice',
    at: s.now,
  }
}

/** The rules of the organisation as statements ask them. */
function rulesOf(tenant: TenantPart, now: Instant): RegistrationRules {
  const among = (to: Allowed): AllowedIn => (typeof to === 'string' ? to : [...new Set(to.flatMap(withinOf(tenant)))])
  const [sms, voice] = [among(allowedFor(tenant, 'sms')), among(allowedFor(tenant, 'voice'))]
  const kinds = Object.fromEntries(
    dayKinds.map((kind) => [kind, kind === 'phone' ? eitherOf(sms, voice) : among(allowedFor(tenant, kind))]),
  )
  const open = openMethods(tenant)
  const { who, groupId, proofs } = tenant.selfServiceReset ?? closedReset
  const ofGroup = groupId === null ? [] : [groupId]
  const whoMay: Allowed =
    !includesReset(tenant, now) || who === 'nobody' ? 'nobody' : who === 'everybody' ? who : ofGroup
  return {
    kinds: kinds as RegistrationRules['kinds'],
    sms,
    reset: {
      who: among(whoMay),
      proofs,
      reported: tenant.id === realmId ? 'reset' : 'left',
      methods: Object.fromEntries(
        resetMethods.map((one) => [
          one,
          !open.includes(one) ? 'nobody' : one === 'email' ? 'everybody' : among(allowedFor(tenant, one)),
        ]),
      ) as RegistrationRules['reset']['methods'],
    },
  }
}

/** A group and all groups within it: whoever is in one of these is in it. */
function withinOf({ groups }: TenantPart): (groupId: string) => readonly string[] {
  const children = childrenOf(groups)
  return (groupId) => {
    const seen = new Set([groupId])
    for (const id of seen) for (const child of children.get(id) ?? []) seen.add(child)
    return [...seen]
  }
}

function eitherOf(a: AllowedIn, b: AllowedIn): AllowedIn {
  if (a === 'everybody' || b === 'everybody') return 'everybody'
  if (a === 'nobody') return b
  return b === 'nobody' ? a : [...new Set([...a, ...b])]
}
