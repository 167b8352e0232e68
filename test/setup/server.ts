import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoApps } from '../../demo/apps.ts'
import { type DemoFile, readDemo } from '../../src/app/demo.ts'
import { readConfig } from '../../src/config.ts'
import { type Running, start } from '../../src/main.ts'
import { freshDatabase } from './database.ts'

export type Served = {
  readonly running: Running
  readonly demo: DemoFile
  readonly origin: string
  readonly appsOrigin: string
  readonly stop: () => Promise<void>
}

// Below 32,768, where no connection takes a port by itself; each process begins elsewhere.
let nextPort = 21_000 + (process.pid % 1100) * 10

async function freePort(): Promise<number> {
  const port = nextPort++
  const probe = createServer()
  try {
    probe.listen(port, 'localhost')
    await once(probe, 'listening')
    return port
  } catch {
    return freePort()
  } finally {
    probe.close()
  }
}

/** The whole product as `npm start` runs it, with the demo company, on ports and a database of its own. */
export async function serveDemo(settings: Readonly<Record<string, string>> = {}): Promise<Served> {
  const crmPort = await freePort()
  const { running, origin, stop } = await serve(crmPort, [], settings)
  const demo = await readDemo()
  const apps = await startDemoApps({ port: crmPort, authority: `${origin}/${demo.tenant.id}`, demo })
  return {
    running,
    demo,
    origin,
    appsOrigin: `http://localhost:${crmPort}`,
    async stop() {
      await apps.stop()
      await stop()
    },
  }
}

/** The same with nobody in it yet. */
export async function serveEmpty(): Promise<Pick<Served, 'running' | 'origin' | 'stop'>> {
  return serve(await freePort(), ['--no-demo'])
}

async function serve(
  crmPort: number,
  options: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Pick<Served, 'running' | 'origin' | 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'admit-served-'))
  const config = readConfig(
    {
      ADMIT_PORT: '0',
      ADMIT_TLS_PORT: '0',
      ADMIT_CRM_PORT: String(crmPort),
      ADMIT_DATA: dataDir,
      DATABASE_URL: await freshDatabase(),
      ADMIT_LOG: 'error',
      ...settings,
    },
    options,
  )
  const running = await start(config)
  return {
    running,
    origin: running.config.origins[0] as string,
    async stop() {
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
