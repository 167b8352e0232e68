import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createHttp, type Server as Http } from 'node:http'
import { createServer as createHttps, type Server as Https } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Admit } from './app/admit.ts'
import { unsentOf } from './app/codes/unsent.ts'
import { relyingParty } from './app/passkeys/relying-party.ts'
import type { Config } from './config.ts'
import { keepCompiled } from './app/keep-compiled.ts'
import type { Embedded } from './store/embedded.ts'
import type { Store } from './store/store.ts'

export type Running = {
  readonly admit: Admit
  readonly config: Config
  readonly caPath: string | null
  readonly stop: () => Promise<void>
}

/** Puts everything together and serves: database, schema, demo, http and https. */
export async function start(given: Config): Promise<Running> {
  const stops: (() => Promise<unknown>)[] = []
  try {
    const embedded = given.databaseUrl === null ? await embeddedAtWork(given.dataDir) : null
    if (embedded !== null) stops.push(async () => (await embedded.ready.catch(() => null))?.stop())
    const parts = await readParts()
    const log = parts.pino({ level: given.logLevel, base: null }, parts.pino.destination(2))
    const vault = await parts.openVault(given.dataDir)

    // What is served reads it until the last request is answered: the servers come later, and are closed before it.
    let opened: Store | null = null
    stops.push(async () => opened?.close())

    const { http, https, config, caPath } = await listen(given, parts)
    const servers = [http, https]
    const closings = servers.map(parts.closing)
    const serving = Promise.withResolvers<FastifyInstance>()
    stops.push(async () => {
      await Promise.all(closings.map((close) => close()))
      const served = await Promise.race([serving.promise, null])
      await served?.close()
    })
    // Whoever comes before everything is there waits for it, and is not left without an answer.
    for (const server of servers) parts.answerMalformed(server)
    for (const server of servers)
      server.on('request', (request, response) => serving.promise.then((app) => app.routing(request, response)))

    const url = given.databaseUrl ?? (await (embedded as AtWork).ready).url
    const store = parts.openStore(url, undefined, {
      passkeyHost: relyingParty(config).id,
      ...{ unsent: unsentOf(config), personalAccounts: config.personalAccounts },
    })
    opened = store
    const mail =
      config.mail === null
        ? null
        : (await import('./doors/mail/smtp.ts')).openMailer(config.mail, { now: Date.now, log })
    const texts = config.texts === null ? null : (await import('./doors/mail/sms.ts')).openTexter(config.texts)
    stops.push(async () => mail?.close())
    const admit: Admit = { store, config, vault, mail, texts, now: Date.now, log }
    await parts.migrate(url)
    const filled = async () => {
      if (config.hasDemo) await parts.fillDemo(admit, `http://localhost:${config.crmPort}`)
      await parts.makeRealm(admit)
    }
    const [app] = await Promise.all([parts.buildServer(admit), filled()])
    serving.resolve(app)
    let isStopping = false
    const runner = await parts.startJobRunner(
      store,
      2,
      (job) => parts.runJob(admit, parts.jobKinds, job, () => isStopping),
      { deliver: (message) => parts.deliver(admit, message), tellApp: parts.appTeller(admit) },
    )
    stops.push(async () => {
      isStopping = true
      // A mail server that takes its time keeps nobody from stopping (REL-07).
      const cut = setTimeout(() => {
        mail?.close()
        texts?.close()
      }, 3_000)
      await runner.stop().finally(() => clearTimeout(cut))
    })
    stops.push(everyHour(admit, parts.hourly))
    return {
      admit,
      config,
      caPath,
      async stop() {
        for (const stop of stops.reverse()) await stop()
      },
    }
  } catch (error) {
    for (const stop of stops.reverse()) await stop().catch(() => {})
    throw error
  }
}

/** Does what only the clock asks for, soon after the start and then by the hour; gives what ends it. */
function everyHour(admit: Admit, tasks: readonly ((admit: Admit) => Promise<void>)[]): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  const begin = () => {
    const due = tasks.map((task) =>
      task(admit).catch((error) => admit.log.warn({ task: task.name, error: String(error) }, 'waits for an hour')),
    )
    last = Promise.all(due)
  }
  const timers = [setTimeout(begin, 10_000), setInterval(begin, 3_600_000)]
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await last
  }
}

type AtWork = { readonly ready: Promise<Embedded> }

/** PostgreSQL of our own, as soon as it works by itself: what is done until it is ready costs no time. */
async function embeddedAtWork(dataDir: string): Promise<AtWork> {
  const { startEmbeddedPostgres } = await import('./store/embedded.ts')
  const atWork = Promise.withResolvers<void>()
  const ready = startEmbeddedPostgres({ dataDir, atWork: atWork.resolve })
  // Whoever waits for it learns that it failed, however late they come.
  ready.catch(() => {})
  await Promise.race([atWork.promise, ready])
  return { ready }
}

