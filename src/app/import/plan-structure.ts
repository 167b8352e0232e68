import { randomUUID } from 'node:crypto'
import { parseRule } from '../../core/membership/parse.ts'
import { canonical } from '../../store/journal.ts'
import { type Draft, fault, placeOf } from './draft.ts'
import { quoted } from './fields.ts'
import { readPolicy } from './graph-policy.ts'
import { type Spot, type WantedGroup, within } from './records.ts'

/** Named locations: matched by id, else by name. */
export function planLocations(draft: Draft): void {
  const here = Object.values(draft.here.tenant.locations)
  for (const { spot, location } of draft.records.locations) {
    const found = here.find(({ id }) => id === location.id) ?? here.find(({ name }) => isSameName(name, location.name))
    const id = found?.id ?? location.id
    draft.locationIds.set(location.id, id)
    const isSame =
      found !== undefined &&
      found.name === location.name &&
      found.isTrusted === location.isTrusted &&
      isSameSet(found.ranges, location.ranges)
    if (!isSame) draft.structure.push({ do: 'put_location', location: { ...location, id } })
    tell(draft.counts.locations, found !== undefined, isSame)
    if (location.ranges.length === 0) draft.notes.push({ ...spot, reason: 'no address lies in it' })
  }
}

/** Products: matched by id. A name given here stays, and so does an end that exports do not tell. */
export function planProducts(draft: Draft): void {
  for (const { product } of draft.records.products) {
    const found = draft.here.tenant.products[product.id]
    const isSamePlans =
      found !== undefined &&
      isSameSet(
        found.plans.map(({ id }) => id),
        product.plans.map(({ id }) => id),
      )
    const wanted =
      found === undefined
        ? product
        : { ...product, name: found.name, expiresAt: found.expiresAt, plans: isSamePlans ? found.plans : product.plans }
    const isSame = isSamePlans && found.status === wanted.status && found.seats === wanted.seats
    if (!isSame) draft.structure.push({ do: 'put_product', product: wanted })
    draft.products.set(product.id, wanted)
    tell(draft.counts.products, found !== undefined, isSame)
  }
}

/** Groups with their rules and licences: matched by id, else by name. */
export function planGroups(draft: Draft): void {
  const seen = new Map<string, WantedGroup>()
  for (const wanted of draft.records.groups) {
    const twin = seen.get(nameOf(wanted.name)) ?? (wanted.id === null ? undefined : seen.get(wanted.id))
    if (twin !== undefined) {
      if (!isSameRecord(twin, wanted))
        fault(
          draft,
          wanted.spot,
          `the group ${quoted(wanted.name)} stands at ${placeOf(twin.spot)} too, and a name is given once here`,
        )
      continue
    }
    seen.set(nameOf(wanted.name), wanted)
    if (wanted.id !== null) seen.set(wanted.id, wanted)
    planGroup(draft, wanted)
  }
}

function planGroup(draft: Draft, wanted: WantedGroup): void {
  const { spot, id: given, name, description, rule, licences } = wanted
  const named = groupNamed(draft, name)
  const group =
    (given === null ? undefined : draft.here.tenant.groups[given]) ??
    (named === undefined ? undefined : draft.here.tenant.groups[named.id])
  if (named !== undefined && named.id !== group?.id)
    return fault(draft, spot, `another group here is called ${quoted(name)}`)
  const parsed = rule == null ? null : parseRule(rule)
  if (parsed?.ok === false)
    return fault(
      draft,
      spot.line === null ? within(spot, 'membershipRule') : spot,
      `the rule cannot be read: ${parsed.error.message} (character ${parsed.error.at.start + 1})`,
    )
  for (const { productId, spot: at } of licences)
    if (!draft.products.has(productId)) return fault(draft, at, `there is no product ${productId} here or in the files`)

  const id = group?.id ?? given ?? randomUUID()
  const before = draft.structure.length
  if (group === undefined)
    draft.structure.push({
      do: 'create_group',
      group: {
        ...{ id, name, description: description ?? null, rule: rule ?? null },
        ...(wanted.kind === undefined ? {} : { kind: wanted.kind, mailNickname: wanted.mailNickname ?? null }),
        ...(wanted.isSecurity === undefined ? {} : { isSecurity: wanted.isSecurity }),
        ...(wanted.visibility === undefined ? {} : { visibility: wanted.visibility }),
        ...(wanted.isRoleAssignable ? { isRoleAssignable: 'yes' as const } : {}),
      },
    })
  else {
    if (spot.line === null && (wanted.kind !== group.kind || wanted.isRoleAssignable !== group.isRoleAssignable))
      draft.notes.push({ ...spot, reason: `the group ${quoted(name)} is here as another kind, and stays so` })
    const now = draft.here.groups.get(id)
    const set = {
      ...(group.name === name ? {} : { name }),
      ...(description === undefined || (now?.description ?? null) === description ? {} : { description }),
      ...(wanted.isSecurity === undefined || group.kind === undefined || wanted.isSecurity === now?.isSecurity
        ? {}
        : { isSecurity: wanted.isSecurity }),
      ...(wanted.visibility === undefined || group.kind === undefined || wanted.visibility === now?.visibility
        ? {}
        : { visibility: wanted.visibility }),
    }
    if (Object.keys(set).length > 0) draft.structure.push({ do: 'update_group', groupId: id, set })
    if (rule !== undefined && rule !== group.rule) draft.structure.push({ do: 'edit_rule', groupId: id, rule })
  }
  if (wanted.isPaused && group?.processing !== 'paused')
    draft.structure.push({ do: 'set_group_processing', groupId: id, state: 'paused' })
  for (const { productId, disabledPlans } of licences) {
    const held = group?.licences.find((licence) => licence.productId === productId)
    if (held === undefined || !isSameSet(held.disabledPlans, disabledPlans))
      draft.structure.push({ do: 'assign_group_licence', groupId: id, productId, disabledPlans })
  }
  tell(draft.counts.groups, group !== undefined, draft.structure.length === before)
  draft.groups.set(id, {
    id,
    name,
    rule: rule === undefined ? (group?.rule ?? null) : rule,
    products: new Set([...(draft.groups.get(id)?.products ?? []), ...licences.map((licence) => licence.productId)]),
  })
  if (given !== null) draft.groupIds.set(given, id)
}

