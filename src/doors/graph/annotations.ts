/**
 * A body without the annotations that clients of OData add by themselves, at any depth (OData JSON Format 4.01 §4.6): whoever does not know
 * one passes it over. Those that name other things, in `$ref` bodies and in `…@odata.bind`, stay.
 */
export function withoutAnnotations(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutAnnotations)
  if (typeof body !== 'object' || body === null || body instanceof Uint8Array) return body
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (isKept(name) ? [[name, withoutAnnotations(value)]] : [])),
  )
}

const isKept = (name: string) => !name.includes('@odata.') || name === '@odata.id' || name.endsWith('@odata.bind')
