import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyTenant } from '../../test/support/imports.ts'
import type { Change } from '../core/changes/change.ts'
import { dayKinds } from '../core/methods/methods.ts'
import { registeredNames } from '../core/methods/registered-as.ts'
import type { ResetRules } from '../core/recovery/reset-rules.ts'
import type { Condition } from '../store/list-conditions.ts'
import { anyPage } from '../store/lists.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { applyChanges } from './apply-changes.ts'
import { type Registered, registrationFeatures, registrationMethods, registrationPage } from './registrations.ts'
import { preferenceWord } from '../doors/graph/nouns/preferences.ts'
import type { Viewer } from './viewer.ts'

let admit: Admit
let viewer: Viewer
const groups = { parent: randomUUID(), child: randomUUID(), other: randomUUID(), forRoles: randomUUID() }
const disabled = new Set<string>()
const ids: string[] = []

/** The same people each time, of whom every fact is as often so as not. */
let seed = 20_300_115
function chance(one: number): boolean {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648 < one
}

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)
const apply = (...changes: readonly Change[]) => applyChanges(admit, viewer, changes, null)

async function somebody(n: number): Promise<void> {
  const id = randomUUID()
  ids.push(id)
  const isEnabled = chance(0.8)
  if (!isEnabled) disabled.add(id)
  const mail = chance(0.5) ? `p${n}@home.example` : ''
  const account = { id, signInName: `p${n}@contoso.example`, displayName: `Person ${n}`, isEnabled }
  const into = (groupId: string): Change => ({ do: 'add_to_group', accountId: id, groupId })
  await apply(
    {
      do: 'create_account',
      account: { ...account, userType: chance(0.2) ? 'guest' : 'member', attributes: mail === '' ? {} : { mail } },
    },
    ...(chance(0.3) ? [into(groups.child)] : []),
    ...(chance(0.3) ? [into(groups.other)] : []),
    ...(chance(0.1) ? [into(groups.forRoles)] : []),
    ...(chance(0.15) ? [{ do: 'assign_role', accountId: id, role: 'helpdesk' } as const] : []),
  )
  await inTenant(async (t) => {
    for (const [i, kind] of ([...dayKinds, 'recovery_codes'] as const).entries()) {
      if (!chance(0.4)) continue
      const methodId = randomUUID()
      const address = kind === 'email' || kind === 'phone' ? 'somewhere' : null
      const secret = kind === 'totp' ? Buffer.from('sealed') : null
      await sql`insert into methods (tenant_id, id, account_id, kind, is_usable, default_since, last_used_at, undeliverable_at, created_at, address, sealed_secret)
        values (${t.tenantId}, ${methodId}, ${id}, ${kind}, ${chance(0.7)}, ${chance(0.3) ? n * 10 + i : null}, ${chance(0.5) ? n * 10 + i : null}, ${chance(0.2) ? 1 : null}, 1, ${address}, ${secret})`.execute(
        t.db,
      )
      if (kind === 'passkey')
        await sql`insert into passkeys (tenant_id, method_id, credential_id, public_key, sign_count, transports, aaguid, can_be_backed_up, is_backed_up, relying_party_id)
          values (${t.tenantId}, ${methodId}, ${Buffer.from(methodId)}, ${Buffer.from('key')}, 0, '[]', ${randomUUID()}, false, false, ${chance(0.7) ? 'here.example' : 'elsewhere.example'})`.execute(
          t.db,
        )
    }
    for (const kind of ['email', 'mobile', 'alternateMobile', 'office'])
      if (chance(0.3))
        await sql`insert into contacts (tenant_id, account_id, kind, value)
          values (${t.tenantId}, ${id}, ${kind}, ${chance(0.3) ? '+33 612345678x12' : '+33 612345678'})`.execute(t.db)
    await sql`update accounts set is_emergency = ${chance(0.1)}, password_reported_at = ${chance(0.1) ? 5 : null}
      where tenant_id = ${t.tenantId} and id = ${id}`.execute(t.db)
  })
}

beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
  Object.assign(admit.store, { passkeyHost: 'here.example' })
  const group = (id: string, name: string, more: object = {}): Change => ({
    do: 'create_group',
    group: { id, name, description: null, rule: null, ...more },
  })
  await apply(
    ...[group(groups.parent, 'Parent'), group(groups.child, 'Child'), group(groups.other, 'Other')],
    group(groups.forRoles, 'For roles', { isRoleAssignable: 'yes' }),
    { do: 'nest_group', parentId: groups.parent, childId: groups.child },
    { do: 'assign_group_role', groupId: groups.forRoles, role: 'user-admin' },
  )
  for (let n = 0; n < 80; n++) await somebody(n)
}, 120_000)
afterAll(() => admit.store.close())

const page = async (where: Condition | null): Promise<readonly Registered[]> =>
  (await registrationPage(admit, viewer, { ...anyPage, where, limit: 999 })).items
const compare = (column: string, value: boolean | string): Condition => ({
  ...{ is: 'compare', field: column, column, op: 'eq', value },
})
const sorted = (all: readonly Registered[]) => all.map(({ id }) => id).sort()

