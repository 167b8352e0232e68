import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DnsServer, startDns } from '../../test/support/dns-server.ts'
import { askTxt } from './dns.ts'

let dns: DnsServer
beforeAll(async () => {
  const long = 'x'.repeat(250)
  dns = await startDns({
    'plain.example': { txt: ['v=spf1 -all', 'admit-verification=one'] },
    'split.example': { txt: [['admit-', 'verification=', 'two']] },
    'large.example': { txt: [...Array.from({ length: 12 }, () => long), 'admit-verification=large'] },
    'many.example': { txt: Array.from({ length: 300 }, (_, i) => `text ${i}`) },
    'nothing.example': {},
    'alias.example': { cname: 'plain.example' },
    'broken.example': { rcode: 'SERVFAIL' },
    'closed.example': { rcode: 'REFUSED' },
    'silent.example': { silent: true },
    'slow.example': { txt: ['late'], delay: 300 },
  })
})
afterAll(() => dns.stop())

const ask = (name: string, servers = [dns.address], timeoutMs = 4000) => askTxt(name, { servers, timeoutMs })

describe('TXT records asked of a real name server', () => {
  it('are told, those in pieces whole', async () => {
    expect(await ask('plain.example')).toEqual({ is: 'records', records: ['v=spf1 -all', 'admit-verification=one'] })
    expect(await ask('split.example')).toEqual({ is: 'records', records: ['admit-verification=two'] })
  })

  it('that do not fit into a datagram are asked for again by TCP, and only so many are looked at', async () => {
    const large = await ask('large.example')
    expect(large).toMatchObject({ is: 'records' })
    expect(large.is === 'records' && large.records.at(-1)).toBe('admit-verification=large')
    expect(dns.asked.some(({ name, over }) => name === 'large.example' && over === 'tcp')).toBe(true)
    expect(await ask('many.example')).toHaveProperty('records.length', 100)
  })

  it('of a name that stands for another are not its own', async () =>
    expect(await ask('alias.example')).toEqual({ is: 'alias', target: 'plain.example' }))

  it('that are not there are told from a name that is not there', async () => {
    expect(await ask('nothing.example')).toEqual({ is: 'no_such_record' })
    expect(await ask('nowhere.example')).toEqual({ is: 'no_such_name' })
  })

  it('are not taken for absent where a server fails, refuses, is slow, silent or dead', async () => {
    expect(await ask('broken.example')).toEqual({ is: 'failed', code: 'SERVFAIL' })
    expect(await ask('closed.example')).toEqual({ is: 'failed', code: 'REFUSED' })
    expect(await ask('slow.example')).toEqual({ is: 'records', records: ['late'] })
    const silent = await ask('silent.example', [dns.address], 1200)
    expect(silent).toMatchObject({ is: 'timeout' })
    expect((silent as { afterMs: number }).afterMs).toBeLessThan(4000)

    const socket = createSocket('udp4').bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    socket.close()
    await once(socket, 'close')
    expect((await ask('plain.example', [`127.0.0.1:${port}`], 2000)).is).toMatch(/^(unreachable|timeout)$/)
    expect(await ask('plain.example', [`127.0.0.1:${port}`, dns.address])).toMatchObject({ is: 'records' })
  })
})
