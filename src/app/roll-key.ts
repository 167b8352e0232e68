import { createHash, randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { AppRow } from '../store/apps.ts'
import { type CertificateRow, listCertificates } from '../store/certificates.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { takeTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'
import { readCertificate } from './certificate.ts'
import { add, changeable, itself, remove, type WantedCertificate } from './certificates.ts'
import { type KeyProof, readKeyProof } from './key-proof.ts'
import { isFirstUse } from './once.ts'
import type { Viewer } from './viewer.ts'

/** An app's next certificate, for whoever shows to have the key of one that it has; the app itself needs no permission for that. */
export function addKey(
  admit: Admit,
  viewer: Viewer,
  appId: string,
  wanted: WantedCertificate,
  proof: string,
): Promise<CertificateRow> {
  const { thumbprint } = readCertificate(wanted.certificate)
  return proved(admit, viewer, appId, { proof, does: `add ${thumbprint}` }, (t, app) =>
    add(admit, t, viewer, app, wanted, randomUUID()),
  )
}

/** Takes a certificate of an app away, for whoever shows to have the key of one that it has. Throws `app.certificate_not_found`. */
export function removeKey(admit: Admit, viewer: Viewer, appId: string, id: string, proof: string): Promise<void> {
  return proved(admit, viewer, appId, { proof, does: `remove ${id}` }, (t) =>
    remove(admit, t, viewer, appId, id, randomUUID()),
  )
}

/** What is asked with a proof: each proof is good once for each of it (ADR 28). */
type Proved = { readonly proof: string; readonly does: string }

async function proved<T>(
  admit: Admit,
  viewer: Viewer,
  appId: string,
  { proof, does }: Proved,
  work: (t: TenantDb, app: AppRow) => Promise<T>,
): Promise<T> {
  const isItself = viewer.via === 'app' && viewer.appId === appId
  const within = async (t: TenantDb): Promise<readonly [AppRow, KeyProof]> => {
    const app = isItself ? await itself(t, appId) : await changeable(admit, t, viewer, appId)
    return [app, readKeyProof(proof, appId, await listCertificates(t, appId), admit.now())]
  }
  const [, { signed, until }] = await withTenant(admit.store, viewer.tenantId, within)
  const id = createHash('sha256').update(`${signed} ${does}`).digest('base64url')
  if (!(await isFirstUse(admit, viewer.tenantId, { by: `key proof of ${appId}`, id, until })))
    throw new AppError('app.proof_wrong', { hint: 'It was used for this before. Make a new one.' })
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await takeTurn(t)
    // The certificate that proves it may have gone meanwhile.
    const [app] = await within(t)
    return work(t, app)
  })
}
