import type { Admit } from '../../app/admit.ts'
import { addKey, removeKey } from '../../app/roll-key.ts'
import { type Api, byId } from './api.ts'
import { done } from './carry-out.ts'
import { addedKey, keyCredentialShape, newKey, removedKey } from './key-credentials.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']

/** Rolling the keys of an app by showing to have one of them, as Graph has it: `addKey` and `removeKey`. */
export function keyRoutes(app: Api, admit: Admit, noun: string): void {
  app.post(`/v1.0/${noun}/:id/addKey`, { schema: { tags, params: byId, body: addedKey } }, async (request) => {
    const { keyCredential, proof } = request.body
    const made = await addKey(admit, await viewerOf(admit, request), request.params.id, newKey(keyCredential), proof)
    return {
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#microsoft.graph.keyCredential`,
      ...keyCredentialShape(made, 'without'),
    }
  })
  app.post(
    `/v1.0/${noun}/:id/removeKey`,
    { schema: { tags, params: byId, body: removedKey } },
    async (request, reply) => {
      const { keyId, proof } = request.body
      await removeKey(admit, await viewerOf(admit, request), request.params.id, keyId, proof)
      return done(reply)
    },
  )
}
