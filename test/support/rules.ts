import fc from 'fast-check'
import type { Leaf, Literal, Operator, Rule } from '../../src/core/membership/rule.ts'

const from = <T>(list: readonly T[]) => fc.constantFrom(...list)
const span = { start: 0, end: 0 }

/** Texts that are easy to compare wrongly: case beyond ASCII, wildcards of SQL, empty, cut short, quotes. */
export const hardTexts = [
  'Sales',
  'SALES',
  'sales emea',
  'Sal',
  '',
  ' ',
  'Straße',
  'STRASSE',
  'İstanbul',
  'istanbul',
  'ΟΔΟΣ',
  'οδος',
  'οδοσ',
  'ÉCOLE',
  'école',
  'K', // the sign of Kelvin
  'k',
  'ſ',
  '100%',
  '100_',
  'a\\b',
  "O'Brien",
  '"quoted"',
  '😀 team',
  '😀',
  '\uffff',
  '\u{10ffff}',
  'null',
  'true',
] as const

const patterns = [
  '^sal',
  'sales?',
  'al.s',
  '^$',
  'k',
  '^(a|b)',
  'emea$',
  '\\d+',
  's*ales',
  '',
  '[é-ü]cole',
  '^100',
  '\\bemea',
  's{1,1000}',
] as const

/** Groups and people that rules name. */
export type Named = { readonly groupIds: readonly string[]; readonly personIds: readonly string[] }

const texts = [
  'department',
  'jobTitle',
  'city',
  'employeeId',
  'extensionAttribute3',
  'displayName',
  'userType',
  'userPrincipalName',
  'mobile',
  'telephoneNumber',
  'passwordPolicies',
]
const booleans = ['accountEnabled', 'dirSyncEnabled']

const textValue = fc.oneof(from<Literal>(hardTexts), from<Literal>(['Member', 'guest', null]))
const leaf = (property: string, operator: Operator, values: readonly Literal[]): Leaf => {
  return { kind: 'leaf', property, operator, values, span }
}

const parts = ['startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'] as const
const textLeaf = (property: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(property, from(['eq', 'ne'] as const), textValue).map(([p, o, v]) => leaf(p, o, [v])),
    fc.tuple(property, from(parts), from<Literal>(hardTexts)).map(([p, o, v]) => leaf(p, o, [v])),
    fc
      .tuple(property, from(['in', 'notIn'] as const), fc.array(textValue, { minLength: 1, maxLength: 4 }))
      .map(([p, o, v]) => leaf(p, o, v)),
    fc.tuple(property, from(['match', 'notMatch'] as const), from(patterns)).map(([p, o, v]) => leaf(p, o, [v])),
  )

const booleanLeaf = fc
  .tuple(from(booleans), from(['eq', 'ne'] as const), from<Literal>([true, false, null]))
  .map(([p, o, v]) => leaf(p, o, [v]))

/** Within a second, at its edges, and far away. */
const instants = [0, 1, 500, 999, 1000, 15 * 86_400_000].map((more) => Date.UTC(2030, 0, 15, 9) + more)

const dateLeaf = fc
  .tuple(
    from(['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const),
    from<Literal>([
      ...[{ daysFromNow: 0 }, { daysFromNow: -30 }, { daysFromNow: 9_000_000 }, { daysFromNow: -9_000_000 }],
      ...instants.map((date) => ({ date, text: new Date(date).toISOString() })),
      null,
    ]),
  )
  .map(([o, v]) => leaf('employeeHireDate', o, [v]))

/** Any rule over the properties that `hardAttributes` fills, at most so deep. */
export function aRule({ groupIds, personIds }: Named): fc.Arbitrary<Rule> {
  const item = fc.letrec<{ one: Rule }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 2 },
      textLeaf(fc.constant('_')),
      tie('one').map((part): Rule => ({ kind: 'not', part, span })),
      fc.array(tie('one'), { minLength: 2, maxLength: 2 }).map((parts): Rule => ({ kind: 'or', parts, span })),
    ),
  })).one
  return fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: textLeaf(from(texts)) },
      { weight: 1, arbitrary: booleanLeaf },
      { weight: 1, arbitrary: dateLeaf },
      {
        weight: 1,
        arbitrary: fc
          .subarray([...groupIds, 'no id'], { minLength: 1 })
          .map((ids): Rule => ({ kind: 'memberOf', groupIds: ids, span })),
      },
      {
        weight: 1,
        arbitrary: from([...personIds, 'no id']).map((managerId): Rule => ({ kind: 'directReports', managerId, span })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(from(['any', 'all'] as const), from(['otherMails', 'proxyAddresses']), item)
          .map(([kind, property, inner]): Rule => ({ kind, property, inner, span })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(from(['any', 'all'] as const), from(['servicePlanId', 'service', 'capabilityStatus']), from(planTexts))
          .map(
            ([kind, field, text]): Rule => ({
              kind,
              property: 'assignedPlans',
              inner: leaf(field, 'eq', [text]),
              span,
            }),
          ),
      },
      { weight: 2, arbitrary: tie('rule').map((part): Rule => ({ kind: 'not', part, span })) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(from(['and', 'or'] as const), fc.array(tie('rule'), { minLength: 2, maxLength: 3 }))
          .map(([kind, parts]): Rule => ({ kind, parts, span })),
      },
    ),
  })).rule
}

const planTexts = ['files', 'FILES', 'mail', 'Enabled', 'Deleted', null] as const

const anything = fc.oneof(from<unknown>(hardTexts), from<unknown>([null, true, false, 0, 7, ['a', 'Sales'], []]))

/** Attributes of the right kind and of the wrong one, there and not there. */
export const hardAttributes: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    department: anything,
    jobTitle: anything,
    city: anything,
    employeeId: anything,
    extensionAttribute3: anything,
    mobilePhone: anything,
    businessPhones: fc.oneof(fc.array(from(hardTexts), { maxLength: 2 }), anything),
    dirSyncEnabled: from<unknown>([true, false, null, 'true']),
    employeeHireDate: from<unknown>([
      Date.UTC(2030, 0, 1),
      Date.UTC(2030, 0, 15, 9),
      '2030-01-01',
      '2029-12-16T09:00:00Z',
      ...instants.map((at) => new Date(at).toISOString()),
      ...instants.map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`),
      ...['2030-01-15T10:00:00+01:00', '2030-02-30T00:00:00Z', '2030-01-31T00:00:00Z', '0000-01-01T00:00:00Z'],
      'never',
      null,
      true,
    ]),
    otherMails: fc.oneof(fc.array(from(hardTexts), { maxLength: 3 }), anything),
    proxyAddresses: fc.oneof(fc.array(anything, { maxLength: 3 }), anything),
  },
  { requiredKeys: [] },
)
