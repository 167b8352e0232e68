import { isExtension } from '../../../core/membership/rule.ts'

/** A field of a thing as Graph has it: what it holds, and what the directory calls it where it can be asked by it. */
export type Field = {
  readonly holds: 'text' | 'id' | 'flag' | 'instant' | 'number' | 'list' | 'object'
  /** The directory's own name; lists that are at hand whole need none. */
  readonly column?: string
  /** Graph's words for what the directory has words of its own for, in small letters. */
  readonly words?: Readonly<Record<string, string>>
  /** How a value as Graph writes it becomes the directory's. */
  readonly wordOf?: (given: string) => string
  /** Of a list: the fields of an item, or what it is itself, as `''`. Of an object: its fields. */
  readonly inner?: Fields
  /** Whether nothing can be asked by it. */
  readonly isOnlyShown?: true
  /** Shown only where it is asked for by name. */
  readonly isBySelect?: true
}

/** Where fields stand for every extension of the directory that somebody may have. */
export const everyExtension: unique symbol = Symbol('every extension')

export type Fields = Readonly<Record<string, Field>> & { readonly [everyExtension]?: Field }

/** The field of this name; undefined where there is none. */
export function fieldNamed(fields: Fields, name: string): Field | undefined {
  if (Object.hasOwn(fields, name)) return fields[name]
  return isExtension(name) ? fields[everyExtension] : undefined
}

/** What is wrong with a name that is none of the fields. */
export const noField = (name: string) =>
  /^extension_/i.test(name) && !isExtension(name)
    ? `no field ${name}: an extension is called extension_, the 32 digits of its app's id, _ and its name`
    : `no field ${name}`

type Rest = Omit<Field, 'holds'>

const of =
  (holds: Field['holds']) =>
  (column?: string, rest: Rest = {}): Field => ({ holds, ...(column === undefined ? {} : { column }), ...rest })

export const text = of('text')
export const id = of('id')
export const flag = of('flag')
export const instant = of('instant')
export const number = of('number')

/** A list of things with fields, or of texts. */
export const list = (column: string | undefined, inner: Fields, rest: Rest = {}): Field => ({
  holds: 'list',
  ...(column === undefined ? {} : { column }),
  inner,
  ...rest,
})

/** A thing within a thing: asked by its fields, as `web/homePageUrl`. */
export const object = (inner: Fields, rest: Rest = {}): Field => ({ holds: 'object', inner, ...rest })

/** What is shown and never asked by. */
export const shown: Field = { holds: 'object', isOnlyShown: true }

/** Shown where it is asked for by name alone. */
export const bySelect: Field = { ...shown, isBySelect: true }
