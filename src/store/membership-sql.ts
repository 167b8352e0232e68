import { type RawBuilder, sql } from 'kysely'
import { ordersOf } from '../core/licensing/settle.ts'
import { fold } from '../core/membership/fold.ts'
import { earliest, end, secondText } from '../core/membership/instant.ts'
import { attributeOf, isFirst } from '../core/membership/kept-as.ts'
import type { Leaf, Literal, Rule } from '../core/membership/rule.ts'
import type { TenantPart } from '../core/snapshot.ts'
import { isId } from './accounts.ts'
import { beginsWith } from './begins-with.ts'

type Condition = RawBuilder<unknown>

/**
 * A rule as conditions on a row `a` of `accounts`. Who meets `sure` matches and who does not meet `maybe` does not, as
 * `ruleMatches` would say; the two are the same where `isExact`. In between only `ruleMatches` knows: patterns, and dates
 * written as text. Conditions may be null, which is no.
 */
export type RuleConditions = { readonly sure: Condition; readonly maybe: Condition; readonly isExact: boolean }

/** The rule as conditions. Every value of it is a parameter (SEC-37). What groups of second order make of people is not read. */
export function ruleConditions(rule: Rule, groups: TenantPart['groups'], now: number): RuleConditions {
  const unread = ordersOf(groups).second.map(({ id }) => id)
  const property = (name: string) => (name === 'assignedPlans' ? plansOf(unread) : propertyOfAccount(name))
  return conditionsOf(rule, { property, unread, isItem: 'no', now })
}

type Where = {
  readonly property: (name: string) => Property
  readonly unread: readonly string[]
  readonly isItem: 'yes' | 'no'
  readonly now: number
}

/** Ways to read one property: as jsonb, and folded where it is a text. */
type Property = {
  readonly json: Condition
  readonly folded: Condition
  readonly isTrue?: Condition
  readonly isNull?: Condition
}

const no = sql`false`
const exact = (condition: Condition): RuleConditions => ({ sure: condition, maybe: condition, isExact: true })
/** What is not so: of a condition that is null too. */
const negated = ({ sure, maybe, isExact }: RuleConditions): RuleConditions => ({
  sure: sql`(${maybe}) is not true`,
  maybe: sql`(${sure}) is not true`,
  isExact,
})

function conditionsOf(rule: Rule, where: Where): RuleConditions {
  switch (rule.kind) {
    case 'and':
    case 'or': {
      const parts = rule.parts.map((part) => conditionsOf(part, where))
      const by = rule.kind === 'and' ? sql` and ` : sql` or `
      const join = (conditions: readonly Condition[]) => sql`(${sql.join(conditions, by)})`
      if (parts.every((part) => part.isExact)) return exact(join(parts.map((part) => part.sure)))
      return {
        sure: join(parts.map((part) => part.sure)),
        maybe: join(parts.map((part) => part.maybe)),
        isExact: false,
      }
    }
    case 'not':
      return negated(conditionsOf(rule.part, where))
    case 'leaf':
      return leafConditions(rule, where)
    case 'any':
    case 'all':
      return itemConditions(rule, where)
    case 'memberOf': {
      const ids = rule.groupIds.filter(isId)
      // Items of collections are in no group and have no manager.
      if (where.isItem === 'yes' || ids.length === 0) return exact(no)
      return exact(
        sql`exists (select 1 from group_members x where x.tenant_id = a.tenant_id and x.account_id = a.id
          and (x.how = 'direct' or (x.how = 'rule' and x.group_id <> all(${where.unread}::uuid[]))) and x.group_id = any(${ids}::uuid[]))`,
      )
    }
    case 'directReports':
      return exact(where.isItem === 'no' && isId(rule.managerId) ? sql`a.manager_id = ${rule.managerId}::uuid` : no)
  }
}

