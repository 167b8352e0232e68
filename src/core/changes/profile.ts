import { detailNames } from '../profile/asked-of.ts'
import { type Detail, detailValue, hasDetail } from '../profile/details.ts'
import { inOrder, mayFillIn, requiredOf, requiredPart } from '../profile/required.ts'
import { groupsReading } from '../profile/rules-reading.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import type { Change } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { listed, person } from './names.ts'
import type { ProfileChange } from './profile-change.ts'

/** Which details an organisation asks of people, and filling them in. */
export const profileChanges: Family<ProfileChange['do']> = {
  require_details: {
    title: ({ of, details }) =>
      details.length === 0 ? `Ask no details of ${of}s` : `Ask ${detailNames(inOrder(details))} of all ${of}s`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ of, details }, s) => {
      const added = inOrder(details).filter((one) => !requiredOf(s.tenant, of).includes(one))
      const kept = added.filter((one) => !mayFillIn(one, s.tenant))
      return [
        ...(added.length > kept.length
          ? ['Whoever lacks one of them fills it in at the next sign-in; apps that they are in go on.']
          : []),
        ...kept.map(
          (one) =>
            `${capital(detailNames([one]))} is read by the rule of ${readersText(s, [one])}: an administrator fills it in, and who lacks it does not get in before.`,
        ),
      ]
    },
    apply(s, { of, details }) {
      if (isSame(requiredOf(s.tenant, of), details)) return s
      const { requiredDetails, ...tenant } = s.tenant
      return { ...s, tenant: { ...tenant, ...requiredPart({ ...requiredDetails, [of]: inOrder(details) }) } }
    },
    inverse: ({ of, details }, { tenant }) => {
      const was = requiredOf(tenant, of)
      return isSame(was, details) ? null : { do: 'require_details', of, details: was }
    },
  },
  complete_profile: {
    title: ({ accountId, details }, s) => `${person(s, accountId)} fills in ${named(details)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'self',
    sideEffects: () => [],
    apply: (s, { accountId, details }) => filled(s, accountId, theirs(s, details)),
    inverse: ({ accountId, details }, s) => takenOut(s, accountId, theirs(s, details)),
  },
  fill_in_profile: {
    title: ({ accountId, details }, s) => `Fill in ${named(details)} of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ details }, s) => {
      const groups = readersText(s, details)
      return groups === '' ? [] : [`What is filled in may move them into ${groups}, or out.`]
    },
    // Whom a rule moves, only what is filled in will tell: it is not guessed here.
    apply: (s, { accountId, details }) => filled(s, accountId, details),
    inverse: ({ accountId, details }, s) => takenOut(s, accountId, details),
  },
}

const named = (details: readonly Detail[]) => detailNames(inOrder(details)) || 'nothing'
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const isSame = (a: readonly Detail[], b: readonly Detail[]) => inOrder(a).join() === inOrder(b).join()

/** The groups whose rules read any of the details. */
function readersText({ tenant }: Snapshot, details: readonly Detail[]): string {
  const names = new Set(details.flatMap((detail) => groupsReading(tenant, detail)))
  return listed([...names].map((name) => `“${name}”`))
}

/** The snapshot with those of the details that were missing; what they say is not known yet. */
function filled(s: Snapshot, accountId: string, details: readonly Detail[]): Snapshot {
  return onAccount(s, accountId, (account) => {
    const missing = missingOf(account, details)
    if (missing.length === 0) return account
    const said = missing.map((detail) => [detail, detailValue(detail, '…')])
    return { ...account, attributes: { ...account.attributes, ...Object.fromEntries(said) } }
  })
}

/** One detail is taken out again; of several, each is. */
function takenOut({ account }: Snapshot, accountId: string, details: readonly Detail[]): Change | null {
  if (account === null || account.id !== accountId) return null
  const [only, ...more] = missingOf(account, details)
  if (only === undefined || more.length > 0) return null
  return { do: 'set_attribute', accountId, name: only, value: account.attributes[only] ?? null }
}

/** What a rule reads is not for people to say of themselves. */
const theirs = ({ tenant }: Snapshot, details: readonly Detail[]) => details.filter((one) => mayFillIn(one, tenant))

const missingOf = (account: Account, details: readonly Detail[]) =>
  inOrder(details).filter((detail) => !hasDetail(account, detail))
