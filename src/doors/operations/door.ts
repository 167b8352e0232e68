import type { FastifyInstance } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { isDatabaseThere } from '../../app/health.ts'

/** For whoever operates the server: is it alive, is it ready. */
export function operationsDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    const isReady = await isDatabaseThere(admit)
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'database away' })
  })
}
