import type { AttributeValue } from '../snapshot.ts'

type Attributes = Readonly<Record<string, AttributeValue>>

/** Properties of rules that the directory keeps under the names its API has for them. */
const keptAs: Readonly<Record<string, string>> = {
  mobile: 'mobilePhone',
  telephoneNumber: 'businessPhones',
  physicalDeliveryOfficeName: 'officeLocation',
  facsimileTelephoneNumber: 'faxNumber',
  mailNickName: 'mailNickname',
}

const names = Object.keys(keptAs)

/** The attribute in which a property of rules is kept. */
export function attributeOf(property: string): string {
  return Object.hasOwn(keptAs, property) ? (keptAs[property] as string) : property
}

/** Whether the property is the first of the attribute's values. */
export const isFirst = (property: string): boolean => property === 'telephoneNumber'

/** The properties that rules call otherwise than the directory does, as they read them. */
export function asRulesCall(attributes: Attributes): Attributes {
  const found: Record<string, AttributeValue> = {}
  for (const name of names) {
    const value = attributes[attributeOf(name)]
    if (value !== undefined) found[name] = isFirst(name) ? firstOf(value) : value
  }
  return found
}

/** The attribute to be set, and to what, so that the property is this. */
export function settingOf(property: string, value: AttributeValue, attributes: Attributes): [string, AttributeValue] {
  const name = attributeOf(property)
  if (!isFirst(property)) return [name, value]
  const now = attributes[name]
  const others = Array.isArray(now) ? now.slice(1) : []
  return [name, value === null ? others : [value as string, ...others]]
}

const firstOf = (value: AttributeValue): AttributeValue => (Array.isArray(value) ? (value[0] ?? null) : value)