function leafConditions(leaf: Leaf, where: Where): RuleConditions {
  const property = where.property(leaf.property)
  const [first = null] = leaf.values
  switch (leaf.operator) {
    case 'eq':
    case 'in':
      return isOneOf(property, leaf.operator === 'eq' ? [first] : leaf.values, where.now)
    case 'ne':
    case 'notIn':
      return negated(isOneOf(property, leaf.operator === 'ne' ? [first] : leaf.values, where.now))
    case 'startsWith':
      return exact(beginsWith(property.folded, textOf(first)))
    case 'notStartsWith':
      return negated(exact(beginsWith(property.folded, textOf(first))))
    case 'endsWith':
      return exact(endsWith(property.folded, textOf(first)))
    case 'notEndsWith':
      return negated(exact(endsWith(property.folded, textOf(first))))
    case 'contains':
      return exact(sql`strpos(${property.folded}, ${textOf(first)}) > 0`)
    case 'notContains':
      return negated(exact(sql`strpos(${property.folded}, ${textOf(first)}) > 0`))
    case 'match':
      return patternConditions(property, first)
    case 'notMatch':
      return negated(patternConditions(property, first))
    default: {
      const wanted = instantOf(first, where.now)
      if (wanted === null) return exact(no)
      const by = { ge: sql`>=`, le: sql`<=`, gt: sql`>`, lt: sql`<` }[leaf.operator]
      return dated(property, by, wanted)
    }
  }
}

/** Letters are counted as PostgreSQL counts them, and not as pairs of surrogates. */
const endsWith = (folded: RawBuilder<unknown>, text: string): Condition =>
  sql`right(${folded}, ${Array.from(text).length}) = ${text}`

function isOneOf(property: Property, values: readonly Literal[], now: number): RuleConditions {
  const texts = values.filter((value) => typeof value === 'string').map(fold)
  const parts: RuleConditions[] = []
  if (texts.length === 1) parts.push(exact(sql`${property.folded} = ${texts[0]}`))
  else if (texts.length > 1) parts.push(exact(sql`${property.folded} = any(${texts}::text[])`))
  for (const value of values) {
    if (value === null) parts.push(exact(isEmpty(property)))
    else if (typeof value === 'boolean') parts.push(exact(isBoolean(property, value)))
    else if (typeof value === 'object') {
      const wanted = instantOf(value, now)
      parts.push(wanted === null ? exact(no) : dated(property, sql`=`, wanted))
    }
  }
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return {
    sure: sql`(${sql.join(
      parts.map((part) => part.sure),
      sql` or `,
    )})`,
    maybe: sql`(${sql.join(
      parts.map((part) => part.maybe),
      sql` or `,
    )})`,
    isExact: parts.every((part) => part.isExact),
  }
}

/** Empty is not there, null, or a text without letters. */
function isEmpty({ json, isNull }: Property): Condition {
  return isNull ?? sql`(coalesce(jsonb_typeof(${json}), 'null') = 'null' or ${json} = '""'::jsonb)`
}

function isBoolean({ json, isTrue }: Property, value: boolean): Condition {
  if (isTrue !== undefined) return value ? isTrue : sql`not ${isTrue}`
  return sql`${json} = ${JSON.stringify(value)}::jsonb`
}

const numberOf = ({ json }: Property) =>
  sql`(case when jsonb_typeof(${json}) = 'number' then (${json} #>> '{}')::float8 end)`

/** What compares instants is sure of numbers, and of texts as the directory keeps them; of others only the core can tell. */
function dated(property: Property, by: Condition, wanted: number): RuleConditions {
  const text = sql`(case when jsonb_typeof(${property.json}) = 'string' then ${property.json} #>> '{}' end)`
  const isNumber = sql`${numberOf(property)} ${by} ${wanted}::float8`
  if (wanted < earliest || wanted >= end)
    return { sure: isNumber, maybe: sql`(${isNumber} or ${text} is not null)`, isExact: false }
  // Kept to the second, a later one is greater as text; what lies within a second is after it and before the next.
  const isBetween = wanted % 1000 !== 0
  const second = secondText(wanted)
  const isText = sql`(${text} collate "C" ${by} ${isBetween ? second.replace('Z', '\u{10ffff}') : second})`
  const condition = sql`(${isNumber} or (${text} ~ ${keptInstant} and ${isText}))`
  return { sure: condition, maybe: sql`(${condition} or ${text} !~ ${keptInstant})`, isExact: false }
}

/** An instant as it is kept, on a day that every month has: of the others only the core can tell which there are. */
const keptInstant =
  '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$'

