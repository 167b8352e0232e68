import { sql } from 'kysely'
import { changed, json, row, rows, type TenantDb } from './store.ts'

/** What is kept of a passkey: nothing of it is secret. */
export type NewPasskey = {
  readonly credentialId: Buffer
  /** COSE key. */
  readonly publicKey: Buffer
  readonly signCount: number
  readonly transports: readonly string[]
  /** Which make of authenticator it says it is; all zeros where it does not say. */
  readonly aaguid: string
  readonly canBeBackedUp: boolean
  readonly isBackedUp: boolean
  readonly relyingPartyId: string
}

export type Passkey = NewPasskey & { readonly methodId: string; readonly accountId: string }

const columns = sql`m.id as "methodId", m.account_id as "accountId", p.credential_id as "credentialId", p.public_key as "publicKey",
  p.sign_count as "signCount", p.transports, p.aaguid, p.can_be_backed_up as "canBeBackedUp", p.is_backed_up as "isBackedUp",
  p.relying_party_id as "relyingPartyId"`

/** The usable passkeys of a person, the oldest first. */
export function listPasskeys(t: TenantDb, accountId: string): Promise<Passkey[]> {
  return rows(
    t,
    sql<Passkey>`select ${columns} from methods m join passkeys p on p.tenant_id = m.tenant_id and p.method_id = m.id
      where m.tenant_id = ${t.tenantId} and m.account_id = ${accountId} and m.is_usable order by m.created_at, m.id`,
  )
}

/** The usable passkey with this credential id, whosever it is; null when there is none. */
export function findPasskey(t: TenantDb, credentialId: Buffer): Promise<Passkey | null> {
  return row(
    t,
    sql<Passkey>`select ${columns} from passkeys p join methods m on m.tenant_id = p.tenant_id and m.id = p.method_id
      where p.tenant_id = ${t.tenantId} and p.credential_id = ${credentialId} and m.is_usable`,
  )
}

/** Keeps what belongs to a method that is there already; false where the credential is one that is known. */
export async function insertPasskey(t: TenantDb, methodId: string, passkey: NewPasskey): Promise<boolean> {
  const kept = await changed(
    t,
    sql`insert into passkeys (tenant_id, method_id, credential_id, public_key, sign_count, transports, aaguid, can_be_backed_up,
      is_backed_up, relying_party_id)
    values (${t.tenantId}, ${methodId}, ${passkey.credentialId}, ${passkey.publicKey}, ${passkey.signCount},
      ${json(passkey.transports)}, ${passkey.aaguid}, ${passkey.canBeBackedUp}, ${passkey.isBackedUp}, ${passkey.relyingPartyId})
    on conflict (tenant_id, credential_id) do nothing`,
  )
  return kept === 1
}

/**
 * Takes a use for good: true for the one that counts on from where the last one was, false where another use came before or the
 * authenticator counts backwards, which a copy of it does (WebAuthn 3 §6.1.1).
 */
export async function usePasskey(
  t: TenantDb,
  passkey: Pick<Passkey, 'methodId' | 'signCount'>,
  use: { readonly signCount: number; readonly isBackedUp: boolean; readonly at: number },
): Promise<boolean> {
  const counts = use.signCount > 0 || passkey.signCount > 0
  const taken = await changed(
    t,
    sql`update passkeys set sign_count = ${use.signCount}, is_backed_up = ${use.isBackedUp}
      where tenant_id = ${t.tenantId} and method_id = ${passkey.methodId} and (not ${counts} or sign_count < ${use.signCount})`,
  )
  if (taken === 1)
    await changed(
      t,
      sql`update methods set last_used_at = ${use.at} where tenant_id = ${t.tenantId} and id = ${passkey.methodId}`,
    )
  return taken === 1
}
