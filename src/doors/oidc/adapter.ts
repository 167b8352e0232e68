import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import {
  consumeArtifact,
  destroyArtifact,
  findArtifact,
  findArtifactByUid,
  findArtifactByUserCode,
  putArtifact,
  revokeGrant,
} from '../../app/artifacts.ts'
import { clientMetadata } from './client-metadata.ts'

/** Where the provider keeps its codes, tokens, grants and sessions: PostgreSQL, within the tenant. Clients come from the directory. */
export function adapterFor(admit: Admit, tenantId: string): AdapterFactory {
  return (model: string): Adapter => {
    if (model === 'Client')
      return {
        find: async (id) => ((await clientMetadata(admit, tenantId, id)) ?? undefined) as AdapterPayload | undefined,
        upsert: notHere,
        findByUserCode: notHere,
        findByUid: notHere,
        consume: notHere,
        destroy: notHere,
        revokeByGrantId: notHere,
      }
    return {
      upsert: (id, payload, expiresIn) => putArtifact(admit, tenantId, model, id, payload, expiresIn ?? 0),
      find: async (id) => (await findArtifact(admit, tenantId, model, id)) as AdapterPayload | undefined,
      findByUid: async (uid) => (await findArtifactByUid(admit, tenantId, model, uid)) as AdapterPayload | undefined,
      findByUserCode: async (code) =>
        (await findArtifactByUserCode(admit, tenantId, model, code)) as AdapterPayload | undefined,
      async consume(id) {
        if ((await consumeArtifact(admit, tenantId, model, id)) || !usedOnce.has(model)) return
        // Two came with it at the same moment: one of them has no right to it, and nobody knows which (SEC-19).
        const { grantId } = (await findArtifact(admit, tenantId, model, id)) ?? {}
        if (typeof grantId === 'string') await revokeGrant(admit, tenantId, grantId)
        throw new errors.InvalidGrant('authorization code already consumed')
      },
      destroy: (id) => destroyArtifact(admit, tenantId, model, id),
      revokeByGrantId: (grantId) => revokeGrant(admit, tenantId, grantId),
    }
  }
}

/** Codes. A refresh token has a moment of grace for two tabs (`refresh.ts`), after which the provider ends its family. */
const usedOnce = new Set(['AuthorizationCode', 'DeviceCode'])

async function notHere(): Promise<never> {
  throw new Error('clients are kept in the directory, not by the provider')
}
