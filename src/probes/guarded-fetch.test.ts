import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../test/support/certificates.ts'
import { guardedFetch, mayBeAsked, NotFetched } from './guarded-fetch.ts'

const servers: Server[] = []
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server on this machine that answers so. */
async function serving(answer: RequestListener): Promise<{ readonly url: string; readonly port: number }> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port }
}

const here = { ranges: ['127.0.0.0/8', '::1/128'] }
const why = async (url: string, guard = here, limits?: Parameters<typeof guardedFetch>[1]) => {
  const error = await guardedFetch(guard, limits)(url).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(NotFetched)
  return (error as NotFetched).what
}

describe('SEC-41: which addresses may be asked', () => {
  const open = { ranges: [] }
  it.each(['8.8.8.8', '203.0.114.9', '2606:4700::1111'])('%s: it is public', (address) =>
    expect(mayBeAsked(address, open)).toBe(true),
  )
  it.each([
    ...['127.0.0.1', '127.9.9.9', '::1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd00:ec2::254'],
    ...['169.254.169.254', 'fe80::1', '224.0.0.1', 'ff02::1', '0.0.0.0', '::', '255.255.255.255', '240.0.0.1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '2002:7f00:1::'],
    ...['not an address', '127.0.0.1.example', ''],
  ])('%s: not unless the server is configured for it', (address) => expect(mayBeAsked(address, open)).toBe(false))

  it('what the configuration names, and nothing beside it', () => {
    const guard = { ranges: ['10.1.0.0/16', '192.168.1.7', 'fd12:3456::/32'] }
    for (const address of ['10.1.255.1', '192.168.1.7', 'fd12:3456::9', '::ffff:10.1.0.1'])
      expect(mayBeAsked(address, guard), address).toBe(true)
    for (const address of ['10.2.0.1', '192.168.1.8', 'fd12:3457::9', '127.0.0.1'])
      expect(mayBeAsked(address, guard), address).toBe(false)
  })

  it('never where machines keep their credentials, whatever is configured', () => {
    const guard = { ranges: ['0.0.0.0/0', '::/0'] }
    for (const address of ['169.254.169.254', 'fe80::1', '224.0.0.1', '0.0.0.0', '::ffff:169.254.169.254'])
      expect(mayBeAsked(address, guard), address).toBe(false)
  })
})

describe('SEC-41, SEC-27: a fetch that is no cannon', () => {
  it('reads what is there, and says to the server which host it is asked for', async () => {
    const hosts: (string | undefined)[] = []
    const { port } = await serving((request, response) => {
      hosts.push(request.headers.host)
      response.writeHead(201, { 'content-type': 'text/plain' }).end('hello')
    })
    const answer = await guardedFetch(here)(`http://localhost:${port}/a?b=c`, {
      method: 'POST',
      body: new URLSearchParams('d=e'),
    })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      201,
      'text/plain',
      'hello',
    ])
    expect(hosts).toEqual([`localhost:${port}`])
  })

  it('asks nobody within, by whatever name, unless the server is configured for it', async () => {
    let asked = 0
    const { port } = await serving((_, response) => {
      asked++
      response.end()
    })
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])
      expect(await why(`http://${host}:${port}/`, { ranges: [] })).toMatch(/not public/)
    expect(asked).toBe(0)
  })

  it('speaks http to this machine alone, and nothing else than http', async () => {
    expect(await why('http://10.1.2.3/', { ranges: ['10.0.0.0/8'] })).toBe('only https is asked')
    for (const address of ['ftp://127.0.0.1/', 'file:///etc/passwd', 'data:text/plain,x'])
      expect(await why(address)).toBe('only https is asked')
    expect(await why('https://user:secret@127.0.0.1/')).toMatch(/password in the address/)
  })

  it('follows nobody elsewhere', async () => {
    const paths: (string | undefined)[] = []
    const { url } = await serving((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/inside' }).end()
    })
    expect(await why(`${url}/outside`)).toMatch(/do not follow/)
    expect(paths).toEqual(['/outside'])
  })

  it('waits no longer than its time, be it for the first byte or for the last', async () => {
    const { url } = await serving((request, response) => {
      if (request.url === '/drips') response.writeHead(200).write('a')
    })
    const limits = { milliseconds: 150, bytes: 1000 }
    for (const path of ['/silent', '/drips']) {
      const began = performance.now()
      expect(await why(url + path, here, limits)).toBe('it did not answer within 0.15 seconds')
      expect(performance.now() - began).toBeLessThan(2_000)
    }
  })

  it('reads no more than so many bytes, whatever the length said', async () => {
    const { url } = await serving((_, response) => {
      response.writeHead(200)
      for (let i = 0; i < 40; i++) response.write(Buffer.alloc(16 * 1024))
      response.end()
    })
    expect(await why(url)).toBe('its answer is larger than 256 kB')
  })

  it('trusts a certificate only for the name that was asked', async () => {
    const { pem: cert, keyPem: key } = await makeCertificate('P-256')
    const server = createTls({ cert, key }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await why(`https://localhost:${port}/`)).toMatch(/^its certificate is not one to trust/)
    expect(await why(`https://localhost:${port}/`, { ...here, ca: [cert] } as typeof here)).toMatch(/certificate/)
  })

  it('says what is wrong where nobody is', async () => {
    expect(await why('http://127.0.0.1:9/')).toBe('nobody listens there')
    expect(await why('https://nowhere.invalid/')).toBe('its name is not found in DNS')
    expect(await why('nonsense')).toBe('the address is none')
  })
})
