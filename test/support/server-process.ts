import { type ChildProcess, spawn } from 'node:child_process'
import { expect } from 'vitest'
import { freePorts } from './free-ports.ts'

/** The server with the demo company as `npm start` starts it, as a process of its own; whoever starts it stops it. */
export async function startedServer(
  dataDir: string,
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ readonly server: ChildProcess; readonly port: number }> {
  const [port, tls, crm] = (await freePorts(3)) as [number, number, number]
  const server = spawn('node_modules/.bin/node', ['src/main.ts', '--demo'], {
    env: {
      ...process.env,
      ...settings,
      ...{ ADMIT_DATA: dataDir, DATABASE_URL: databaseUrl, ADMIT_LOG: 'error' },
      ...{ ADMIT_PORT: String(port), ADMIT_TLS_PORT: String(tls), ADMIT_CRM_PORT: String(crm) },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of server.stdout as NonNullable<ChildProcess['stdout']>) {
    said += String(chunk)
    if (said.includes('Admit is running')) break
  }
  expect(said).toContain('Admit is running')
  return { server, port }
}
