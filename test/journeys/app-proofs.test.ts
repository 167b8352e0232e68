import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { proofBy } from '../support/assertion.ts'
import { makeCertificate } from '../support/certificates.ts'
import { person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, type Desk, openDesk, recorded } from './desk.ts'
import { picture } from './people.ts'

let served: Served
let browser: Browser
let nadia: Desk
let phone: Desk
let hana: Desk

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const desk = (key: string, width: number) => openDesk(browser, served.origin, person(key), { width, scheme: 'light' })
  const scopes = [{ name: 'read', title: 'Read for you', consent: 'user' as const }]
  id = (await registerApp(served, { name: 'Robot', identifierUri: 'api://robot', scopes })).id
  nadia = await desk('nadia', 1280)
  phone = await desk('admin', 390)
  hana = await desk('hana', 1280)
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

let id: string
const robot = () => id
const tokenEndpoint = () => `${served.origin}/${served.demo.tenant.id}/oauth2/v2.0/token`

/** Whether the app gets a token with this: the status it is answered with. */
async function asks(fields: Readonly<Record<string, string>>): Promise<number> {
  const right = { grant_type: 'client_credentials', client_id: robot(), scope: 'api://robot/.default' }
  const answer = await fetch(tokenEndpoint(), { method: 'POST', body: new URLSearchParams({ ...right, ...fields }) })
  await answer.body?.cancel()
  return answer.status
}

const openApp = async (page: Page) => {
  await page.goto(`${served.origin}/admin/apps/${robot()}`)
  await page.getByRole('heading', { level: 2, name: 'Certificates' }).waitFor()
}
const row = (page: Page, name: string) => page.getByRole('main').getByRole('row').filter({ hasText: name })
/** The pages keep inside the screen. */
const isWithin = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth')
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

