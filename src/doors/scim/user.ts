import type { PersonFields } from '../../app/scim/people.ts'
import type { AttributeValue } from '../../core/snapshot.ts'
import type { FoundPerson } from '../../store/scim-search.ts'
import type { Doc } from './document.ts'
import { tidied } from './document.ts'
import { type Attribute, coreUser, enterpriseUser, userType } from './schema.ts'
import { refused } from './scim-error.ts'

/** A person as SCIM's `User`. */
export function userDocument({ account, groups, managerName, ...found }: FoundPerson, base: string): Doc {
  const at = (id: string | undefined) => account.attributes[id ?? '']
  const extensions = userType.extensions.map(({ id, attributes }) => [id, leaves(attributes, at)] as const)
  const doc: Doc = {
    id: account.id,
    externalId: at('externalId'),
    userName: account.signInName,
    displayName: account.displayName,
    active: account.isEnabled,
    ...leaves(userType.schema.attributes, at),
    emails: emailsOf(at),
    phoneNumbers: phonesOf(at),
    groups: groups.map(({ id, name, how }) => ({
      value: id,
      $ref: `${base}/Groups/${id}`,
      display: name,
      type: how === 'nested' ? 'indirect' : 'direct',
    })),
    ...Object.fromEntries(extensions),
  }
  const name = doc['name'] as Doc
  name['formatted'] ??= [
    name['honorificPrefix'],
    name['givenName'],
    name['middleName'],
    name['familyName'],
    name['honorificSuffix'],
  ]
    .filter(Boolean)
    .join(' ')
  if (account.managerId !== null)
    doc[enterpriseUser] = {
      ...(doc[enterpriseUser] as Doc),
      manager: { value: account.managerId, $ref: `${base}/Users/${account.managerId}`, displayName: managerName },
    }
  const said = withoutBlanks(tidied(doc))
  return {
    schemas: [coreUser, ...userType.extensions.map(({ id }) => id).filter((id) => said[id] !== undefined)],
    ...said,
    meta: {
      resourceType: 'User',
      created: new Date(found.createdAt).toISOString(),
      lastModified: new Date(found.modifiedAt).toISOString(),
      location: `${base}/Users/${account.id}`,
      version: `W/"${found.version}"`,
    },
  }
}

/** What a `User` says of a person. */
export function personFields(doc: Doc): PersonFields {
  const signInName = text(doc['userName'])?.trim() ?? ''
  if (!/^[^\s@\\]+@[^\s@\\]+\.[^\s@\\]+$/u.test(signInName))
    throw refused('invalidValue', 'userName: a sign-in name such as name@company.com is wanted')
  const name = (doc['name'] ?? {}) as Doc
  const whole = text(name['formatted']) ?? [name['givenName'], name['familyName']].filter(Boolean).join(' ')
  const manager = ((doc[enterpriseUser] as Doc | undefined)?.['manager'] as Doc | undefined)?.['value']
  return {
    signInName,
    displayName: (text(doc['displayName'])?.trim() || whole.trim() || signInName).slice(0, 256),
    isEnabled: typeof doc['active'] === 'boolean' ? doc['active'] : null,
    managerId: text(manager)?.toLowerCase() ?? null,
    attributes: {
      externalId: text(doc['externalId']),
      ...kept(userType.schema.attributes, doc),
      ...Object.assign({}, ...userType.extensions.map((one) => kept(one.attributes, (doc[one.id] ?? {}) as Doc))),
      ...mailsKept((doc['emails'] ?? []) as readonly Doc[]),
      ...phonesKept((doc['phoneNumbers'] ?? []) as readonly Doc[]),
    },
  }
}

/** What of the fields differs from those before, so that what SCIM has no words for stays as it is. */
export function differing(before: PersonFields, after: PersonFields): PersonFields {
  const attributes = Object.entries(after.attributes).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.attributes[name]),
  )
  return { ...after, attributes: Object.fromEntries(attributes) }
}

type Kept = (name: string | undefined) => AttributeValue | undefined

const text = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
const attributeOf = ({ column }: Attribute) =>
  column?.startsWith('attribute:') ? column.slice('attribute:'.length) : undefined

