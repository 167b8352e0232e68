import type { Instant } from '../snapshot.ts'

type Difference =
  | { readonly field: string; readonly is: 'value'; readonly before: unknown; readonly after: unknown }
  | {
      readonly field: string
      readonly is: 'list'
      readonly gone: readonly unknown[]
      readonly come: readonly unknown[]
    }

/** Where two states differ: field by field, into objects as deep as they go; of lists what is gone and what has come. */
export function differencesOf(before: unknown, after: unknown, field = ''): readonly Difference[] {
  if (same(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after))
    return [
      {
        field,
        is: 'list',
        gone: before.filter((one) => !after.some((other) => same(one, other))),
        come: after.filter((one) => !before.some((other) => same(one, other))),
      },
    ]
  if (isPlain(before) || isPlain(after)) {
    const [a, b] = [isPlain(before) ? before : {}, isPlain(after) ? after : {}]
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differencesOf(a[key], b[key], field === '' ? key : `${field}.${key}`),
    )
  }
  return [{ field: field === '' ? 'value' : field, is: 'value', before, after }]
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A field that an operation changes, and that somebody else changed since its author looked. */
export type Overwritten = {
  readonly at: Instant
  /** Who changed it; null where that is no person and no app, or they are gone. */
  readonly by: string | null
  readonly entity: string
  readonly entityId: string
  readonly name: string | null
  /** The field, as `attributes.city`. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}
