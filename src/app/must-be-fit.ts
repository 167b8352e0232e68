import type { Change, ChangeKind, ChangeOf } from '../core/changes/change.ts'
import { isContact } from '../core/changes/contact.ts'
import { unprovedDomain } from '../core/changes/domains.ts'
import { providerOf } from '../core/federation/identity-provider.ts'
import { mayProve } from '../core/methods/allowed.ts'
import { linkObstacle, whyNoLink } from '../core/recovery/reset-link.ts'
import { isMailAddress, wrongAddressIn } from '../core/naming/mail-address.ts'
import { instantText, isDated } from '../core/membership/instant.ts'
import type { AttributeValue, Snapshot } from '../core/snapshot.ts'
import { mustBeThere } from './app-scopes.ts'
import { AppError } from '../errors.ts'
import { isSafeRedirect, whatIsSafe } from './safe-redirect.ts'

/**
 * Throws `domain.not_verified` where somebody would get a name under a domain that the tenant has not proved, and
 * `request.invalid` where nobody could be reached so.
 */
export function mustBeFit(change: Change, s: Snapshot): void {
  if (change.do === 'set_contact' && change.value !== null && !isContact(change.contact, change.value))
    throw new AppError('request.invalid', {
      field: change.contact,
      hint:
        change.contact === 'email'
          ? 'Write one address, such as name@home.example.'
          : 'Write a number like +33 612345678.',
    })
  const [field, wrong] = wrongAddress(change) ?? []
  if (wrong !== undefined)
    throw new AppError('request.invalid', {
      field,
      hint: `${JSON.stringify(wrong.slice(0, 80))} is no address. Write one, such as name@company.example.`,
    })
  mustBeInstants(change)
  if (change.do === 'consent' || change.do === 'consent_for_all') mustBePermissions(change.scopes, s)
  const stray = strayRedirect(change)
  if (stray !== null)
    throw new AppError('request.invalid', { field: 'redirectUris', hint: `${stray.slice(0, 200)}: ${whatIsSafe}.` })
  if (change.do === 'issue_temporary_pass' && s.account !== null && !mayProve('temporary_pass', s.account, s.tenant))
    throw new AppError('method.not_allowed', { hint: 'No Temporary Access Pass may be given to them here.' })
  if (change.do === 'send_reset_link') mustBeReached(s)
  if (change.do === 'invite_guest') mustBeFromElsewhere(change.address, s)
  if (change.do === 'put_app') mustBeThere(change.app, s)
  if (change.do === 'remove_licence') mustBeDirect(change.productId, s)
  if (change.do === 'remove_group_licence') mustGive(change, s)
  if (change.do === 'assign_licence') mustBeGiven(change.productId, s)
  mustBeOurs(change, s)
  const domain = unprovedDomain(change, s)
  if (domain === null) return
  const verified = s.tenant.domains.filter((one) => one.isVerified).map((one) => one.name)
  throw new AppError('domain.not_verified', {
    domain,
    verified,
    hint: `Use one of ${verified.join(', ')}, or verify it.`,
  })
}

/** Throws where a link to choose a new password would reach nobody, or the wrong one. */
function mustBeReached({ account, tenant }: Snapshot): void {
  if (account === null) return
  const obstacle = linkObstacle(account, { tenant })
  if (obstacle === 'federated') return
  if (obstacle !== null)
    throw new AppError('reset_link.not_possible', {
      because: obstacle,
      hint: `${whyNoLink(obstacle, account, tenant)} Issue a temporary password instead.`,
    })
}

/** An address a change would register that no code may be sent to; null where there is none. */
function strayRedirect(change: Change): string | null {
  if (change.do === 'register_redirect') return isSafeRedirect(change.uri, change.appId) ? null : change.uri
  if (change.do !== 'put_app') return null
  return change.app.redirectUris.find(({ uri }) => !isSafeRedirect(uri, change.app.id))?.uri ?? null
}

