import Provider, {
  type Adapter,
  type AdapterFactory,
  type AdapterPayload,
  errors,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import {
  consumeArtifact,
  destroyArtifact,
  findArtifact,
  findArtifactByUid,
  findArtifactByUserCode,
  markUsed,
  putArtifact,
  revokeGrant,
} from '../../app/artifacts.ts'
import { isClientDeleted } from '../../app/deleted-apps.ts'
import { commit, newWrites, type Writes } from '../../app/writes.ts'
import { assertionIn } from './client-assertion.ts'
import { clientMetadata } from './client-metadata.ts'
import { factsOf } from './request-facts.ts'

/** Where the provider keeps its codes, tokens, grants and sessions: PostgreSQL, within the tenant. Clients come from the directory. */
export function adapterFor(admit: Admit, tenantId: string): AdapterFactory {
  // A request writes everything at its end (`dress.ts`); what is done outside of one is written at once.
  const within = async <T>(work: (writes: Writes) => T | Promise<T>): Promise<T> => {
    const ours = Provider.ctx === undefined ? undefined : factsOf(Provider.ctx)?.writes
    const writes = ours ?? newWrites()
    const done = await work(writes)
    if (ours === undefined) await commit(admit, tenantId, writes)
    return done
  }
  return (model: string): Adapter => {
    if (model === 'Client')
      return {
        find: async (id) => {
          const assertion = assertionIn((Provider.ctx as KoaContextWithOIDC | undefined)?.oidc?.params)
          const found = await clientMetadata(admit, tenantId, id, assertion)
          if (found === null && Provider.ctx !== undefined && (await isClientDeleted(admit, tenantId, id)))
            factsOf(Provider.ctx as KoaContextWithOIDC).refusal = deleted
          return (found ?? undefined) as AdapterPayload | undefined
        },
        upsert: notHere,
        findByUserCode: notHere,
        findByUid: notHere,
        consume: notHere,
        destroy: notHere,
        revokeByGrantId: notHere,
      }
    return {
      upsert: (id, payload, expiresIn) =>
        within((writes) => putArtifact(admit, writes, model, id, payload, expiresIn ?? 0)),
      find: (id) =>
        within((writes) => findArtifact(admit, tenantId, writes, model, id)) as Promise<AdapterPayload | undefined>,
      findByUid: async (uid) => (await findArtifactByUid(admit, tenantId, model, uid)) as AdapterPayload | undefined,
      findByUserCode: async (code) =>
        (await findArtifactByUserCode(admit, tenantId, model, code)) as AdapterPayload | undefined,
      consume: (id) =>
        within(async (writes) => {
          if (!usedOnce.has(model)) return markUsed(writes, model, id)
          if (await consumeArtifact(admit, tenantId, model, id)) return
          // Two came with it at the same moment: one of them has no right to it, and nobody knows which (SEC-19).
          const { grantId } = (await findArtifact(admit, tenantId, writes, model, id)) ?? {}
          if (typeof grantId === 'string') await revokeGrant(admit, tenantId, writes, grantId)
          throw new errors.InvalidGrant('authorization code already consumed')
        }),
      destroy: (id) => within((writes) => destroyArtifact(writes, model, id)),
      revokeByGrantId: (grantId) => within((writes) => revokeGrant(admit, tenantId, writes, grantId)),
    }
  }
}

/** What whoever comes for a deleted app is told, under the number of one that is not there. */
const deleted = {
  number: 700016,
  text: 'The app was deleted here. For 30 days an administrator can restore it.',
  error: 'invalid_client',
}

/** Codes. A refresh token has a moment of grace for two tabs (`refresh.ts`), after which the provider ends its family. */
const usedOnce = new Set(['AuthorizationCode', 'DeviceCode'])

async function notHere(): Promise<never> {
  throw new Error('clients are kept in the directory, not by the provider')
}
