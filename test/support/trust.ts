import { readFileSync } from 'node:fs'
import tls from 'node:tls'

/** Makes every client of this process trust the local certificate authority, as NODE_EXTRA_CA_CERTS does at a start. */
export function trustAuthority(caPath: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(caPath, 'utf8')])
}