/** All that is put together, and the work of a first sign-in that is done beforehand. */
async function readParts() {
  const [
    { pino },
    vault,
    store,
    doors,
    ends,
    malformed,
    ca,
    migrate,
    fill,
    realm,
    runner,
    run,
    kinds,
    hours,
    mail,
    tokens,
    { dummy },
  ] = await Promise.all([
    import('pino'),
    import('./app/vault.ts'),
    import('./store/store.ts'),
    import('./doors/http.ts'),
    import('./doors/closing.ts'),
    import('./doors/malformed.ts'),
    import('./doors/local-ca.ts'),
    import('./store/migrate.ts'),
    import('./app/demo/fill.ts'),
    import('./app/realm/make-realm.ts'),
    import('./store/job-runner.ts'),
    import('./app/jobs/run-job.ts'),
    import('./app/jobs/job-kinds.ts'),
    import('./app/hourly.ts'),
    import('./app/mail/deliver.ts'),
    import('./doors/oidc/logout-token.ts'),
    import('./app/passwords.ts'),
  ])
  await dummy()
  return {
    pino,
    ...vault,
    ...store,
    ...doors,
    ...ends,
    ...ca,
    ...migrate,
    ...fill,
    ...realm,
    ...runner,
    ...run,
    ...kinds,
    ...hours,
    ...mail,
    ...tokens,
    ...malformed,
  }
}

type Listening = {
  readonly http: Http
  readonly https: Https
  readonly config: Config
  readonly caPath: string | null
}

/** Connections that wait to be taken: in a storm they are answered, with 503 where need be, and not dropped by the kernel (REL-06). */
const backlog = 4096

/** Listens before anything is served, so that port 0 gets its number before any address is told. */
async function listen(given: Config, { localCertificate }: Awaited<ReturnType<typeof readParts>>): Promise<Listening> {
  const certificate = given.tls === null ? await localCertificate(given.dataDir, ['localhost']) : null
  const cert = given.tls === null ? (certificate?.certPem as string) : await readFile(given.tls.cert, 'utf8')
  const key = given.tls === null ? (certificate?.keyPem as string) : await readFile(given.tls.key, 'utf8')
  const http = createHttp().listen(given.port, given.host, backlog)
  const https = createHttps({ cert, key, minVersion: 'TLSv1.2' }).listen(given.tlsPort, given.host, backlog)
  await Promise.all([once(http, 'listening'), once(https, 'listening')])
  const [port, tlsPort] = [(http.address() as AddressInfo).port, (https.address() as AddressInfo).port]
  const origins = given.origins.map((origin) =>
    origin.replace(/:0$/, origin.startsWith('https') ? `:${tlsPort}` : `:${port}`),
  )
  return { http, https, config: { ...given, port, tlsPort, origins }, caPath: certificate?.caPath ?? null }
}

async function greet({ config, caPath }: Running, hasDemo: boolean): Promise<string> {
  const [http, https] = config.origins
  const lines = [
    '',
    '  Admit is running.',
    '',
    `  Sign in     ${http}/myapps`,
    ...(https === undefined ? [] : [`              ${https}/myapps`]),
    `  Why page    ${http}/admin`,
    `  API         ${http}/openapi.json`,
    ...(hasDemo && (config.mail === null || config.texts === null) ? [`  Outbox      ${http}/outbox`] : []),
  ]
  if (!hasDemo && config.breachedPasswords === null)
    lines.push(
      '',
      '  Nobody may choose one of the common stolen passwords, whose list comes along. To ask all that are known,',
      '  set ADMIT_BREACHED_PASSWORDS (docs/guide/passwords.md says how to get them).',
    )
  if (caPath !== null)
    lines.push(
      '',
      `  For https, trust the local authority: ${caPath}`,
      `  Node.js clients: NODE_EXTRA_CA_CERTS=${caPath}`,
    )
  if (hasDemo) {
    const { readDemo } = await import('./app/demo.ts')
    const { people, guests, tenant } = await readDemo()
    lines.push(
      '',
      `  ${tenant.name} is a fictitious company to try things with. Its apps: http://localhost:${config.crmPort}/`,
      '',
    )
    for (const key of ['admin', 'hana', 'alice', 'bruno', 'viktor', 'yann']) {
      const person = people.find((one) => one.key === key)
      if (person !== undefined)
        lines.push(`    ${person.signInName.padEnd(26)} ${person.password.padEnd(20)} ${person.about}`)
    }
    for (const { address, password, about } of guests)
      lines.push(`    ${address.padEnd(26)} ${password.padEnd(20)} ${about}`)
    lines.push('', `  All ${people.length} people, their passwords and authenticator seeds stand in demo/tenant.json.`)
    lines.push(
      '  Try: open the CRM as bruno, read the refusal, then as admin open the console, choose Why, and press the repair.',
    )
  }
  return `${lines.join('\n')}\n`
}

/** Serves until told to stop, with the settings of the environment and these options: what `npm start` does. */
export async function serve(options: readonly string[]): Promise<void> {
  const began = performance.now()
  keepCompiled()
  try {
    const { readConfig } = await import('./config.ts')
    const running = await start(readConfig(process.env, options))
    const { startDemoApps } = await import('../demo/apps.ts')
    const { readDemo } = await import('./app/demo.ts')
    const demo = await readDemo()
    const { findTenantRow } = await import('./store/tenants.ts')
    const hasDemo = (await findTenantRow(running.admit.store, demo.tenant.id)) !== null
    const apps = hasDemo
      ? await startDemoApps({
          port: running.config.crmPort,
          authority: `${running.config.origins[0]}/${demo.tenant.id}`,
          demo,
        })
      : null
    let isStopping = false
    const stop = async (): Promise<void> => {
      if (isStopping) return
      isStopping = true
      await apps?.stop()
      await running.stop()
      process.exit(0)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.stdout.write(await greet(running, hasDemo))
    running.admit.log.info({ milliseconds: Math.round(performance.now() - began) }, 'ready')
  } catch (error) {
    process.stderr.write(`\n  Admit could not start: ${(error as Error).message}\n`)
    process.exit(1)
  }
}

if (import.meta.main) await serve(process.argv.slice(2))
