import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Apps sign people in in a window they opened, and read its address when it is back at theirs (MSAL's popup): these pages do
 * not cut the window off from who opened it. Every other page of ours does.
 */
export async function openedByApps(_: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cross-origin-opener-policy', 'unsafe-none')
}
