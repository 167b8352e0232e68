import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { applyRepair } from '../../src/app/apply-repair.ts'
import { explainFor } from '../../src/app/explain-for.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const viewer = () => commandLine(served.demo.tenant.id)
const change = (...changes: Change[]) => applyChanges(served.running.admit, viewer(), changes, 'a test')
const explain = (asked: Night) => explainFor(served.running.admit, viewer(), asked)
/** By their ids, in which order a seat is handed out. */
const inLine = ['alice', 'hana', 'leo', 'tom'].map((key) => person(key).id).sort()

type Night = { readonly person: { readonly accountId: string }; readonly appId: string }

/** An app that asks for a product of one seat, and a rule that gives it; everybody else in the line works by night already. */
async function night(last: string) {
  const [productId, groupId] = [randomUUID(), randomUUID()]
  const name = `Night ${groupId}`
  const plans = [{ id: `plan-${productId}`, name: 'Night' }]
  await change(
    { do: 'put_product', product: { id: productId, name, plans, status: 'enabled', expiresAt: null, seats: 1 } },
    { do: 'create_group', group: { id: groupId, name, description: null, rule: `user.department -eq "${name}"` } },
    { do: 'assign_group_licence', groupId, productId, disabledPlans: [] },
    ...inLine.filter((id) => id !== last).map((id) => works(id, name)),
  )
  const { id: appId } = await registerApp(served, { name, requiredPlan: plans[0]?.id as string }, [])
  return { name, asked: { person: { accountId: last }, appId } }
}
const works = (accountId: string, value: string) =>
  ({ do: 'set_attribute', accountId, name: 'department', value }) as const

describe('a seat that others wait for', () => {
  it('is bought for each of them too, as they get theirs first; then the person gets in', async () => {
    const last = inLine.at(-1) as string
    const { name, asked } = await night(last)
    await change(works(last, name))
    const { repair } = await explain(asked)
    const plan = repair.plans.find(({ steps }) => steps.some((step) => step.change.do === 'put_product'))
    // One has the one seat, two wait before the last.
    expect(plan?.steps.map(({ title }) => title)).toEqual([`Buy 3 more seats of ${name}: 4 instead of 1`])
    expect(plan?.steps[0]?.sideEffects).toContain('2 others who wait for a seat of it get one first.')
    const { after } = await applyRepair(served.running.admit, viewer(), asked, plan?.id as string, null)
    expect(after.explanation.standing).toBe('admit')
  })

  it('is bought for nobody who was deleted', async () => {
    const last = inLine.at(-1) as string
    const { name, asked } = await night(last)
    const gone = { accountId: inLine[1] as string }
    await change(works(last, name), { do: 'delete_account', ...gone })
    const { repair } = await explain(asked)
    const plan = repair.plans.find(({ steps }) => steps.some((step) => step.change.do === 'put_product'))
    expect(plan?.steps.map(({ title }) => title)).toEqual([`Buy 2 more seats of ${name}: 3 instead of 1`])
    await change({ do: 'restore_account', ...gone })
  })

  it('is bought for all who wait where the person is not yet one of them', async () => {
    const first = inLine[0] as string
    const { name, asked } = await night(first)
    // It is near what the rule wants.
    await change(works(first, name.slice(0, -1)))
    const { repair } = await explain(asked)
    const plan = repair.plans.find(({ steps }) => steps.some((step) => step.change.do === 'set_attribute'))
    expect(plan?.steps.map(({ title }) => title)).toEqual([
      `Buy 3 more seats of ${name}: 4 instead of 1`,
      expect.stringContaining(`Set the department`),
    ])
    const { after } = await applyRepair(served.running.admit, viewer(), asked, plan?.id as string, null)
    expect(after.explanation.standing).toBe('admit')
  })
})
