import { IncomingMessage } from 'node:http'
import { AppError } from '../../errors.ts'

/** As much of a body as the provider takes, in bytes. */
export const bodyLimit = 56 * 1024

/** The whole body of a request. */
export async function bodyOf(raw: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of raw) {
    size += (chunk as Buffer).length
    if (size > bodyLimit) throw new AppError('request.too_large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** The request once more, its body yet to be read. */
export function withBody(raw: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(raw.socket)
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = raw
  Object.assign(copy, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor })
  Object.assign(copy.headers, headers)
  // All of it is here: without that the connection would be taken for one that broke, and closed.
  copy.complete = true
  copy.push(body)
  copy.push(null)
  return copy
}
