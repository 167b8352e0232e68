import { makeScimToken, type NewScimToken, usualToken } from '../../src/app/scim/tokens.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Served } from '../setup/server.ts'

export type ScimAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}
export type Scim = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ScimAnswer>

/** A provisioning client with a token of its own. */
export async function scimClient(
  served: Served,
  wanted: Partial<NewScimToken> = {},
  tenantId = served.demo.tenant.id,
): Promise<{ readonly scim: Scim; readonly token: string; readonly tokenId: string }> {
  const { id, token } = await makeScimToken(served.running.admit, commandLine(tenantId), {
    name: 'Provisioning',
    ...usualToken,
    ...wanted,
  })
  return { scim: clientWith(served, token), token, tokenId: id }
}

/** A client with whatever is given as its token. */
export function clientWith(served: Served, token: string): Scim {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${served.origin}/scim/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    }
  }
}

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const patchOf = (...Operations: readonly unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
export const bulkOf = (Operations: readonly unknown[], more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
  ...more,
})
/** A person nobody has yet: userName, and whatever more. */
export const person = (name: string, more: object = {}) => ({
  schemas: [userSchema],
  userName: `${name}@meridian.example`,
  ...more,
})
/** The path with a filter, ready for an address. */
export const filtered = (path: string, filter: string, more = '') =>
  `${path}?filter=${encodeURIComponent(filter.toWellFormed())}${more}`