const flags = [
  ...(['isAdmin', 'isMfaRegistered', 'isMfaCapable', 'isPasswordlessCapable'] as const),
  ...(['isSsprRegistered', 'isSsprEnabled', 'isSsprCapable'] as const),
]
const reset = (rules: Partial<ResetRules>): Change => ({
  do: 'set_self_service_reset',
  rules: { who: 'everybody', groupId: null, proofs: 1, ...rules },
})
const allow = (kind: Extract<Change, { do: 'allow_method' }>['kind'], to: 'everybody' | 'nobody' | readonly string[]) =>
  ({ do: 'allow_method', kind, to }) as Change
const everything = dayKinds.flatMap((kind) => (kind === 'phone' ? [] : [allow(kind, 'everybody')]))
const open = [...everything, allow('sms', 'everybody'), allow('voice', 'everybody')]

const rules: Readonly<Record<string, readonly Change[]>> = {
  'resets for nobody': open,
  'resets for everybody by one proof': [...open, reset({})],
  'two proofs': [...open, reset({ proofs: 2 })],
  'a group that others are in': [...open, reset({ who: 'group', groupId: groups.parent })],
  'phones alone': [...open, reset({ methods: ['sms', 'voice'] })],
  'an app beside a mailbox': [...open, reset({ methods: ['email', 'totp'], proofs: 2 })],
  'texts for nobody': [...open, allow('sms', 'nobody'), reset({})],
  'phones for nobody': [...open, allow('sms', 'nobody'), allow('voice', 'nobody'), reset({ proofs: 2 })],
  'apps for two groups': [...open, allow('totp', [groups.parent, groups.other]), reset({ proofs: 2 })],
  'nothing for anybody': [
    ...open,
    ...([...dayKinds, 'sms', 'voice'] as const).flatMap((kind) => (kind === 'phone' ? [] : [allow(kind, 'nobody')])),
    reset({}),
  ],
  'texts for one, calls for another': [
    ...[...open, allow('sms', [groups.child]), allow('voice', [groups.other]), reset({})],
    ...[allow('passkey', [groups.parent]), allow('email', 'nobody')],
  ],
}

describe('what people have set up', () => {
  it.each(Object.entries(rules))('is asked by sets as it is told of each: %s', async (_, changes) => {
    await apply(...changes)
    const all = await page(null)
    expect(sorted(all.filter(({ id }) => ids.includes(id)))).toEqual([...ids].sort())
    const enabled = all.filter(({ id }) => !disabled.has(id))
    for (const flag of flags) {
      const so = all.filter((one) => one[flag])
      expect([flag, sorted(await page(compare(flag, true)))]).toEqual([flag, sorted(so)])
      expect([flag, sorted(await page(compare(flag, false)))]).toEqual([flag, sorted(all.filter((one) => !one[flag]))])
      const not = await page({ is: 'not', part: compare(flag, true) })
      expect(sorted(not)).toEqual(sorted(all.filter((one) => !one[flag])))
    }
    for (const value of [true, false])
      expect(sorted(await page(compare('isLeftToUs', value)))).toEqual(
        sorted(all.filter(({ chosen }) => (chosen === null) === value)),
      )
    const word = ({ chosen, phoneBy }: Registered) => (chosen === null ? 'none' : preferenceWord(chosen, phoneBy))
    for (const wanted of ['oath', 'sms', 'voiceMobile', 'unknownFutureValue', 'none'])
      expect([wanted, sorted(await page(compare('preferred', wanted)))]).toEqual([
        wanted,
        sorted(all.filter((one) => word(one) === wanted)),
      ])

    for (const name of registeredNames) {
      const where = { ...compare('value', name), field: '' } as Condition
      const found = await page({ is: 'any', field: 'methodsRegistered', items: 'methodsRegistered', where })
      expect([name, sorted(found)]).toEqual([name, sorted(all.filter(({ registered }) => registered.includes(name)))])
    }

    const features = await registrationFeatures(admit, viewer, { userType: null, roles: null })
    const count = (flag: (typeof flags)[number]) => enabled.filter((one) => one[flag]).length
    expect(features).toEqual({
      total: enabled.length,
      ssprRegistered: count('isSsprRegistered'),
      ssprEnabled: count('isSsprEnabled'),
      ssprCapable: count('isSsprCapable'),
      passwordlessCapable: count('isPasswordlessCapable'),
      mfaCapable: count('isMfaCapable'),
    })
  })

  it('is counted by what it is, of guests, of administrators and of the others', async () => {
    const enabled = (await page(null)).filter(({ id }) => !disabled.has(id))
    const total = async (of: Parameters<typeof registrationMethods>[2]) =>
      (await registrationMethods(admit, viewer, of)).total
    const methods = await registrationMethods(admit, viewer, { userType: 'member', roles: null })
    const members = enabled.filter(({ userType }) => userType === 'member')
    for (const name of registeredNames)
      expect([name, methods[name]]).toEqual([
        name,
        members.filter(({ registered }) => registered.includes(name)).length,
      ])
    expect([methods.total, methods.password]).toEqual([members.length, 1])
    const admins = enabled.filter(({ isAdmin }) => isAdmin).length
    expect(await total({ userType: null, roles: { of: 'any' } })).toBe(admins)
    expect(await total({ userType: null, roles: { of: 'none' } })).toBe(enabled.length - admins)
    expect(await total({ userType: null, roles: { of: ['helpdesk'] } })).toBeLessThan(admins)
    expect(await total({ userType: 'guest', roles: null })).toBe(enabled.length - members.length)
  })
})
