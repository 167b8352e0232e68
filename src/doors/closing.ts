import { once } from 'node:events'
import type { Server as Http } from 'node:http'
import type { Server as Https } from 'node:https'
import type { Socket } from 'node:net'

/**
 * What closes a server: it takes no new connection, lets what is under way end, and cuts what has not after ten seconds
 * (REL-07). Connections that browsers keep ready, on which nothing was asked yet, count as busy for Node and end at once.
 */
export function closing(server: Http | Https): () => Promise<void> {
  // By the other end: a connection that is encrypted is told twice, and asked on as the second.
  const ready = new Map<string, Socket>()
  const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`
  for (const event of ['connection', 'secureConnection'])
    server.on(event, (socket: Socket) => {
      const name = nameOf(socket)
      ready.set(name, socket)
      socket.once('close', () => ready.delete(name))
    })
  let isClosing = false
  server.on('request', ({ socket }, response) => {
    ready.delete(nameOf(socket))
    // Whoever would keep the connection for a next request asks that of another server.
    response.once('close', () => isClosing && socket.end())
  })
  return async () => {
    isClosing = true
    const over = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    for (const socket of ready.values()) socket.destroy()
    const cut = setTimeout(() => server.closeAllConnections(), 10_000)
    await over
    clearTimeout(cut)
  }
}