const byName = new WeakMap<Draft['groups'], { size: number; names: Map<string, string> }>()

/** The group of this name that is here or will be. */
export function groupNamed(
  draft: Draft,
  name: string,
): { readonly id: string; readonly rule: string | null } | undefined {
  let index = byName.get(draft.groups)
  if (index === undefined || index.size !== draft.groups.size) {
    index = {
      size: draft.groups.size,
      names: new Map([...draft.groups.values()].map((group) => [nameOf(group.name), group.id])),
    }
    byName.set(draft.groups, index)
  }
  const id = index.names.get(nameOf(name))
  return id === undefined ? undefined : draft.groups.get(id)
}

/** The group of this name, made where there is none. */
export function groupNamedOrNew(
  draft: Draft,
  name: string,
  spot: Spot,
): { readonly id: string; readonly rule: string | null } {
  const found = groupNamed(draft, name)
  if (found !== undefined) return found
  const made = { id: randomUUID(), name, rule: null, products: new Set<string>() }
  draft.structure.push({ do: 'create_group', group: { id: made.id, name, description: null, rule: null } })
  draft.groups.set(made.id, made)
  draft.counts.groups.made++
  draft.notes.push({ ...spot, reason: `the group ${quoted(name)} is new` })
  return made
}

/** Groups in groups. Gives false where the child would hold itself. */
export function planNesting(
  draft: Draft,
  childId: string,
  parentId: string,
  parents: Map<string, Set<string>>,
): boolean {
  const open = [parentId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === childId) return false
    open.push(...(parents.get(id) ?? []))
  }
  const of = parents.get(childId) ?? new Set()
  if (!of.has(parentId)) {
    draft.structure.push({ do: 'nest_group', childId, parentId })
    draft.counts.memberships++
    parents.set(childId, of.add(parentId))
  }
  return true
}

/** Policies: matched by id, else by name. One that is not exact is never enforced, and left alone where it is here. */
export function planPolicies(draft: Draft): void {
  const known = {
    person: (id: string) => draft.personIds.get(id) ?? null,
    group: (id: string) => draft.groupIds.get(id) ?? null,
    location: (id: string) => draft.locationIds.get(id) ?? null,
  }
  for (const wanted of draft.records.policies) {
    const { policy, lost, faults } = readPolicy(wanted, known)
    draft.faults.push(...faults)
    if (faults.length > 0) continue
    const name = quoted(String(wanted.body['displayName']))
    const what =
      policy === null
        ? 'is not imported'
        : policy.state === 'on'
          ? ''
          : policy.state === 'off'
            ? 'is imported, and off as it was'
            : 'is imported as report-only'
    for (const one of lost) draft.notes.push({ ...one, reason: `${one.reason}; the policy ${name} ${what}` })
    if (policy === null) continue
    const { policies } = draft.here.tenant
    const found =
      policies.find(({ id }) => id === policy.id) ?? policies.find((one) => isSameName(one.name, policy.name))
    const next = { ...policy, id: found?.id ?? policy.id, note: policy.note ?? found?.note ?? null }
    // Somebody may have completed and switched on what came without a part: that is not undone.
    const isSame = found !== undefined && (lost.length > 0 || canonical(found) === canonical(next))
    if (!isSame) draft.policies.push({ do: 'put_policy', policy: next })
    tell(draft.counts.policies, found !== undefined, isSame)
  }
}

/** Whether two records say the same, wherever they stand. */
export function isSameRecord(a: { readonly spot: Spot }, b: { readonly spot: Spot }): boolean {
  const text = (record: object) => JSON.stringify(record, (key, value: unknown) => (key === 'spot' ? undefined : value))
  return text(a) === text(b)
}

/** Counts one of a kind. */
export function tell(tally: Draft['counts']['groups'], isHere: boolean, isSame: boolean): void {
  if (!isHere) tally.made++
  else if (isSame) tally.same++
  else tally.changed++
}

/** Whether two lists hold the same texts. */
export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((text) => other.has(text))
}

const nameOf = (name: string) => name.toLowerCase()
const isSameName = (a: string, b: string) => nameOf(a) === nameOf(b)
