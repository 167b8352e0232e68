import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../setup/database.ts'
import { freePorts } from '../support/free-ports.ts'
import { Visitor } from '../support/visitor.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** The server as `npm start` starts it, a process of its own: where it serves. */
const started = async (options: readonly string[], more: Record<string, string> = {}): Promise<string> =>
  (await greeted(options, more)).origin

/** The same with all that it says once it serves. */
async function greeted(
  options: readonly string[],
  more: Record<string, string>,
): Promise<{ readonly origin: string; readonly said: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'admit-first-run-'))
  const ports = await freePorts(3)
  const server = spawn('node_modules/.bin/node', ['src/main.ts', ...options], {
    env: {
      ...process.env,
      ADMIT_DATA: dataDir,
      ADMIT_PORT: String(ports[0]),
      ADMIT_TLS_PORT: String(ports[1]),
      ADMIT_CRM_PORT: String(ports[2]),
      DATABASE_URL: await freshDatabase(),
      ADMIT_LOG: 'error',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stops.push(async () => {
    await ended(server)
    await rm(dataDir, { recursive: true, force: true })
  })
  let said = ''
  for await (const chunk of server.stdout) {
    said += String(chunk)
    if (said.includes('Admit is running')) break
  }
  expect(said).toContain('Admit is running')
  return { origin: `http://localhost:${ports[0]}`, said }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  server.kill('SIGTERM')
  await once(server, 'exit')
}

const good = {
  organisation: 'Fabrikam <Labs>',
  displayName: 'Noor Haddad',
  signInName: 'noor@fabrikam.example',
  password: 'violet harbour 9 kettle',
}

// A whole server starts in each, which a busy machine takes its time for.
describe('an empty server', { timeout: 120_000 }, () => {
  it('SEC-05: asks for its first organisation, refuses what is weak or wrong with words, and lets the first administrator in', async () => {
    const origin = await started(['--no-demo'])
    const visitor = new Visitor()
    const first = await visitor.open(`${origin}/`)
    expect(first.url).toBe(`${origin}/first-run`)
    expect(first.text).toContain('Welcome to Admit')

    const wrong: readonly (readonly [Partial<typeof good>, RegExp])[] = [
      [{ password: 'short' }, /at least 15 characters/],
      [{ password: 'twelve chars' }, /at least 15 characters/],
      [{ password: 'aaaaaaaaaaaaaaaaaaaa' }, /first ones an attacker tries/],
      [{ password: 'Noor Haddad lives here' }, /Leave your name out/],
      [{ password: 'x'.repeat(257) }, /at most 256 characters/],
      [{ signInName: 'noor' }, /domain like company\.com/],
      [{ signInName: 'noor@' }, /domain like company\.com/],
      [{ signInName: '@fabrikam.example' }, /looks like you@fabrikam\.example/],
      [{ signInName: 'noor@haddad@fabrikam.example' }, /looks like you@fabrikam\.example/],
      [{ signInName: 'noor haddad@fabrikam.example' }, /looks like you@fabrikam\.example/],
      [{ signInName: `${'n'.repeat(320)}@fabrikam.example` }, /too long/],
      [{ organisation: '   ' }, /Write a name for the organisation/],
      [{ displayName: ' ' }, /one for yourself/],
    ]
    for (const [change, words] of wrong) {
      const page = await visitor.send({ ...good, ...change })
      expect(page.status, JSON.stringify(change)).toBe(400)
      expect(page.text).toMatch(words)
      // What was typed stands there still, but for the password.
      if (change.organisation === undefined) expect(page.html).toContain('value="Fabrikam &#60;Labs&#62;"')
      expect(page.html).not.toContain(good.password)
    }

    // Two tabs, both with the form: whoever comes first, nobody comes second.
    const tabs = [visitor, new Visitor(), new Visitor()]
    await Promise.all(tabs.slice(1).map((tab) => tab.open(`${origin}/first-run`)))
    const pages = await Promise.all(tabs.map((tab) => tab.send(good)))
    expect(pages.map((page) => page.status).toSorted()).toEqual([200, 409, 409])
    expect(pages.find((page) => page.status === 409)?.text).toContain('This server has its first organisation')
    expect((await new Visitor().open(`${origin}/first-run`)).text).toContain('Sign in')

    const noor = new Visitor()
    await noor.open(`${origin}/admin`)
    await noor.send({ name: 'Noor@Fabrikam.example' })
    expect(noor.page?.text).toContain('Fabrikam <Labs>')
    const inside = await noor.send({ password: good.password })
    expect(inside.status).toBe(200)
    expect(inside.url).toMatch(/\/admin(\/plain)?$/)
    expect((await noor.open(`${origin}/myapps`)).text).toContain('Noor Haddad')
    expect(noor.page?.text).toMatch(/Admin People, groups/)
    expect((await noor.open(`${origin}/admin/plain?person=noor`)).text).toContain("Why can't they sign in?")
  })

  it('the demo company with its known passwords is not put on an open network unasked', async () => {
    const open = { ADMIT_HOST: '0.0.0.0', ADMIT_PUBLIC_URL: 'http://localhost:1' }
    // The public name is what the server answers to.
    const { host } = new URL(open.ADMIT_PUBLIC_URL)
    const leads = (origin: string) =>
      new Promise((told, failed) => {
        get(`${origin}/myapps`, { headers: { host } }, (answer) => told(answer.resume().headers.location)).on(
          'error',
          failed,
        )
      })
    expect(await leads(await started([], open))).toBe('/first-run')
  })

  it('L4: says at its start that the list of stolen passwords is the one that comes along, where no other is', async () => {
    const none = 'the common stolen passwords, whose list comes along'
    expect((await greeted(['--no-demo'], {})).said).toContain(none)
    const folder = await mkdtemp(join(tmpdir(), 'admit-stolen-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    const list = join(folder, 'stolen.txt')
    await writeFile(list, `${createHash('sha1').update('stolen').digest('hex').toUpperCase()}:3\r\n`)
    expect((await greeted(['--no-demo'], { ADMIT_BREACHED_PASSWORDS: list })).said).not.toContain(none)
  })
})
