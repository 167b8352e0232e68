import fc from 'fast-check'
import { closedReset } from '../../src/core/recovery/reset-rules.ts'
import type { Change } from '../../src/core/changes/change.ts'

/** What random changes are about: ids of people, of groups filled by hand and by rules, and of products. */
export type Cast = {
  readonly people: readonly string[]
  readonly assigned: readonly string[]
  readonly dynamic: readonly string[]
  readonly products: readonly string[]
}

/** The nth of these products as it is bought; some have plans that exclude or need those of others. */
export function productFor(products: readonly string[], n: number, seats: number, isTied: boolean) {
  const plan = { id: `plan-${n}`, name: `Plan ${n}` }
  const ties = [{}, { requires: ['plan-0'] }, { excludes: ['plan-3'] }, {}][n] ?? {}
  return {
    id: products[n] as string,
    name: `Product ${n}`,
    plans: [isTied ? { ...plan, ...ties } : plan],
    status: 'enabled' as const,
    expiresAt: null,
    seats,
  }
}

/** Any change that memberships or licences may follow from; some of them the directory refuses. */
export function aMove({ people, assigned, dynamic, products }: Cast): fc.Arbitrary<Change> {
  const from = <T>(list: readonly T[]) => fc.constantFrom(...list)
  const accountId = from(people)
  const productId = from(products)
  const groupId = from([...assigned, ...dynamic])
  /** The nth product, with its plan on or off; now and then with one that it has not. */
  const licence = fc.tuple(fc.nat(products.length - 1), from(['on', 'on', 'off', 'other'])).map(([n, plan]) => ({
    productId: products[n] as string,
    disabledPlans: plan === 'on' ? [] : plan === 'off' ? [`plan-${n}`] : ['no such plan'],
  }))
  const withLicence = (kind: Change['do'], fields: Record<string, fc.Arbitrary<unknown>>, weight: number) => ({
    weight,
    arbitrary: fc.tuple(fc.record(fields), licence).map(([rest, given]) => ({ do: kind, ...rest, ...given }) as Change),
  })
  const rules = [
    'user.department -eq "Sales"',
    'user.department -startsWith "s" -and user.accountEnabled -eq true',
    'user.department -ne "Sales"',
    'user.displayName -match "^person 1"',
    `user.memberOf -any (group.objectId -in ['${assigned[0]}'])`,
    `user.memberOf -any (group.objectId -in ['${dynamic[0]}', '${assigned[1]}'])`,
    'user.assignedPlans -any (assignedPlan.servicePlanId -eq "plan-0" -and assignedPlan.capabilityStatus -eq "Enabled")',
    '-not (user.assignedPlans -any (assignedPlan.servicePlanId -eq "plan-3"))',
    `Direct Reports for "${people[0]}"`,
    'user.employeeHireDate -ge system.now -minus p30d',
    'user.employeeHireDate -le 2030-01-09T23:00:00-01:00',
    'user.department -endsWith "ES" -or user.department -notEndsWith "e" -and user.department -match "\\bleg"',
    'user.otherMails -startsWith "a" -and user.otherMails -notEndsWith "b.example"',
  ]
  const make = (kind: Change['do'], fields: Record<string, fc.Arbitrary<unknown>>, weight = 2) => ({
    weight,
    arbitrary: fc.record(fields).map((rest) => ({ do: kind, ...rest }) as Change),
  })
  return fc.oneof(
    make(
      'set_attribute',
      { accountId, name: fc.constant('department'), value: from(['Sales', 'Service', 'Legal', null]) },
      6,
    ),
    make('set_attribute', { accountId, name: fc.constant('usageLocation'), value: from(['FR', 'FR', '', null]) }, 2),
    make(
      'set_attribute',
      { accountId, name: fc.constant('employeeHireDate'), value: from(['2030-01-10', '2030-01-10T00:00:00Z', 5]) },
      1,
    ),
    make(
      'set_attribute',
      {
        accountId,
        name: fc.constant('otherMails'),
        value: from([[], ['A@a.example'], ['x@a.example', 'a@B.example']]),
      },
      1,
    ),
    make('update_account', { accountId, set: from([{ managerId: people[0] }, { managerId: null }]) }),
    make(
      'set_self_service_reset',
      { rules: from([closedReset, { who: 'everybody', groupId: null, proofs: 2, methods: ['email', 'sms'] }]) },
      1,
    ),
    make('set_banned_words', { words: from([[], ['falcon']]) }, 1),
    make('set_password_history', { count: from([0, 3, 5]) }, 1),
    make('set_temporary_password_days', { days: from([1, 7, 30]) }, 1),
    make('allow_method', { kind: from(['totp', 'email']), to: from(['everybody', 'nobody']) }, 1),
    make(
      'require_details',
      { of: from(['member', 'guest']), details: from([[], ['city'], ['givenName', 'country']]) },
      1,
    ),
    make('set_stay_signed_in', { days: from([0, 14, 30]) }, 1),
    make(
      'set_branding',
      {
        name: from([null, 'Meridian Group']),
        accent: from([null, '#5b2a86']),
        text: from([null, 'Extension 4711 helps.']),
        logo: from([null]),
      },
      1,
    ),
    make('set_usage_location', { country: from([null, 'SE']) }, 1),
    make('block_account', { accountId }, 1),
    make('enable_account', { accountId }, 1),
    make('delete_account', { accountId }),
    make('restore_account', { accountId }, 3),
    make('add_to_group', { accountId, groupId: from(assigned) }, 6),
    make('remove_from_group', { accountId, groupId: from(assigned) }, 3),
    make('edit_rule', { groupId: from(dynamic), rule: from([...rules, ...rules, null]) }, 3),
    make('nest_group', { childId: groupId, parentId: groupId }, 1),
    make('unnest_group', { childId: groupId, parentId: groupId }, 1),
    withLicence('assign_group_licence', { groupId }, 4),
    make('remove_group_licence', { groupId, productId }),
    withLicence('assign_licence', { accountId }, 3),
    make('remove_licence', { accountId, productId }),
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(products.length - 1), from([0, 2, 4, 9]), fc.boolean())
        .map(([n, seats, isTied]): Change => ({ do: 'put_product', product: productFor(products, n, seats, isTied) })),
    },
  )
}