/** Attributes that stand in the directory one for one, alone or as parts; the address is the only one of a list. */
function leaves(attributes: readonly Attribute[], at: Kept): Doc {
  return Object.fromEntries(
    attributes.flatMap((one): [string, unknown][] => {
      if (attributeOf(one) !== undefined) return [[one.name, text(at(attributeOf(one)))]]
      if (one.sub === undefined || one.items !== undefined) return []
      const parts = Object.fromEntries(one.sub.map((sub) => [sub.name, text(at(attributeOf(sub)))]))
      if (one.isMany !== true) return [[one.name, parts]]
      const hasAny = Object.values(parts).some((value) => value !== null)
      return [[one.name, hasAny ? [{ ...parts, type: 'work', primary: true }] : []]]
    }),
  )
}

function kept(attributes: readonly Attribute[], doc: Doc): Record<string, AttributeValue> {
  const found: Record<string, AttributeValue> = {}
  for (const one of attributes) {
    const own = attributeOf(one)
    if (own !== undefined) found[own] = text(doc[one.name])
    if (one.sub === undefined || one.items !== undefined) continue
    const list = one.isMany === true ? ((doc[one.name] ?? []) as readonly Doc[]) : [(doc[one.name] ?? {}) as Doc]
    if (list.length > 1) throw refused('invalidValue', `${one.name}: one address is kept, that of work`)
    for (const sub of one.sub) {
      const name = attributeOf(sub)
      if (name !== undefined) found[name] = text(list[0]?.[sub.name])
    }
  }
  return found
}

function emailsOf(at: Kept): readonly Doc[] {
  const mail = text(at('mail'))
  const types = texts(at('otherMailTypes'))
  return [
    ...(mail === null ? [] : [{ value: mail, type: 'work', primary: true }]),
    ...texts(at('otherMails')).map((value, i) => ({ value, type: types[i] ?? 'other' })),
  ]
}

/** The primary address, else the first of work, else the first is `mail`, which reads as work; the others keep their types. */
function mailsKept(emails: readonly Doc[]): Record<string, AttributeValue> {
  const all = withoutValueless('emails', emails)
  const first = all.find((one) => one['primary'] === true) ?? all.find((one) => typeOf(one) === 'work') ?? all[0]
  const others = all.filter((one) => one !== first)
  const types = others.map((one) => (typeOf(one) === 'work' ? 'other' : (typeOf(one) ?? 'other')))
  return {
    mail: text(first?.['value']),
    otherMails: others.length === 0 ? null : others.map((one) => String(one['value'])),
    otherMailTypes: types.every((type) => type === 'other') ? null : types,
  }
}

function phonesOf(at: Kept): readonly Doc[] {
  const types = texts(at('phoneTypes'))
  const [mobile, fax] = [text(at('mobilePhone')), text(at('faxNumber'))]
  return [
    ...texts(at('businessPhones')).map((value, i) => ({ value, type: types[i] ?? 'work' })),
    ...(mobile === null ? [] : [{ value: mobile, type: 'mobile' }]),
    ...(fax === null ? [] : [{ value: fax, type: 'fax' }]),
  ]
}

/** One mobile and one fax number have places of their own; all others are business phones with their types, the primary one first. */
function phonesKept(phones: readonly Doc[]): Record<string, AttributeValue> {
  const all = [...withoutValueless('phoneNumbers', phones)].sort(
    (a, b) => Number(b['primary'] === true) - Number(a['primary'] === true),
  )
  const mobile = all.find((one) => typeOf(one) === 'mobile')
  const fax = all.find((one) => typeOf(one) === 'fax')
  const others = all.filter((one) => one !== mobile && one !== fax)
  const types = others.map((one) => typeOf(one) ?? 'work')
  return {
    mobilePhone: text(mobile?.['value']),
    faxNumber: text(fax?.['value']),
    businessPhones: others.length === 0 ? null : others.map((one) => String(one['value'])),
    phoneTypes: types.every((type) => type === 'work') ? null : types,
  }
}

const typeOf = (item: Doc) => text(item['type'])?.toLowerCase()

function withoutValueless(name: string, items: readonly Doc[]): readonly Doc[] {
  if (items.some((item) => text(item['value']) === null && item['type'] === undefined))
    throw refused('invalidValue', `${name}: each needs a value`)
  // A purpose without a value is how clients say that there is none.
  return items.filter((item) => text(item['value']) !== null)
}

function withoutBlanks(doc: Doc): Doc {
  const name = doc['name'] as Doc | undefined
  if (name === undefined || name['formatted'] !== '') return doc
  const { name: _, ...rest } = doc
  return rest
}
