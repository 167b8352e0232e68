import { sql } from 'kysely'
import { changed, rows, type TenantDb } from './store.ts'

/** A certificate an app proves itself with: the public part, and from when until when it is good. */
export type CertificateRow = {
  readonly id: string
  readonly displayName: string
  readonly subject: string
  /** DER as base64. */
  readonly certificate: string
  /** SHA-256 of the DER, in small hexadecimal letters. */
  readonly thumbprint: string
  readonly createdAt: number
  readonly startsAt: number
  readonly expiresAt: number
}

/** The app's certificates, in the order they were added. */
export function listCertificates(t: TenantDb, appId: string): Promise<CertificateRow[]> {
  return rows(
    t,
    sql<CertificateRow>`select id, display_name as "displayName", subject, certificate, thumbprint, created_at as "createdAt",
      starts_at as "startsAt", expires_at as "expiresAt" from app_certificates where tenant_id = ${t.tenantId} and app_id = ${appId}
      order by created_at, id`,
  )
}

/** Keeps one more certificate of an app; whether it was not there yet, by its id or its thumbprint. */
export async function insertCertificate(t: TenantDb, appId: string, one: CertificateRow): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`insert into app_certificates (tenant_id, app_id, id, display_name, subject, certificate, thumbprint, created_at, starts_at, expires_at)
        values (${t.tenantId}, ${appId}, ${one.id}, ${one.displayName}, ${one.subject}, ${one.certificate}, ${one.thumbprint}, ${one.createdAt},
          ${one.startsAt}, ${one.expiresAt}) on conflict do nothing`,
    )) > 0
  )
}

/** Takes one certificate of an app away; whether there was one. */
export async function deleteCertificate(t: TenantDb, appId: string, id: string): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`delete from app_certificates where tenant_id = ${t.tenantId} and app_id = ${appId} and id = ${id}`,
    )) > 0
  )
}
