import { personalProvider, realmId } from '../../src/core/federation/personal.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { findAccountByName } from '../../src/store/accounts.ts'
import { withTenant } from '../../src/store/store.ts'
import type { Served } from '../setup/server.ts'
import type { mailServer } from './mail-server.ts'
import { Visitor } from './visitor.ts'

export const personalPassword = 'tulip granite swims 9'

/** What lets personal accounts come to an organisation, or not any more. */
export const admitting = (guests: 'welcome' | 'none' = 'welcome'): Change => ({
  do: 'put_identity_provider',
  provider: personalProvider({ guests, secondFactor: 'trusted' }),
})

type Smtp = Awaited<ReturnType<typeof mailServer>>

/** The code in the newest of so many letters to an address. */
export async function codeTo(smtp: Smtp, address: string, letters: number): Promise<string> {
  return /\b\d{8}\b/.exec((await smtp.to(address, letters)).at(-1)?.email.text ?? '')?.[0] as string
}

/** A browser whose reader has shown that an address is theirs, and is asked for a name and a password. */
export async function proving(
  served: Pick<Served, 'origin'>,
  smtp: Smtp,
  address: string,
  { letters = 1, visitor = new Visitor() } = {},
): Promise<Visitor> {
  await visitor.open(`${served.origin}/consumers/signup`)
  await visitor.send({ address })
  await visitor.send({ code: await codeTo(smtp, address, letters) })
  return visitor
}

/** Somebody signs up, and is where that leads. */
export async function signingUp(
  served: Pick<Served, 'origin'>,
  smtp: Smtp,
  address: string,
  { name = 'Mia Lund', letters = 1, visitor = new Visitor() } = {},
): Promise<Visitor> {
  await proving(served, smtp, address, { letters, visitor })
  await visitor.send({ name, password: personalPassword, repeat: personalPassword }, '/details')
  return visitor
}

/** The personal account of an address, or null. */
export const personalAccount = (served: Pick<Served, 'running'>, address: string) =>
  withTenant(served.running.admit.store, realmId, (t) => findAccountByName(t, address))
