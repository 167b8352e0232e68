/**
 * Tokens per second at the token endpoint: client credentials and rotating refresh, of the whole product and of bare
 * oidc-provider in memory and on PostgreSQL, with the same requests, the same key types and the same load.
 */
import { moveToLoadCore, type Started, startPinned } from './support/cores.ts'
import { bestInTurn, keepAlive, rateOf } from './support/load.ts'
import { preparePeople } from './support/people.ts'
import { startProduct } from './support/product.ts'
import { percentile, report, rounded, sized } from './support/report.ts'
import { signIn } from './support/sign-in.ts'

const connections = sized(16, 2)
const seconds = sized(5, 0.5)
const rounds = sized(3, 1)
const isPinned = moveToLoadCore()

const product = await startProduct()
const peers: Started[] = []
try {
  const { demo, app, people } = await preparePeople(product.databaseUrl, connections)
  const authority = `${product.origin}/${demo.tenant.id}`
  const ours: string[] = []
  for (const person of people) ours.push((await signIn(authority, app, person)).refresh_token)
  const memory = await peer([])
  const postgres = await peer([product.peerDatabaseUrl])

  const path = `/${demo.tenant.id}/oauth2/v2.0/token`
  const automation = { client_id: demo.automation.id, client_secret: demo.automation.secret }
  const bench = { client_id: 'bench', client_secret: app.secret }
  const best = await bestInTurn(rounds, {
    'client, admit': () => grants(product.origin, path, { ...automation, scope: 'api://crm/.default' }),
    'client, memory': () => grants(memory.origin, '/oauth2/v2.0/token', { ...bench, scope: 'api://crm/.default' }),
    'refresh, admit': () => refreshes(product.origin, path, { client_id: app.id, client_secret: app.secret }, ours),
    'refresh, postgres': () => refreshes(postgres.origin, '/oauth2/v2.0/token', bench, postgres.tokens),
    'refresh, memory': () => refreshes(memory.origin, '/oauth2/v2.0/token', bench, memory.tokens),
  })
  const at = (name: string) => best[name]?.perSecond ?? 0
  const client = at('client, admit') / at('client, memory')
  const refresh = at('refresh, admit') / at('refresh, postgres')
  const inMemory = at('refresh, admit') / at('refresh, memory')
  const p95 = (name: string) => `p95 ${rounded(percentile(best[name]?.milliseconds ?? [], 0.95))} ms`
  report(`Tokens (${connections} connections kept alive${isPinned ? '' : ', not pinned'})`, [
    {
      what: `client credentials, ${p95('client, admit')}`,
      figure: `${rounded(at('client, admit'))}/s`,
      beside: `oidc-provider in memory, ${rounded(at('client, memory'))}/s`,
      ratio: `${rounded(client)} ×`,
      target: '≥ 0.9 ×',
      reached: client >= 0.9,
    },
    {
      what: `rotating refresh, ${p95('refresh, admit')}`,
      figure: `${rounded(at('refresh, admit'))}/s`,
      beside: `oidc-provider on PostgreSQL, ${rounded(at('refresh, postgres'))}/s`,
      ratio: `${rounded(refresh)} ×`,
      target: '≥ 1.2 ×',
      reached: refresh >= 1.2,
    },
    {
      what: 'rotating refresh',
      figure: `${rounded(at('refresh, admit'))}/s`,
      beside: `oidc-provider in memory, ${rounded(at('refresh, memory'))}/s`,
      ratio: `${rounded(inMemory)} ×`,
      target: '',
      reached: null,
    },
  ])
} finally {
  for (const one of peers) await one.stop()
  await product.stop()
}

async function peer(args: readonly string[]): Promise<{ readonly origin: string; readonly tokens: string[] }> {
  const started = startPinned(['bench/peers/oidc-provider.ts', String(connections), ...args], {})
  peers.push(started)
  const [, said = ''] = await started.line(/^ready (.+)$/)
  return JSON.parse(said) as { origin: string; tokens: string[] }
}

async function grants(origin: string, path: string, client: Readonly<Record<string, string>>) {
  const http = keepAlive(origin, connections)
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...client }).toString()
  const rate = await rateOf(connections, seconds, async () => {
    const { status, body } = await http.post(path, form)
    if (status !== 200 || !body.includes('"access_token":"ey')) throw new Error(`${origin} answered ${status}: ${body}`)
  })
  http.close()
  return rate
}

/** Each worker has one token, and takes the next from each answer. */
async function refreshes(origin: string, path: string, client: Readonly<Record<string, string>>, tokens: string[]) {
  const http = keepAlive(origin, connections)
  const rate = await rateOf(connections, seconds, async (worker) => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: tokens[worker] as string,
      ...client,
    }).toString()
    const { status, body } = await http.post(path, form)
    const answer = JSON.parse(body) as { access_token?: string; id_token?: string; refresh_token?: string }
    const isWhole = answer.access_token?.startsWith('ey') && answer.id_token?.startsWith('ey')
    if (status !== 200 || !isWhole || answer.refresh_token === undefined || answer.refresh_token === tokens[worker])
      throw new Error(`${origin} answered ${status}: ${body}`)
    tokens[worker] = answer.refresh_token
  })
  http.close()
  return rate
}
