import fc from 'fast-check'
import { z } from 'zod'

type Json = {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Json[]
  readonly oneOf?: readonly Json[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Json
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Json | boolean
}

/** Texts of which each field finds one that it takes. */
const texts = [
  ...['Some words', 'someone@other-works.example', 'meridian.example', 'https://app.example/callback', 'api://thing'],
  ...['198.51.100.0/24', '2001:db8::/32', '198.51.100.7', '2001:db8::1', 'user.department -eq "Sales"', 'department'],
  ...['global-admin', 'openid', '/', 'FR'],
  ...['2030-01-31T12:00:00Z', '2030-01-31'],
  // The hash of a session's secret.
  'nYv0cS7mK3pQ9tRz1wXb5dGfHj2kLq8sAeUiOoPpMmN',
  'https://graph.example/v1.0/users/0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
]

/** Values that a zod schema takes: as JSON Schema tells it, with these ids and words where it asks for some. */
export function fromSchema(
  schema: z.ZodType,
  ids: readonly string[],
  words: readonly string[] = texts,
): fc.Arbitrary<unknown> {
  const of = (json: Json): fc.Arbitrary<unknown> => {
    if (json.const !== undefined) return fc.constant(json.const)
    if (json.enum !== undefined) return fc.constantFrom(...json.enum)
    const several = json.anyOf ?? json.oneOf
    if (several !== undefined) return fc.oneof(...several.map(of))
    switch (json.type) {
      case 'string':
        return textOf(json)
      case 'integer':
      case 'number':
        return fc.integer({ min: json.minimum ?? 0, max: Math.min(json.maximum ?? 1000, (json.minimum ?? 0) + 1000) })
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(of(json.items ?? {}), {
          minLength: json.minItems ?? 0,
          maxLength: Math.min(2, json.maxItems ?? 2),
        })
      case 'object': {
        const fields = Object.entries(json.properties ?? {}).map(([name, inner]) => [name, of(inner)] as const)
        return fc.record(Object.fromEntries(fields), { requiredKeys: [...(json.required ?? [])] as never[] })
      }
      default:
        return fc.constant('Some words')
    }
  }
  const textOf = (json: Json): fc.Arbitrary<string> => {
    if (json.format === 'uuid') return fc.constantFrom(...ids)
    const pattern = json.pattern === undefined ? /(?:)/ : new RegExp(json.pattern, 'u')
    const fitting = words.filter(
      (text) => pattern.test(text) && text.length >= (json.minLength ?? 0) && text.length <= (json.maxLength ?? 9999),
    )
    if (fitting.length === 0) throw new Error(`no text for ${JSON.stringify(json)}`)
    return fc.constantFrom(...fitting)
  }
  return of(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Json)
}
