import { type GraphObject, isUuid, quoted, type Read } from './fields.ts'
import { type Records, type Spot, within } from './records.ts'

/** Reads one object field by field and keeps what is wrong with it. */
export class Reader {
  readonly #object: GraphObject
  readonly #spot: Spot
  readonly #records: Records
  isWhole = true
  constructor(object: GraphObject, spot: Spot, records: Records) {
    this.#object = object
    this.#spot = spot
    this.#records = records
  }
  fault(field: string, reason: string): undefined {
    this.isWhole = false
    this.#records.faults.push({ ...within(this.#spot, ...field.split('/')), reason })
    return undefined
  }
  /** Undefined where the field is not there or null. */
  text<T>(field: string, read: (text: string) => Read<T>): T | undefined {
    const value = this.#object[field]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') return this.fault(field, 'a text is wanted')
    const result = read(value)
    return result.ok ? result.value : this.fault(field, result.reason)
  }
  needed<T>(field: string, read: (text: string) => Read<T>): T | undefined {
    if (this.#object[field] === undefined || this.#object[field] === null) return this.fault(field, 'it is missing')
    return this.text(field, read)
  }
  id(field = 'id'): string | undefined {
    const value = this.#object[field]
    return isUuid(value)
      ? value.toLowerCase()
      : this.fault(field, value === undefined ? 'it is missing' : `${quoted(String(value))} is not an id`)
  }
  list(field: string): readonly unknown[] {
    const value = this.#object[field]
    if (value === undefined || value === null) return []
    return Array.isArray(value) ? value : (this.fault(field, 'a list is wanted'), [])
  }
}

/** Notes fields that say something and that nothing here takes: the first of each kind, and how many there are. */
export function noteUnsaid(
  kind: string,
  object: GraphObject,
  spot: Spot,
  records: Records,
  isKnown: (field: string) => boolean,
): void {
  for (const [field, value] of Object.entries(object)) {
    if (field.startsWith('@') || field.includes('@odata.') || isKnown(field) || saysNothing(value)) continue
    const key = `${kind} ${field}`
    const before = records.unsaid.get(key)
    if (before === undefined) records.unsaid.set(key, { spot: within(spot, field), kind, count: 1 })
    else before.count++
  }
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true
  if (typeof value !== 'object') return false
  return Object.values(value).every(saysNothing)
}