/** Throws where one of the scopes is no permission: a consent to it would wait for whoever makes one of that name. */
function mustBePermissions(scopes: readonly string[], { tenant }: Snapshot): void {
  const unknown = scopes.filter((scope) => !Object.hasOwn(tenant.permissions, scope))
  if (unknown.length > 0)
    throw new AppError('request.invalid', {
      field: 'scopes',
      hint: `There is no permission ${unknown.slice(0, 5).join(', ').slice(0, 300)} here.`,
    })
}

/** Throws where a person does not have a product directly: who took it here would believe that it is gone. */
function mustBeDirect(productId: string, { account, tenant }: Snapshot): void {
  const paths = account?.licences.filter((path) => path.productId === productId) ?? []
  if (paths.some(({ groupId }) => groupId === null)) return
  const groups = paths.map(({ groupId }) => tenant.groups[groupId as string]?.name ?? groupId).join(', ')
  throw new AppError('licence.not_assigned', {
    hint:
      paths.length === 0
        ? 'The person does not have it.'
        : `It comes through ${groups}: take it, or the person, from there.`,
  })
}

/** Throws where a group does not give the product that is taken from it. */
function mustGive({ groupId, productId }: ChangeOf<'remove_group_licence'>, { tenant }: Snapshot): void {
  const group = tenant.groups[groupId]
  if (group !== undefined && !group.licences.some((one) => one.productId === productId))
    throw new AppError('licence.not_assigned', { hint: 'The group does not have it.' })
}

/** Throws where a product is suspended: those who have it keep it, and nobody else gets it. */
function mustBeGiven(productId: string, { account, tenant }: Snapshot): void {
  const holds = account?.licences.some((path) => path.productId === productId && path.state === 'active')
  if (!holds && tenant.products[productId]?.status === 'suspended')
    throw new AppError('licence.no_seats', { hint: 'The product is suspended: no seat of it is given to anybody.' })
}

/** The attributes that a change would write. */
function written(change: Change): readonly (readonly [string, AttributeValue])[] {
  if (change.do === 'set_attribute') return [[change.name, change.value]]
  return change.do === 'create_account' ? Object.entries(change.account.attributes) : []
}

/** Throws where a day or an hour would be written that is none: no rule could read it. */
function mustBeInstants(change: Change): void {
  for (const [field, value] of written(change))
    if (isDated(field) && value !== null && (typeof value !== 'string' || instantText(value) === null))
      throw new AppError('request.invalid', { field, hint: 'Write a day or an instant, such as 2030-01-31T00:00:00Z.' })
}

/** The attribute that a change would write an address to that is none, and that. */
function wrongAddress(change: Change): readonly [attribute: string, wrong: string] | null {
  for (const [name, value] of written(change)) {
    const wrong = wrongAddressIn(name, value)
    if (wrong !== null) return [name, wrong]
  }
  return null
}

/** Throws `user.is_federated` where somebody would be given what is good for nothing: another provider says who they are. */
function mustBeOurs(change: Change, { tenant, account }: Snapshot): void {
  if (!ofOurs.has(change.do) || account === null) return
  const provider = providerOf(tenant, account)
  if (provider !== null)
    throw new AppError('user.is_federated', { hint: `People of this domain prove who they are at ${provider.name}.` })
}

/** What somebody proves with here, and only here. */
const ofOurs: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  ...(['issue_temporary_password', 'send_reset_link', 'require_password_change', 'issue_temporary_pass'] as const),
])

/** Throws unless mail can be sent there, and it is none of the organisation's own addresses: its own people are members. */
function mustBeFromElsewhere(address: string, { tenant }: Snapshot): void {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const isOwn = tenant.domains.some(({ name, isVerified }) => isVerified && name === domain)
  const hint = !isMailAddress(address)
    ? 'Write one address, such as mia@partner.example.'
    : isOwn
      ? `${domain} is a domain of your own: make people under it as members.`
      : null
  if (hint !== null) throw new AppError('request.invalid', { field: 'invitedUserEmailAddress', hint })
}
