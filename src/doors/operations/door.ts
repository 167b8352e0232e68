import type { FastifyInstance } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { healthOf, isDatabaseThere } from '../../app/health.ts'

/** For whoever operates the server: is it alive, is it ready, and what does it lack. */
export function operationsDoor(app: FastifyInstance, admit: Admit): void {
  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    const isReady = await isDatabaseThere(admit)
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'database away' })
  })
  // What the mail server said is for administrators, and in the log.
  app.get('/health', async (_, reply) => {
    const health = await healthOf(admit)
    return reply.code(health.status === 'away' ? 503 : 200).send(health)
  })
}
