import { editDistance } from '../core/nearest.ts'
import type { Account } from '../core/snapshot.ts'
import { findAccount, findAccountByName } from '../store/accounts.ts'
import { isNamed, presentAccounts } from '../store/directory-lists.ts'
import type { Condition } from '../store/list-conditions.ts'
import { anyPage, pageOf } from '../store/lists.ts'
import { nearNames } from '../store/names.ts'
import type { Admit } from './admit.ts'
import { asAdministratorWithin } from './directory.ts'
import { mustSeePerson, seenPeople } from './sight.ts'
import { normalisedName } from './sign-in-name.ts'
import type { Viewer } from './viewer.ts'

/** The one meant, or sign-in names: of those who could be meant, or of those whose names look like it. */
export type PersonFound =
  | { readonly is: 'one'; readonly account: Account }
  | { readonly is: 'several' | 'none'; readonly names: readonly string[] }

/** Whom an administrator means: by id, sign-in name, the part before its @, or the whole display name. */
export function findPersonMeant(admit: Admit, viewer: Viewer, text: string): Promise<PersonFound> {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', async (t, sight) => {
    const name = normalisedName(text)
    const exact = (await findAccount(t, text)) ?? (await findAccountByName(t, name))
    if (exact !== null) {
      await mustSeePerson(t, sight, exact.id)
      return { is: 'one', account: exact }
    }

    const first = async (limit: number, where: Condition | null) =>
      (await pageOf(t, presentAccounts, { ...anyPage, where, limit }, seenPeople(t, sight))).items
    const items = await first(50, isNamed(name))
    const meant = items.filter(
      (one) => one.displayName.toLowerCase() === name || one.signInName.split('@')[0]?.toLowerCase() === name,
    )
    const [only, ...more] = meant
    if (only !== undefined && more.length > 0) return { is: 'several', names: meant.map((one) => one.signInName) }
    const account = only === undefined ? null : await findAccount(t, only.id)
    if (account !== null) return { is: 'one', account }

    const begun = items.map((one) => one.signInName)
    const near = [...(sight === 'all' ? await nearNames(t, name) : []), ...begun]
    if (near.length === 0) near.push(...closest(name, await first(1000, null)))
    return { is: 'none', names: [...new Set(near)].slice(0, 5) }
  })
}

/** Sign-in names at most three letters away, as they are or before the @; the closest first. */
function closest(name: string, people: readonly { readonly signInName: string }[]): readonly string[] {
  return people
    .map(({ signInName }) => {
      const own = signInName.toLowerCase()
      const of = name.includes('@') ? own : (own.split('@')[0] as string)
      return { signInName, distance: editDistance(name, of) }
    })
    .filter(({ distance }) => distance <= Math.min(3, Math.floor(name.length / 2)))
    .sort((a, b) => a.distance - b.distance)
    .map(({ signInName }) => signInName)
}
