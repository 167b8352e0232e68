#!/usr/bin/env node
import { Command } from 'commander'
import { applyRepair } from '../src/app/apply-repair.ts'
import type { Asked } from '../src/app/asked.ts'
import { appList } from '../src/app/directory.ts'
import { type Explained, explainFor } from '../src/app/explain-for.ts'
import { openVault } from '../src/app/vault.ts'
import { commandLine, type Viewer } from '../src/app/viewer.ts'
import { readConfig } from '../src/config.ts'
import type { Admit } from '../src/app/admit.ts'
import { startEmbeddedPostgres } from '../src/store/embedded.ts'
import { verifyJournal } from '../src/store/journal.ts'
import { openStore, withTenant } from '../src/store/store.ts'
import { listTenants } from '../src/store/tenants.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Runs a command on the database: the one of DATABASE_URL, or the embedded one while no server uses it. */
async function withAdmit(work: (admit: Admit, viewer: Viewer) => Promise<number>): Promise<void> {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir }) : null
  const store = openStore(config.databaseUrl ?? (embedded?.url as string), 4)
  const quiet = () => {}
  try {
    const [tenant] = await listTenants(store)
    if (tenant === undefined) throw new Error('there is no organisation yet; run npm start first')
    const admit: Admit = { store, config, vault: await openVault(config.dataDir), now: Date.now, log: { info: quiet, warn: quiet, error: quiet } }
    process.exitCode = await work(admit, commandLine(tenant.id))
  } finally {
    await store.close()
    await embedded?.stop()
  }
}

/** The app by client id or by name. */
async function askedFor(admit: Admit, viewer: Viewer, person: string, app: string): Promise<Asked> {
  const found = (await appList(admit, viewer)).find((one) => one.id === app || one.name.toLowerCase() === app.toLowerCase())
  if (found === undefined) throw new Error(`there is no app ${app}`)
  return { person: { signInName: person }, appId: found.id }
}

function show({ explanation, repair }: Explained): void {
  say(explanation.headline)
  for (const finding of explanation.findings) say(`  ${finding.code.padEnd(14)} ${finding.says}`)
  repair.plans.forEach((plan, i) => {
    say(`\nRepair ${i + 1} (${plan.id})`)
    for (const step of plan.steps) say(`  - ${step.title}`)
  })
}

const program = new Command('admit').description('Sign-in and access for organisations, and why somebody cannot sign in')

program.command('why <person> <app>').description('explain a sign-in').option('--json', 'as JSON').action((person: string, app: string, options: { json?: true }) =>
  withAdmit(async (admit, viewer) => {
    const answer = await explainFor(admit, viewer, await askedFor(admit, viewer, person, app))
    if (options.json) say(JSON.stringify(answer, null, 2))
    else show(answer)
    return answer.explanation.standing === 'admit' ? 0 : 1
  }),
)

program.command('repair <person> <app>').description('show the repairs, or carry out the first').option('--apply', 'carry it out').action((person: string, app: string, options: { apply?: true }) =>
  withAdmit(async (admit, viewer) => {
    const asked = await askedFor(admit, viewer, person, app)
    const answer = await explainFor(admit, viewer, asked)
    const [plan] = answer.repair.plans
    if (!options.apply || plan === undefined) {
      show(answer)
      return plan === undefined && answer.explanation.standing !== 'admit' ? 1 : 0
    }
    const done = await applyRepair(admit, viewer, asked, plan.id, 'on the command line')
    for (const step of plan.steps) say(`done: ${step.title}`)
    if (done.temporaryPassword !== null) say(`temporary password: ${done.temporaryPassword}`)
    say(done.after.explanation.headline)
    return done.after.explanation.standing === 'refuse' ? 1 : 0
  }),
)

program.command('journal').command('verify').description('check the whole chain of every organisation').action(() =>
  withAdmit(async (admit) => {
    let isWhole = true
    for (const tenant of await listTenants(admit.store)) {
      const { ok, entries, brokenAt } = await withTenant(admit.store, tenant.id, verifyJournal)
      say(ok ? `${tenant.name}: ${entries} entries, whole` : `${tenant.name}: broken at entry ${brokenAt}`)
      isWhole &&= ok
    }
    return isWhole ? 0 : 1
  }),
)

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`admit: ${(error as Error).message}\n`)
  process.exitCode = 2
})
