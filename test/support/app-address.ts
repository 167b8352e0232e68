import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a browser brought to an app's redirect address. */
export type Brought = { readonly url: URL; readonly form: URLSearchParams | null }

/** The redirect address of an app under test: takes whatever a browser brings there. */
export async function listenAsApp(): Promise<{
  readonly origin: string
  /** The last answer brought, taken away; throws when none was. */
  readonly taken: () => Brought
  readonly stop: () => Promise<void>
}> {
  let last: Brought | null = null
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    if (url.pathname !== '/favicon.ico')
      last = { url, form: request.method === 'POST' ? new URLSearchParams(Buffer.concat(chunks).toString()) : null }
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Back at the app</h1>')
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    taken() {
      if (last === null) throw new Error('nobody came back to the app')
      const brought = last
      last = null
      return brought
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