describe('the page of an app', () => {
  it('SEC-22: a secret is given a name and an end, shown once, used, and removed', async () => {
    const { page } = nadia
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openApp(page)
    await page.getByRole('button', { name: 'New secret' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Deploys')
    await dialog.getByLabel('Until').fill(day(20))
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await dialog.getByRole('button', { name: 'Copy the secret' }).click()
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
    await expect.poll(copied).toMatch(/^[\w-]{43}$/)
    const secret = await copied()
    await picture(page, 'app-secret-shown')
    await dialog.getByRole('button', { name: 'It is kept' }).click()
    await row(page, 'Deploys')
      .getByText(/ends in (19|20) days/)
      .waitFor()
    expect(await page.content()).not.toContain(secret)
    expect(await asks({ client_secret: secret })).toBe(200)

    await row(page, 'Deploys').getByRole('button', { name: 'Remove the secret Deploys' }).click()
    await dialog.getByText(/gets no token with it any more/).waitFor()
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    expect(await asks({ client_secret: secret })).toBe(200)
    await row(page, 'Deploys').getByRole('button', { name: 'Remove the secret Deploys' }).click()
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await row(page, 'Deploys').waitFor({ state: 'detached' })
    expect(await asks({ client_secret: secret })).toBe(401)
    await recorded(page, /Secret of an app removed/)
    expect(nadia.complaints).toEqual([])
  }, 60_000)

  it('SEC-22: a certificate is pasted or chosen, never its key, proves the app, and is removed', async () => {
    const { page } = nadia
    const made = await makeCertificate('RSA 2048', { subject: 'CN=build.meridian.example, O=Meridian', to: 200 })
    const prove = async () => asks(await proofBy(robot(), tokenEndpoint(), made))
    await openApp(page)
    await page.getByText('It has no certificate.').waitFor()
    expect(await prove()).toBe(401)
    await page.getByRole('button', { name: 'Add a certificate' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText('Paste the certificate, or choose its file.').waitFor()
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await dialog.getByRole('textbox', { name: 'Certificate' }).fill(made.keyPem + made.pem)
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText(/holds a private key.*Nothing was sent/).waitFor()
    expect(sent.filter((body) => body.includes('PRIVATE KEY'))).toEqual([])
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Certificate' }).fill('nonsense')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByRole('alert').getByText('app.certificate_unreadable').waitFor()
    await dialog.getByRole('textbox', { name: 'Certificate' }).fill(made.pem)
    expect(await dialog.getByText('app.certificate_unreadable').count()).toBe(0)
    await picture(page, 'app-certificate-pasted')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await row(page, 'build.meridian.example').waitFor()
    const text = (await row(page, 'build.meridian.example').innerText()).replace(/\s+/g, ' ')
    expect(text).toContain('CN=build.meridian.example, O=Meridian')
    expect(text).toContain(made.sha256.toString('hex').toUpperCase())
    expect(await prove()).toBe(200)

    const chosen = await makeCertificate('P-256', { subject: 'CN=soon over', to: 10.5 })
    const past = await makeCertificate('P-256', { subject: 'CN=long over' })
    for (const [file, { der }] of [
      ['soon.cer', chosen],
      ['past.crt', past],
    ] as const) {
      await page.getByRole('button', { name: 'Add a certificate' }).click()
      const buffer = Buffer.from(der, 'base64')
      const choosing = page.waitForEvent('filechooser')
      await dialog.getByRole('button', { name: 'Choose a file' }).click()
      await (await choosing).setFiles({ name: file, mimeType: 'application/pkix-cert', buffer })
      await dialog.getByText(file, { exact: true }).waitFor()
      await dialog.getByRole('button', { name: 'Add it' }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    const { store } = served.running.admit
    await withTenant(store, served.demo.tenant.id, (t) =>
      sql`update app_certificates set expires_at = ${Date.now() - 86_400_000} where display_name = 'long over'`.execute(
        t.db,
      ),
    )
    await page.reload()
    await row(page, 'soon over').getByText('ends in 10 days').waitFor()
    await row(page, 'long over').getByText('ended', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await isWithin(page)).toBe(true)
    await picture(page, 'app-certificates-wide')

    await openApp(phone.page)
    expect(await isWithin(phone.page)).toBe(true)
    expect(await barriers(phone.page)).toEqual([])
    await picture(phone.page, 'app-certificates-phone')
    await phone.page.getByRole('button', { name: 'Add a certificate' }).click()
    await phone.page.getByRole('dialog').getByRole('textbox', { name: 'Certificate' }).waitFor()
    expect(await isWithin(phone.page)).toBe(true)
    await picture(phone.page, 'app-certificate-phone-adding')

    await row(page, 'build.meridian.example').getByRole('button').click()
    await dialog.getByText(/gets no token with it any more/).waitFor()
    await picture(page, 'app-certificate-removing')
    await dialog.getByRole('button', { name: 'Remove it' }).click()
    await row(page, 'build.meridian.example').waitFor({ state: 'detached' })
    expect(await prove()).toBe(401)
    await recorded(page, /Certificate of an app removed/)
    expect(nadia.complaints.filter((one) => !one.includes('/certificates'))).toEqual([])
    expect(phone.complaints).toEqual([])
  }, 90_000)

  it('SEC-32: who proved long ago that it is them is asked to do so anew, and led to where', async () => {
    const { page } = nadia
    await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      sql`update browser_sessions set auth_at = auth_at - 3600000, second_factor_at = second_factor_at - 3600000
        where account_id = ${person('nadia').id}`.execute(t.db),
    )
    await openApp(page)
    await page.getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByRole('link', { name: 'Prove that it is you, and come back' }).waitFor()
  }, 30_000)

  it('shows them to whoever may read apps, and offers nothing to whom no role allows it', async () => {
    const { page } = hana
    await openApp(page)
    await row(page, 'soon over').waitFor()
    expect(await page.getByRole('button', { name: /New secret|Add a certificate|Remove/ }).count()).toBe(0)
  }, 30_000)
})
