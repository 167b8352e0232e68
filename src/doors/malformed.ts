import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError, type ErrorCode } from '../errors.ts'

/** Answers what is no HTTP, or has a head longer than anybody needs, with a code as all else is, and closes the connection. */
export function answerMalformed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const [status, code, hint] = refusals[error.code ?? ''] ?? malformed
    const { message } = new AppError(code)
    const answer = JSON.stringify({ error: code, error_description: message, hint, correlation_id: randomUUID() })
    socket.end(
      `HTTP/1.1 ${status}\r\nconnection: close\r\ncache-control: no-store\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`,
    )
  })
}

type Refusal = readonly [status: string, code: ErrorCode, hint: string]

const malformed: Refusal = ['400 Bad Request', 'request.invalid', 'It is no request of HTTP/1.1.']
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'request.too_large',
    'The address and the headers together take 16 kB at most.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request.invalid', 'It did not come whole in time.'],
}
