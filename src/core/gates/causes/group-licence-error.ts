import type { Change } from '../../changes/change.ts'
import { defineCause, type Evidence, type Stop } from '../../gate.ts'
import { hasSeat } from '../../licensing/derive.ts'
import { isValid } from '../../licensing/plans.ts'
import type { Product } from '../../licensing/product.ts'
import type { Account, App, LicenceError, LicencePath, Snapshot } from '../../snapshot.ts'
import { explainsMembership, groupsThatOpen } from '../../licensing/granting.ts'

const reason = (code: string, title: string, explain: string) => ({
  code,
  number: 1003013,
  effect: 'refuse' as const,
  disclose: 'never' as const,
  title,
  tell: '',
  explain,
})

/** A group gives the person the licence, and giving it failed. */
export const groupLicenceError = defineCause({
  id: 'group-licence-error',
  question: 'Did the licence of the group reach the person?',
  needs: ['account', 'app'],
  explains: explainsMembership.filter((gate) => gate !== 'app-assigned'),
  reasons: {
    no_seats: reason(
      'LIC-SEATS',
      'No seat is left',
      'all {seats} seats of {product} were taken when {group} was to give {person} one',
    ),
    usage_location_missing: reason(
      'LIC-PLACE',
      'No usage location',
      '{person} has no usage location, so {group} could not give the licence {product}',
    ),
    conflicting_plans: reason(
      'LIC-CONFLICT',
      'Plans exclude each other',
      'a plan of {product} excludes one that {person} has already, so {group} could not give it',
    ),
    missing_prerequisite: reason(
      'LIC-NEEDS',
      'A plan it builds on is missing',
      '{product} builds on a plan that {person} does not have, so {group} could not give it',
    ),
    other: reason(
      'LIC-OTHER',
      'The licence did not arrive',
      '{group} could not give {person} the licence {product}, and nobody wrote down why',
    ),
  },

  check(s, stopped) {
    const groups = new Map(groupsThatOpen(s, stopped).map((group) => [group.id, group]))
    const found: Stop[] = []
    for (const path of s.account.licences) {
      const group = path.groupId === null ? undefined : groups.get(path.groupId)
      // A group gives other products too: whether these arrived is no reason here.
      if (group === undefined || path.state !== 'error' || !opens(s, path)) continue
      const product = s.tenant.products[path.productId] as Product
      const error: LicenceError = path.error ?? 'other'
      found.push({
        is: 'stop',
        reason: error,
        args: { group: group.name, groupId: group.id, product: product.name, seats: product.seats },
        evidence: [{ at: 'account.licences', found: path, wanted: 'active' }, ...factsOf(s, error, product)],
        remedies: remediesOf(s, error, product),
      })
    }
    return found
  },
})

type Asked = Snapshot & { readonly account: Account; readonly app: App }

/** Whether the path, were it in order, would give the app. */
function opens({ app, tenant, now }: Asked, { productId, disabledPlans }: LicencePath): boolean {
  const plan = app.requiredPlan
  const product = tenant.products[productId]
  if (plan === null || product === undefined) return false
  return isValid(product, now) && product.plans.some((one) => one.id === plan) && !disabledPlans.includes(plan)
}

function factsOf(s: Asked, error: LicenceError, { name, seats, seatsUsed, ahead = 0 }: Product): readonly Evidence[] {
  switch (error) {
    case 'usage_location_missing':
      return [
        {
          at: 'account.attributes.usageLocation',
          found: s.account.attributes['usageLocation'] ?? null,
          wanted: 'a country',
        },
      ]
    case 'no_seats':
      return [
        {
          at: 'tenant.products',
          found: { name, seats, seatsUsed, ...(ahead === 0 ? {} : { waitingBefore: ahead }) },
          wanted: 'a seat that is free',
        },
      ]
    default:
      return []
  }
}

function remediesOf(s: Asked, error: LicenceError, product: Product): readonly Change[] {
  const { seatsUsed, ahead = 0, ...settings } = product
  switch (error) {
    case 'usage_location_missing':
      return placeOf(s.account.attributes['country']).map((value) => ({
        do: 'set_attribute' as const,
        accountId: s.account.id,
        name: 'usageLocation',
        value,
      }))
    case 'no_seats':
      // One more than are used, and one for each who waits before: a seat goes to the first of them without anybody's doing.
      return hasSeat(product) ? [] : [{ do: 'put_product', product: { ...settings, seats: seatsUsed + ahead + 1 } }]
    default:
      return []
  }
}

const countries: Readonly<Record<string, string>> = {
  australia: 'AU',
  austria: 'AT',
  belgium: 'BE',
  brazil: 'BR',
  canada: 'CA',
  china: 'CN',
  'czech republic': 'CZ',
  denmark: 'DK',
  finland: 'FI',
  france: 'FR',
  germany: 'DE',
  greece: 'GR',
  hungary: 'HU',
  india: 'IN',
  ireland: 'IE',
  italy: 'IT',
  japan: 'JP',
  mexico: 'MX',
  netherlands: 'NL',
  'new zealand': 'NZ',
  norway: 'NO',
  poland: 'PL',
  portugal: 'PT',
  romania: 'RO',
  spain: 'ES',
  sweden: 'SE',
  switzerland: 'CH',
  turkey: 'TR',
  'united kingdom': 'GB',
  'united states': 'US',
}

/** The usage location that the person's country gives, where it is one we know by name or already a code. */
function placeOf(country: unknown): readonly string[] {
  if (typeof country !== 'string') return []
  const known = /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : countries[country.toLowerCase()]
  return known === undefined ? [] : [known]
}
