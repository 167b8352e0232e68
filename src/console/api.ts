import type { SessionSeen } from './people/session.ts'
import type { AppRole } from '../core/consent/app-role.ts'
import type { Change } from '../core/changes/change.ts'
import type { Reading } from '../core/changes/who-reads.ts'
import type { Explanation } from '../core/explain/explain.ts'
import type { Repair } from '../core/repair/repair.ts'
import type { Instance } from '../core/instance.ts'
import type { Product } from '../core/licensing/product.ts'
import type { Account, Place, Policy, Proof, RoleGrant } from '../core/snapshot.ts'
import type { NamedLocation } from '../core/policy/named-location.ts'
import { ours } from './ask-as.ts'

/** A clear no from the server: its stable code, its sentence, and what it says beside them. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(status: number, code: string, message: string, details: Readonly<Record<string, unknown>>) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/**
 * Asks the API of Admit, with GET, or with POST where there is a body: a table or a picture, or what becomes JSON. An answer nobody waits for
 * any more is let go. Throws `ApiError`.
 */
export function api<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const isTable = body instanceof Blob
  const headers = {
    'content-type': isTable ? (body.type.startsWith('image/') ? body.type : 'text/csv') : 'application/json',
    ...ours,
  }
  return answer<T>(
    path,
    body === undefined
      ? // Searches are asked for like this.
        { headers: { consistencylevel: 'eventual', ...ours } }
      : { method: 'POST', headers, body: isTable ? body : JSON.stringify(body) },
    signal,
  )
}

/** Takes away what stands there, with DELETE. Throws `ApiError`. */
export function remove<T>(path: string): Promise<T> {
  return answer<T>(path, { method: 'DELETE', headers: ours })
}

/** How far the journal was before an answer was read, by the answer. */
export const journalNumbers = new WeakMap<object, number>()

async function answer<T>(path: string, request: RequestInit, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/v1.0/${path}`, {
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
    ...request,
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw new ApiError(503, 'network', 'The server cannot be reached. Nothing was changed; try again in a moment.', {})
  })
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) {
    const number = response.headers.get('admit-journal')
    if (number !== null && typeof body === 'object' && body !== null) journalNumbers.set(body, Number(number))
    return body as T
  }
  const { error } = (body ?? {}) as { error?: Refused }
  throw new ApiError(
    response.status,
    // Where we are Graph, the code is one of Graph's, and ours stands within.
    error?.innerError?.code ?? error?.code ?? 'unknown',
    error?.message ?? 'Something went wrong.',
    error?.details ?? {},
  )
}

type Refused = {
  readonly code: string
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly innerError?: { readonly code?: string }
}

/** A path with what was given of the query. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`
}

