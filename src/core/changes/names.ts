import type { AttributeValue, Instant, Snapshot } from '../snapshot.ts'

/** The person's name, or the id of somebody who is not in the snapshot. */
export function person(s: Snapshot, accountId: string): string {
  return s.account?.id === accountId ? s.account.displayName : accountId
}

export function groupName(s: Snapshot, id: string): string {
  return s.tenant.groups[id]?.name ?? id
}

export function unitName(s: Snapshot, id: string): string {
  return s.tenant.units?.[id]?.name ?? id
}

export function productName(s: Snapshot, id: string): string {
  return s.tenant.products[id]?.name ?? id
}

export function planName(s: Snapshot, productId: string, planId: string): string {
  return s.tenant.products[productId]?.plans.find((plan) => plan.id === planId)?.name ?? planId
}

export function policyName(s: Snapshot, id: string): string {
  return s.tenant.policies.find((policy) => policy.id === id)?.name ?? id
}

export function locationName(s: Snapshot, id: string): string {
  return s.tenant.locations[id]?.name ?? id
}

export function appName(s: Snapshot, id: string): string {
  return s.app?.id === id ? s.app.name : id
}

export function instanceName(s: Snapshot, id: string): string {
  return s.instance?.id === id ? s.instance.name : id
}

/** `usageLocation` as people say it: `usage location`. */
export function spoken(property: string): string {
  return property.replace(/([a-z])([A-Z0-9])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
}

/** A value of an attribute as it stands in a sentence. */
export function shown(value: AttributeValue): string {
  if (value === null) return 'nothing'
  return typeof value === 'string' ? `“${value}”` : Array.isArray(value) ? value.map(shown).join(', ') : String(value)
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** `1 seat`, `2 seats`. */
export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`
}

/** `2030-01-15 09:00 UTC`: an instant in a sentence, the same wherever it is read. */
export function moment(at: Instant): string {
  if (!(Math.abs(at) <= 8.64e15)) return 'an unknown time'
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