/** Texts in which what the pattern begins with stands somewhere; whether they match, only the core can tell. */
function patternConditions(property: Property, pattern: Literal): RuleConditions {
  if (typeof pattern !== 'string') return exact(no)
  const literal = pattern.includes('|') ? '' : (/^\^?([a-z0-9 @_-]*[a-z0-9 @_-](?![*?{]))/i.exec(pattern)?.[1] ?? '')
  const text = fold(literal)
  const maybe =
    text === ''
      ? sql`${property.folded} is not null`
      : pattern.startsWith('^')
        ? beginsWith(property.folded, text)
        : sql`strpos(${property.folded}, ${text}) > 0`
  return { sure: no, maybe, isExact: false }
}

function itemConditions(rule: Extract<Rule, { kind: 'any' | 'all' }>, where: Where): RuleConditions {
  const { json } = where.property(rule.property)
  const items = sql`jsonb_array_elements(case coalesce(jsonb_typeof(${json}), 'null') when 'array' then ${json}
    when 'null' then '[]' else jsonb_build_array(${json}) end) as item(value)`
  const inner = conditionsOf(rule.inner, { ...where, property: propertyOfItem, isItem: 'yes' })
  const some = (condition: Condition) => sql`exists (select 1 from ${items} where ${condition})`
  const every = (condition: Condition) => sql`not exists (select 1 from ${items} where (${condition}) is not true)`
  const of = rule.kind === 'any' ? some : every
  return { sure: of(inner.sure), maybe: of(inner.maybe), isExact: inner.isExact }
}

/** Attributes that stand in columns of their own beside the others, folded. */
const columns: Readonly<Record<string, Condition>> = {
  department: sql`a.department_key`,
  jobTitle: sql`a.job_title_key`,
  city: sql`a.city_key`,
  country: sql`a.country_key`,
  companyName: sql`a.company_name_key`,
  usageLocation: sql`a.usage_location_key`,
}

const asText = (text: Condition, folded = sql`folded(${text})`): Property => ({ json: sql`to_jsonb(${text})`, folded })

const ownFields: Readonly<Record<string, Property>> = {
  displayName: asText(sql`a.display_name`, sql`a.display_key`),
  userPrincipalName: asText(sql`a.sign_in_name`),
  userType: asText(sql`a.user_type`, sql`a.user_type`),
  objectId: asText(sql`a.id::text`, sql`a.id::text`),
  passwordPolicies: asText(sql`case when a.password_never_expires then 'DisablePasswordExpiration' end`),
  accountEnabled: { json: sql`to_jsonb(a.is_enabled)`, folded: sql`null::text`, isTrue: sql`a.is_enabled`, isNull: no },
}

function propertyOfAccount(name: string): Property {
  const own = Object.hasOwn(ownFields, name) ? ownFields[name] : undefined
  if (own !== undefined) return own
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  const kept = attributeOf(name)
  if (isFirst(name)) return firstOf(sql`(a.attributes -> ${kept}::text)`)
  return {
    json: sql`(a.attributes -> ${kept}::text)`,
    folded: column ?? sql`folded_attribute(a.attributes, ${kept}::text)`,
  }
}

function firstOf(values: Condition): Property {
  const json = sql`(case jsonb_typeof(${values}) when 'array' then ${values} -> 0 else ${values} end)`
  return { json, folded: sql`(case when jsonb_typeof(${json}) = 'string' then folded(${json} #>> '{}') end)` }
}

/** The plans that are on in licences in force, those left out that groups give which are not read. */
function plansOf(unread: readonly string[]): Property {
  const json = sql`(select jsonb_agg(jsonb_build_object('servicePlanId', p.value -> 'id', 'service', p.value -> 'name', 'capabilityStatus', 'Enabled'))
    from licence_assignments l join products s on s.tenant_id = l.tenant_id and s.id = l.product_id cross join lateral jsonb_array_elements(s.plans) p
    where l.tenant_id = a.tenant_id and l.account_id = a.id and l.state = 'active' and not l.disabled_plans ? (p.value ->> 'id')
      and l.group_id <> all(${unread}::uuid[]))`
  return { json, folded: sql`null::text` }
}

/** Of an item of a collection: itself as `_`, or a field of it. */
function propertyOfItem(name: string): Property {
  const json =
    name === '_'
      ? sql`(case when jsonb_typeof(item.value) not in ('object', 'array') then item.value end)`
      : sql`(case when jsonb_typeof(item.value) = 'object' then item.value -> ${name}::text end)`
  return { json, folded: sql`(case when jsonb_typeof(${json}) = 'string' then folded(${json} #>> '{}') end)` }
}

function instantOf(value: Literal, now: number): number | null {
  if (typeof value !== 'object' || value === null) return null
  return 'date' in value ? value.date : now + value.daysFromNow * 86_400_000
}

const textOf = (value: Literal) => (typeof value === 'string' ? fold(value) : '')
