import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anOrganisation, type Organisation } from '../../test/support/organisation.ts'
import type { Change } from '../core/changes/change.ts'
import { AppError } from '../errors.ts'
import { checkDirectory } from '../store/check.ts'
import type { Job } from '../store/jobs.ts'
import { verifyJournal } from '../store/journal.ts'
import { settleNext } from '../store/settle-job.ts'
import { withTenant } from '../store/store.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { createSecret } from './create-secret.ts'
import { rotateKeys } from './signing-keys.ts'
import { commandLine } from './viewer.ts'

let org: Organisation
const names = ['ann', 'ben', 'cem', 'dot', 'eva', 'fay']
const [rule, given, product, app] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]

beforeAll(async () => {
  org = await anOrganisation()
  for (const name of names) await org.person(name)
  await org.done(
    {
      do: 'put_product',
      product: { id: product, name: 'Work', plans: [], status: 'enabled', expiresAt: null, seats: 3 },
    },
    { do: 'create_group', group: { id: given, name: 'Given', description: null, rule: null } },
    { do: 'assign_group_licence', groupId: given, productId: product, disabledPlans: [] },
    {
      do: 'create_group',
      group: { id: rule, name: 'By rule', description: null, rule: 'user.department -eq "Sales"' },
    },
    { do: 'assign_group_licence', groupId: rule, productId: product, disabledPlans: [] },
    { do: 'put_app', app: anApp },
  )
}, 60_000)
afterAll(() => org.close())

const anApp = {
  ...{ id: app, name: 'App', description: null, homeUrl: null, isPublicClient: false, redirectUris: [] },
  ...{ postLogoutUris: [], assignmentRequired: false, requiredPlan: null, identifierUri: null },
  ...{ scopes: [], appPermissions: [] },
} as const

/** Something that can be done to somebody or to what all share, whatever was done before. */
const aChange: fc.Arbitrary<Change> = fc
  .record({ name: fc.constantFrom(...names), n: fc.nat(1000), flag: fc.boolean() })
  .chain(({ name, n, flag }) => {
    const accountId = org.id(name)
    const each: readonly Change[] = [
      { do: 'update_account', accountId, set: { displayName: `${name} ${n}` } },
      { do: 'update_account', accountId, set: { signInName: `${name}${n}@contoso.example` } },
      { do: 'set_attribute', accountId, name: 'department', value: flag ? 'Sales' : 'Legal' },
      { do: 'set_mfa_state', accountId, state: flag ? 'enabled' : 'disabled' },
      { do: 'add_to_group', accountId, groupId: given },
      { do: 'remove_from_group', accountId, groupId: given },
      { do: 'consent', accountId, appId: app, scopes: ['openid'] },
      { do: 'consent_for_all', appId: app, scopes: ['openid'] },
      { do: flag ? 'enable_app' : 'disable_app', appId: app },
      { do: 'update_group', groupId: rule, set: { description: `${n}` } },
      { do: 'reprocess_group', groupId: rule },
      {
        do: 'put_product',
        product: { id: product, name: 'Work', plans: [], status: 'enabled', expiresAt: null, seats: n % 6 },
      },
    ]
    return fc.constantFrom(...each)
  })

const nowhere = { ip: null, client: null, kept: null }

/** What the directory refuses is an answer. That two waited for each other is none. */
async function answered(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

it('changes of a tenant that come at once never wait for each other in a circle, whatever they touch and in which order', async () => {
  const { admit, tenantId } = org
  const own = async (name: string) => {
    const [from, to] = [`granite kettle 77`, `granite kettle ${name} 78`]
    await answered(changeOwnPassword(admit, { ...(await org.at(name)), permissions: null }, from, to, nowhere))
  }
  const settling = {
    ...{ id: randomUUID(), done: 0, total: null, cursor: null },
    input: { settle: 'rule', groupId: rule },
  }
  const byMachine = { actor: null, actorKind: 'system', reason: null } as const
  const random = [1, 2, 3].flatMap((seed) => [
    ...fc.sample(fc.array(aChange, { minLength: 2, maxLength: 6 }), { numRuns: 18, seed }),
    ...fc.sample(aChange, { numRuns: 18, seed }).map((one) => [one]),
  ])
  const work: (() => Promise<unknown>)[] = random.flatMap((changes, i) => {
    const name = names[i % names.length] as string
    const others = [
      () => own(name),
      () => withTenant(admit.store, tenantId, (t) => settleNext(t, settling as unknown as Job, admit.now())),
      () => answered(createSecret(admit, commandLine(tenantId), app)),
      () => rotateKeys(admit, tenantId, 'verify for a day', byMachine),
    ]
    const other = i % 5 === 0 ? others[(i / 5) % others.length] : undefined
    return [() => answered(org.done(...changes)), ...(other === undefined ? [] : [other])]
  })
  // As many at once as the database has connections for us.
  const atOnce = Array.from({ length: 16 }, async () => {
    for (let next = work.pop(); next !== undefined; next = work.pop()) await next()
  })
  await Promise.all(atOnce)
  const [{ faults }, { ok }] = await withTenant(admit.store, tenantId, async (t) => [
    await checkDirectory(t, admit.now()),
    await verifyJournal(t),
  ])
  expect({ faults, ok }).toEqual({ faults: [], ok: true })
}, 120_000)
