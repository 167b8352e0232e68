import { expect, it } from 'vitest'
import { aGroup, alice, aSnapshot } from '../../../test/support/a-snapshot.ts'
import { aPath, aProduct } from '../../../test/support/licences.ts'
import { personFacts } from './settle.ts'

it('rules read who is in groups filled by hand or by rules that ask for attributes alone, and the plans these give', () => {
  const rules = {
    hand: null,
    first: 'user.city -eq "Lyon"',
    second: "user.memberOf -any (group.objectId -in ['hand'])",
  }
  const groups = Object.fromEntries(Object.entries(rules).map(([id, rule]) => [id, aGroup({ id, rule })]))
  const named = ['own', 'first', 'second', 'waiting']
  const products = Object.fromEntries(
    named.map((id) => [
      id,
      aProduct({ id, plans: [`${id} on`, `${id} off`].map((plan) => ({ id: plan, name: plan })) }),
    ]),
  )
  const facts = personFacts(
    {
      ...alice,
      memberOf: [
        { groupId: 'hand', how: 'direct' },
        { groupId: 'first', how: 'rule' },
        { groupId: 'second', how: 'rule' },
        { groupId: 'above', how: 'nested' },
      ],
      licences: [
        aPath({ productId: 'own', disabledPlans: ['own off'] }),
        aPath({ productId: 'first', groupId: 'first', disabledPlans: ['first off'] }),
        aPath({ productId: 'second', groupId: 'second' }),
        aPath({ productId: 'waiting', groupId: 'hand', state: 'error', error: 'no_seats' }),
      ],
    },
    { ...aSnapshot().tenant, groups, products },
    0,
  )
  expect(facts.memberOf).toEqual(['hand', 'first'])
  expect(facts.plans?.().map((plan) => plan.servicePlanId)).toEqual(['own on', 'first on'])
})
