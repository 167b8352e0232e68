import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import { type AppRow, findAppSettings } from '../store/apps.ts'
import { type CertificateRow, deleteCertificate, insertCertificate, listCertificates } from '../store/certificates.ts'
import { appendJournal } from '../store/journal.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { takeTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'
import { allow, aroundChange } from './apply-changes.ts'
import { readCertificate } from './certificate.ts'
import { asReaderOfApps } from './directory.ts'
import { actorOf, mustHaveProved, type Viewer } from './viewer.ts'

/** What is said of a certificate that an app is to prove itself with; `certificate` as PEM or base64. */
export type WantedCertificate = {
  readonly certificate: string
  readonly id?: string
  readonly displayName?: string | null
  readonly startsAt?: number
  readonly expiresAt?: number
}

/** What is to become of a list: certificates that stay, by id alone, and new ones. */
export type Wanted = WantedCertificate | { readonly id: string; readonly certificate?: never }

/** The certificates of apps, by app. */
export function certificatesOf(admit: Admit, viewer: Viewer, appIds: readonly string[]) {
  return asReaderOfApps(admit, viewer, appIds, async (t) => {
    const found = new Map<string, readonly CertificateRow[]>()
    for (const id of appIds) found.set(id, await listCertificates(t, id))
    return found
  })
}

/** Has an app prove itself with one more certificate; for who may change the app's registration and has proved anew who they are. */
export function addCertificate(
  admit: Admit,
  viewer: Viewer,
  appId: string,
  wanted: WantedCertificate,
): Promise<CertificateRow> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const app = await changeable(admit, t, viewer, appId)
    return add(admit, t, viewer, app, wanted, randomUUID())
  })
}

/** Takes a certificate of an app away, at once. Throws `app.certificate_not_found`. */
export function removeCertificate(admit: Admit, viewer: Viewer, appId: string, id: string): Promise<void> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await changeable(admit, t, viewer, appId)
    await remove(admit, t, viewer, appId, id, randomUUID())
  })
}

/** Makes these the app's certificates, within a transaction at hand: those named stay, new ones come, all others go. */
export async function replaceCertificates(
  admit: Admit,
  t: TenantDb,
  viewer: Viewer,
  appId: string,
  wanted: readonly Wanted[],
  operationId: string,
): Promise<void> {
  const app = await changeable(admit, t, viewer, appId)
  await takeTurn(t)
  const before = await listCertificates(t, appId)
  // Who reads the list with its keys and sends it back means the same certificates.
  const asked = wanted.map((one) => {
    const thumbprint = one.certificate === undefined ? null : readCertificate(one.certificate).thumbprint
    const known = before.find((row) => (thumbprint === null ? row.id === one.id : row.thumbprint === thumbprint))
    if (known === undefined && one.certificate === undefined) throw new AppError('app.certificate_not_found')
    return { known, one }
  })
  const gone = before.filter((row) => !asked.some(({ known }) => known === row))
  const made = asked.flatMap(({ known, one }) => (known === undefined ? [one as WantedCertificate] : []))
  for (const { id } of gone) await remove(admit, t, viewer, appId, id, operationId)
  for (const one of made) await add(admit, t, viewer, app, one, operationId)
}

/** The app, where it is none of ours, which prove themselves to nobody. */
export async function itself(t: TenantDb, appId: string): Promise<AppRow> {
  const app = await findAppSettings(t, appId)
  if (app === null) throw new AppError('app.not_found')
  if (app.isOwn) throw new AppError('app.is_own')
  return app
}

/** The app, where the viewer may change what it proves itself with; throws where they may not. */
export async function changeable(admit: Admit, t: TenantDb, viewer: Viewer, appId: string): Promise<AppRow> {
  const app = await itself(t, appId)
  const change = { do: 'put_app' as const, app }
  // A certificate is all the app can do: whoever adds one must be allowed to give the app's permissions (SEC-31).
  allow(viewer, change, await aroundChange(t, change, admit.now()))
  return app
}

/** Has the app prove itself with one more certificate, within a transaction of whoever may say so. */
export async function add(
  admit: Admit,
  t: TenantDb,
  viewer: Viewer,
  { id: appId, isPublicClient }: AppRow,
  wanted: WantedCertificate,
  operationId: string,
): Promise<CertificateRow> {
  if (isPublicClient) throw new AppError('change.not_possible')
  const at = admit.now()
  mustHaveProved(viewer, at)
  const { der, thumbprint, subject, notBefore, notAfter } = readCertificate(wanted.certificate)
  const startsAt = Math.max(wanted.startsAt ?? notBefore, notBefore)
  const expiresAt = Math.min(wanted.expiresAt ?? notAfter, notAfter)
  if (expiresAt <= Math.max(startsAt, at))
    throw new AppError('app.certificate_over', { hint: 'A certificate ends after it begins, and not yet.' })
  const said = wanted.displayName ?? (subject.replace(/^.*?\bCN=([^,]+).*$/s, '$1').slice(0, 256) || 'Certificate')
  const id = wanted.id ?? randomUUID()
  const kept = { id, displayName: said, subject, certificate: der, thumbprint, createdAt: at, startsAt, expiresAt }
  await takeTurn(t)
  if (!(await insertCertificate(t, appId, kept))) throw new AppError('app.certificate_exists')
  const after = { displayName: said, subject, thumbprint, startsAt, expiresAt }
  await write(t, viewer, at, operationId, { do: 'add_certificate', appId, certificateId: id }, { after })
  return kept
}

/** Takes a certificate away, within a transaction of whoever may say so. */
export async function remove(
  admit: Admit,
  t: TenantDb,
  viewer: Viewer,
  appId: string,
  id: string,
  operationId: string,
) {
  mustHaveProved(viewer, admit.now())
  await takeTurn(t)
  const before = (await listCertificates(t, appId)).find((one) => one.id === id)
  if (before === undefined) throw new AppError('app.certificate_not_found')
  await deleteCertificate(t, appId, id)
  const { displayName, subject, thumbprint } = before
  const change = { do: 'remove_certificate', appId, certificateId: id } as const
  await write(t, viewer, admit.now(), operationId, change, { before: { displayName, subject, thumbprint } })
}

const write = (
  t: TenantDb,
  viewer: Viewer,
  at: number,
  operationId: string,
  change: {
    readonly do: 'add_certificate' | 'remove_certificate'
    readonly appId: string
    readonly certificateId: string
  },
  sides: { readonly before?: object; readonly after?: object },
) =>
  appendJournal(t, { ...actorOf(viewer), reason: null, operationId, at }, [
    { kind: change.do, entity: 'app', entityId: change.appId, payload: { change, ...sides } },
  ])