export type List<T> = {
  readonly value: readonly T[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.count'?: number
}

export type Session = {
  readonly name: string
  readonly accountId: string
  readonly roles: readonly string[]
  readonly tenant: { readonly id: string; readonly name: string }
  /** What there is to read that the roles let read, at least of some. */
  readonly mayRead: readonly Reading[]
  /** For each kind of change whether the roles may do it to somebody without a role. */
  readonly mayDo: Readonly<Record<string, boolean>>
  readonly signOutToken: string
}

export type Asked = {
  readonly person: { readonly accountId: string } | { readonly signInName: string }
  readonly appId: string
  readonly instanceId?: string | null
  readonly redirectUri?: string | null
  readonly scopes?: readonly string[]
  readonly ip?: string | null
  readonly place?: Place
  readonly proof?: Proof
}

export type Explained = {
  readonly asked: Asked
  readonly person: {
    readonly id: string | null
    readonly signInName: string | null
    readonly displayName: string | null
  }
  readonly app: { readonly id: string; readonly name: string | null }
  readonly instance: { readonly id: string; readonly name: string } | null
  readonly explanation: Explanation
  readonly repair: Repair
  readonly signIn: SignIn | null
}

export type Applied = {
  readonly operationId: string
  readonly seen: number
  readonly changes: readonly Change[]
  readonly undo: readonly Change[]
  readonly temporaryPassword: string | null
  readonly temporaryPass: string | null
}

export type Repaired = Applied & { readonly after: Explained }

export type WhatIf = { readonly before: Explained; readonly after: Explained; readonly differs: readonly string[] }

/** Graph's `user`, as far as the list shows it. */
export type User = {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
  readonly userType: 'Member' | 'Guest'
  readonly accountEnabled: boolean
  readonly deletedDateTime: string | null
  readonly department?: string | null
  readonly jobTitle?: string | null
  readonly [attribute: string]: unknown
}

export type Unit = { readonly id: string; readonly name: string; readonly description: string | null }

export type Person = {
  readonly account: Account
  readonly noLink: string | null
  /** As they are held: everywhere or within a unit, directly or through a group. */
  readonly roles: readonly (RoleGrant & { readonly unit: string | null; readonly group: string | null })[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly groups: readonly {
    readonly id: string
    readonly name: string
    readonly how: 'direct' | 'rule' | 'nested'
    readonly rule: string | null
  }[]
  readonly licences: readonly {
    readonly productId: string
    readonly product: string
    readonly groupId: string | null
    readonly group: string | null
    readonly plans: readonly { readonly id: string; readonly name: string; readonly isOn: boolean }[]
    readonly state: 'active' | 'error'
    readonly error: string | null
  }[]
  readonly apps: readonly { readonly id: string; readonly name: string }[]
  readonly instances: readonly {
    readonly id: string
    readonly name: string
    readonly isKnown: boolean
    readonly isEnabled: boolean
    readonly roles: readonly string[]
    readonly available: readonly string[]
  }[]
  readonly sessions: readonly SessionSeen[]
  readonly signIns: readonly SignIn[]
  readonly history: readonly JournalEntry[]
}

export type App = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly homeUrl: string | null
  readonly redirectUris: readonly { readonly uri: string; readonly kind: 'web' | 'spa' | 'native' }[]
  readonly postLogoutUris: readonly string[]
  readonly backChannelLogoutUri: string | null
  readonly isPublicClient: boolean
  readonly assignmentRequired: boolean
  readonly requiredPlan: string | null
  readonly identifierUri: string | null
  readonly scopes: readonly {
    readonly name: string
    readonly title: string
    readonly consent: 'user' | 'admin'
    readonly id?: string
    readonly description?: string
  }[]
  readonly requiredScopes: readonly string[]
  readonly roles: readonly AppRole[]
  readonly appPermissions: readonly string[]
  readonly isEnabled: boolean
  readonly isOwn: boolean
  readonly membersOnly: boolean
  readonly adminConsent: readonly string[]
  readonly assignedGroupIds: readonly string[]
  readonly createdAt: number
}

export type SignIn = {
  readonly id: number
  readonly at: number
  readonly kind: 'interactive' | 'single_sign_on' | 'refresh' | 'client'
  readonly accountId: string | null
  readonly signInName: string | null
  readonly displayName: string | null
  readonly appId: string | null
  readonly appName: string | null
  readonly ip: string | null
  readonly client: string | null
  readonly reference: string
  readonly correlationId: string
  readonly outcome: 'admit' | 'challenge' | 'refuse' | 'unknown'
  readonly code: string | null
}

export type JournalEntry = {
  readonly seq: number
  readonly at: number
  readonly actor: string | null
  readonly actorKind: string
  readonly actorName: string | null
  readonly operationId: string
  readonly kind: string
  readonly entity: string
  readonly entityId: string
  readonly entityName: string | null
  readonly reason: string | null
  readonly payload: { readonly change?: unknown; readonly before?: unknown; readonly after?: unknown } | null
}

export type Overview = {
  readonly people: number
  readonly groups: number
  readonly apps: number
  readonly products: readonly Product[]
  readonly policies: { readonly on: number; readonly off: number; readonly reportOnly: number }
  readonly signInsToday: number
  readonly refusedToday: number
  readonly causes: readonly { readonly code: string; readonly count: number }[]
}

export type { Change, Instance, NamedLocation, Policy, Product }
