import { ruleOf } from '../../core/changes/apply.ts'
import type { Change } from '../../core/changes/change.ts'
import type { Account, Group, Snapshot, TenantPart } from '../../core/snapshot.ts'
import type { JournalEntry } from '../api.ts'

/**
 * The changes that take entries of the journal back, the last first; null where one of them cannot be taken back by what the
 * journal has kept. What they would do now is shown before they are done.
 */
export function takingBack(entries: readonly JournalEntry[]): readonly Change[] | null {
  const back = [...entries].sort((a, b) => b.seq - a.seq).map(inverseOf)
  return back.length === 0 || back.includes(null) ? null : (back as readonly Change[])
}

function inverseOf({ entity, entityId, payload }: JournalEntry): Change | null {
  const change = payload?.change as Change | undefined
  if (change === undefined || typeof change.do !== 'string') return null
  const before = payload?.before
  // A group that is gone cannot be made again with the same members by one change.
  if (change.do === 'delete_group') return isKept(before) ? { do: 'restore_group', groupId: change.groupId } : null
  if (change.do === 'restore_group') return { do: 'delete_group', groupId: change.groupId }
  try {
    return ruleOf(change)?.inverse(change, snapshotOf(entity, entityId, before)) ?? null
  } catch {
    // The inverse looks at something that this entry is not about.
    return null
  }
}

const isKept = (before: unknown) => {
  const group = before as { isRoleAssignable?: boolean } | null | undefined
  return group != null && group.isRoleAssignable !== true
}

type Body = Readonly<Record<string, unknown>>

/** As much of the directory before the entry as the entry tells. */
function snapshotOf(entity: string, id: string, before: unknown): Snapshot {
  const body = typeof before === 'object' && before !== null ? (before as Body) : null
  const held = <T>(kind: string, of: (body: Body) => T): Readonly<Record<string, T>> =>
    entity === kind && body !== null ? { [id]: of(body) } : {}
  const tenant = {
    id: '',
    name: '',
    groups: held('group', groupOf),
    products: held('product', (of) => ({ ...of, seatsUsed: 0 })),
    locations: held('location', (of) => of),
    units: held('unit', (of) => of),
    policies: entity === 'policy' && body !== null ? [body] : [],
    ...(entity === 'provider' && body !== null ? { identityProviders: { [id]: providerOf(body) } } : {}),
    domains: entity === 'tenant' ? (body?.['domains'] ?? []) : [],
    passwordLifetimeDays: body?.['passwordLifetimeDays'] ?? null,
    bannedWords: body?.['bannedWords'] ?? [],
    passwordHistory: body?.['passwordHistory'],
    temporaryPasswordDays: body?.['temporaryPasswordDays'],
    stayDays: body?.['stayDays'],
    branding: body?.['branding'] ?? undefined,
    userConsent: body?.['userConsent'] ?? 'on',
    ...(body?.['selfServiceReset'] === undefined ? {} : { selfServiceReset: body['selfServiceReset'] }),
    ...(body?.['lockout'] === undefined ? {} : { lockout: body['lockout'] }),
  } as unknown as TenantPart
  return {
    now: 0,
    attempt: {
      signInName: null,
      nearNames: [],
      appId: '',
      redirectUri: null,
      scopes: [],
      network: { ip: null, locationIds: [] },
    },
    proof: { credential: 'verified', secondFactor: 'not_presented' },
    account: entity === 'account' ? (body as unknown as Account | null) : null,
    app: entity === 'app' ? (body as never) : null,
    instance: entity === 'instance' ? (body as never) : null,
    tenant,
  }
}

/** Whether there is a secret is not a part of what a change says. */
function providerOf({ hasSecret: _, ...provider }: Body): Body {
  return provider
}

function groupOf(body: Body): Group {
  const { owners, units, ...group } = body
  return { ...group, ownerIds: owners, unitIds: units } as unknown as Group
}
