import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/store/embedded.ts'
import { startPinned } from './cores.ts'

export type Product = {
  readonly origin: string
  readonly pid: number
  readonly databaseUrl: string
  /** A second, empty database on the same PostgreSQL, for a peer. */
  readonly peerDatabaseUrl: string
  readonly stop: () => Promise<void>
}

/** The whole product with the demo company on the server's core, and a durable PostgreSQL beside the load. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'admit-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') })
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query('create database peer')
  await client.end()
  const [port, crmPort] = [await freePort(), await freePort()]
  const server = startPinned(
    [
      ...(process.env['BENCH_PROF']
        ? ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${process.env['BENCH_PROF']}`]
        : []),
      'src/main.ts',
    ],
    {
      ADMIT_DATA: join(folder, 'data'),
      ADMIT_PORT: String(port),
      ADMIT_TLS_PORT: '0',
      ADMIT_CRM_PORT: String(crmPort),
      DATABASE_URL: postgres.url,
    },
  )
  const stop = async () => {
    await server.stop()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await server.line(/Admit is running/)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    origin: `http://localhost:${port}`,
    pid: server.child.pid as number,
    databaseUrl: postgres.url,
    peerDatabaseUrl: postgres.url.replace(/\/admit$/, '/peer'),
    stop,
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
