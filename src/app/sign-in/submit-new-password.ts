import { AppError } from '../../errors.ts'
import { standsFrom } from '../../core/sessions/revocation.ts'
import { passwordHashIs } from '../../store/credentials.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { problemWith } from '../passwords/problem-with.ts'
import { hashesOf } from '../passwords/used-before.ts'
import { hashPassword } from '../passwords.ts'
import { emptyBrowser } from './browser.ts'
import { conclude } from './conclude.ts'
import { judge } from './judge.ts'
import { flowStep } from './live.ts'
import type { Step } from './step.ts'
import { asSelf, within } from './under-way.ts'

/** Takes the password somebody chose in place of a temporary or expired one. */
export async function submitNewPassword(
  admit: Admit,
  id: string,
  chosen: { readonly password: string; readonly repeat: string },
): Promise<Step> {
  const due = await within(admit, id, async (t, _, flow) => {
    const { s, step } = await judge(admit, t, flow, admit.now())
    if (step === null || !('ask' in step) || step.ask !== 'new_password' || s.account === null) return null
    return {
      account: s.account,
      organisation: s.tenant,
      atLeast: step.atLeast,
      hashes: await hashesOf(t, s.account.id),
    }
  })
  if (due === null) return flowStep(admit, id, emptyBrowser)

  const problem = await problemWith(admit, chosen, { ...due, person: due.account }, due.hashes)
  const passwordHash = problem === null ? await hashPassword(chosen.password) : null
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (passwordHash === null)
      return conclude(admit, t, hash, { ...flow, failure: { text: problem as string, reference: null } }, now)
    await takeOwnTurn(t)
    // Compare and swap: of two pages open at once, the second one's password is not taken unseen.
    if (!(await passwordHashIs(t, due.account.id, due.hashes.phc))) throw new AppError('change.conflict')
    await asSelf(t, flow, now, { do: 'change_password', accountId: due.account.id }, { passwordHash })
    return conclude(admit, t, hash, { ...flow, credentialAt: standsFrom(now), failure: null }, now)
  })
}
