import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { invite } from '../../src/app/guests/invite.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { catalogues } from '../../src/app/words/say.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { listSignIns } from '../../src/store/sign-ins.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { BareClient } from '../support/bare-client.ts'
import { person } from '../support/demo.ts'
import { mailServer } from '../support/mail-server.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { type Seen, unusedCode, Visitor } from '../support/visitor.ts'
import { VisitorIn } from '../support/visitor-in.ts'

let smtp: Awaited<ReturnType<typeof mailServer>>
let served: Served
let web: Registered
beforeAll(async () => {
  smtp = await mailServer()
  served = await serveDemo({ ADMIT_SMTP_URL: smtp.url, ADMIT_MAIL_FROM: 'no-reply@meridian.example' })
  web = await registerApp(served, { name: 'Ledger 2', redirectUris: [{ uri: 'https://app.example/cb', kind: 'web' }] })
  await apply({ do: 'set_self_service_reset', rules: { who: 'everybody', groupId: null, proofs: 1 } })
})
afterAll(async () => {
  await served.stop()
  await smtp.close()
})

const viewer = () => commandLine(served.demo.tenant.id)
const apply = (...changes: readonly Change[]) => applyChanges(served.running.admit, viewer(), changes, null)
const client = () => new BareClient(served, web, 'https://app.example/cb')
const codeTo = async (address: string, letters: number) =>
  /\b\d{8}\b/.exec((await smtp.to(address, letters)).at(-1)?.email.text ?? '')?.[0] as string

type Other = keyof typeof catalogues
const others = Object.keys(catalogues) as Other[]

/** What stands between the braces of the English sentences, as far as it is longer than two words and so can be nothing else. */
const english = [
  ...new Set(
    Object.keys(catalogues.de)
      .flatMap((sentence) => sentence.split(/\{\w+\}/))
      .map((part) => part.replace(/^[\s.,:;]+|[\s.,:;]+$/g, ''))
      .filter((part) => part.split(' ').length > 2),
  ),
]
const reads = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&#34;', '"')
const englishIn = ({ html, text }: Seen) => english.filter((part) => text.includes(part) || reads(html).includes(part))

/** A page that was walked through: in the language and in no other, and as it says of itself. */
function isIn(language: Other, page: Seen, sentence?: keyof typeof catalogues.de): void {
  expect(page.html, page.url).toContain(`<html lang="${language}">`)
  expect(englishIn(page), page.url).toEqual([])
  if (sentence !== undefined) expect(page.text, page.url).toContain(catalogues[language][sentence])
}

/** Codes count once: nobody waits for the next of somebody else's. */
const whoReads = { de: 'leo', fr: 'victor', es: 'claire', nl: 'peter', ja: 'sofia' } as const
const refusedIn = {
  de: ['noah', '/crm4/', 'A policy blocks the sign-in'],
  fr: ['rosa', '/crm5/', 'The system is being maintained'],
  es: ['jonas', '/crm4/', 'Not assigned to the app'],
  nl: ['paulo', '/crm4/', 'No security role'],
  ja: ['katya', '/crm4/', 'The licence is for something else'],
} as const

it('English is found where it is', async () => {
  const page = await new Visitor().open(`${served.origin}/help?name=x@nowhere.example`)
  expect(page.html).toContain('<html lang="en">')
  expect(englishIn(page)).toContain(
    'Keep the reference number of your last try: whoever helps you can see what stands in the way',
  )
  expect(page.text).toContain("Can't access your account?")
})

describe.each(others)('somebody who reads %s', (language) => {
  const open = (path: string, visitor = new VisitorIn(`${language}-XX, en;q=0.5`)) =>
    visitor.open(`${served.origin}${path}`).then(() => visitor)

  it('signs in, with a wrong password and a wrong code on the way, and sees their own pages', async () => {
    const visitor = await open('/signin?returnTo=/account/methods')
    const see = (sentence?: keyof typeof catalogues.de) => isIn(language, visitor.page as Seen, sentence)
    see('Sign-in name')
    const leo = person(whoReads[language])
    await visitor.send({ name: leo.signInName })
    see('Enter your password')
    await visitor.send({ password: 'a wrong one altogether' })
    expect(visitor.page?.text).toContain(catalogues[language]["Can't access your account?"])
    see()
    expect(visitor.page?.html).toContain('role="alert"')
    await visitor.send({ password: leo.password })
    see('Enter your code')
    await visitor.send({ code: '000000' })
    see()
    await visitor.send({ code: await unusedCode(leo.totpSecret as string) })
    see('Stay signed in?')
    await visitor.send({ answer: 'no' })
    see('My sign-in methods')
    for (const [path, sentence] of [
      ['/account/contact', 'How I am reached'],
      ['/account/sessions', 'Where I am signed in'],
      ['/account/password', 'Change my password'],
    ] as const) {
      await open(path, visitor)
      see(sentence)
    }
    await open('/myapps', visitor)
    see('Who can help')
    await visitor.send({}, '/signout')
    see('You are signed out')
  }, 60_000)

  it('is told by the script of passkeys what it waits for', async () => {
    const visitor = await open('/signin')
    const address = /src="(\/signin\/passkey\.js[^"]*)"/.exec(visitor.page?.html ?? '')?.[1]?.replace('&#61;', '=')
    const script = await (await visitor.fetch(`${served.origin}${address}`)).text()
    for (const sentence of [
      'Waiting for your passkey…',
      'The page has been open for too long. Load it again.',
    ] as const) {
      expect(script).toContain(catalogues[language][sentence])
      expect(script).not.toContain(sentence)
    }
    expect(await (await visitor.fetch(`${served.origin}/signin/passkey.js?in=__proto__`)).text()).toContain(
      'Waiting for',
    )
  })

  it.each([
    refusedIn[language],
    ['emma', '/crm4/', 'Choose a new password'],
    ['greta', '/crm4/', 'Set up a second factor'],
    ['zoe', '/crm4/', 'Agree'],
  ] as const)(
    '%s is told at %s: %s',
    async (key, path, sentence) => {
      const visitor = new VisitorIn(language)
      const { signInName, password, totpSecret } = person(key)
      await visitor.open(`${served.appsOrigin}${path}`)
      if (visitor.page?.text.includes(catalogues[language]['Sign-in name'])) await visitor.send({ name: signInName })
      await visitor.send({ password })
      if (totpSecret !== null && totpSecret !== undefined && visitor.page?.html.includes('id="code"'))
        await visitor.send({ code: await unusedCode(totpSecret) })
      isIn(language, visitor.page as Seen, sentence)
    },
    60_000,
  )

  it('resets a password, and may not have just any', async () => {
    const visitor = await open('/reset')
    isIn(language, visitor.page as Seen, 'Reset your password')
    const { signInName } = person('alice')
    const before = (await smtp.to(signInName, 0)).length
    await visitor.send({ name: signInName })
    isIn(language, visitor.page as Seen, 'Enter the code we sent')
    await visitor.send({ code: '00000000' })
    isIn(language, visitor.page as Seen, "That code didn't work. Use the newest one, within fifteen minutes.")
    await visitor.send({ code: await codeTo(signInName, before + 1) })
    isIn(language, visitor.page as Seen, 'Choose a new password')
    await visitor.send({ password: 'too short', repeat: 'too short' })
    isIn(language, visitor.page as Seen)
    expect(visitor.page?.html).toContain('role="alert"')
    await visitor.send({ password: 'one thing', repeat: 'another thing' })
    isIn(language, visitor.page as Seen, 'The two passwords differ. Type the same one twice.')
  }, 60_000)

  it('accepts an invitation', async () => {
    const address = `guest-${language}@partner.example`
    const asked = { address, redirectUrl: null, letter: { is: 'none' }, again: 'left_alone' } as const
    const { redeemUrl } = await invite(served.running.admit, viewer(), asked)
    const visitor = new VisitorIn(language)
    await visitor.open(redeemUrl as string)
    isIn(language, visitor.page as Seen, 'Send me a code')
    await visitor.send({ address: 'other@partner.example' })
    isIn(language, visitor.page as Seen)
    await visitor.send({ address })
    isIn(language, visitor.page as Seen, 'Enter the code we sent')
    await visitor.send({ code: await codeTo(address, 1) })
    isIn(language, visitor.page as Seen, 'Accept the invitation')
    const password = `tulip granite swims ${language}`
    await visitor.send({ password, repeat: password, agreed: 'yes' })
    isIn(language, visitor.page as Seen, 'Welcome')
    isIn(language, (await open('/redeem?link=nonsense')).page as Seen, 'This invitation is over')
    isIn(language, (await open('/not-me?link=nonsense')).page as Seen, 'This link is over')
    isIn(language, (await open('/nothing/here')).page as Seen, 'There is nothing at this address')
  }, 60_000)

  it('SEC-01: reads the same for every name until something is proved', async () => {
    const told = async (name: string) => {
      const visitor = await open('/signin')
      const pages = [await visitor.send({ name }), await visitor.send({ password: 'a wrong one altogether' })]
      const same = ({ html }: Seen) =>
        html
          .replaceAll(name, 'NAME')
          .replace(/<span class="initials"[^>]*>[^<]*<\/span>|value="[\w-]{43}"/g, '')
          .replace(/<span class="reference">[^<]*<\/span>/g, 'REFERENCE')
      for (const page of pages) isIn(language, page)
      expect(pages[1]?.html).toContain('class="reference"')
      return pages.map(same)
    }
    const names = [person('chiara').signInName, person('ines').signInName, `nobody.${language}@meridian.example`]
    const [first, ...rest] = await Promise.all(names.map(told))
    for (const one of rest) expect(one).toEqual(first)
  }, 60_000)

  it('is asked by an app that wants it, whatever the browser takes: on every page of the sign-in', async () => {
    const visitor = new VisitorIn('en-GB')
    const page = await visitor.open(client().address({ ui_locales: `xx ${language}-AB en`, prompt: 'login' }))
    isIn(language, page, 'Sign-in name')
    await visitor.send({ name: person('leo').signInName })
    isIn(language, visitor.page as Seen, 'Enter your password')
    await visitor.send({ password: '' })
    isIn(language, visitor.page as Seen)
    const bad = await visitor.open(client().address({ ui_locales: language, redirect_uri: 'https://x.example/' }))
    isIn(language, bad, 'The address to return to is not registered')
  })
})

it('a form that comes in slowly is answered to the one who sent it', async () => {
  const visitor = new VisitorIn('ja')
  const { html } = await visitor.open(`${served.origin}/signin`)
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] as string
  const cookie = `__Host-admit-visit=${visitor.cookie(new URL(served.origin).host, '__Host-admit-visit')}`
  const form = new URLSearchParams({ token, name: 'x'.repeat(400) }).toString()
  const page = await new Promise<string>((answered, failed) => {
    const sent = request(
      `${served.origin}/signin/begin/name`,
      {
        method: 'POST',
        headers: {
          ...{ cookie, accept: 'text/html', 'accept-language': 'ja', origin: served.origin },
          ...{ 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length },
        },
      },
      (answer) => answer.toArray().then((parts) => answered(Buffer.concat(parts).toString()), failed),
    )
    sent.on('error', failed).flushHeaders()
    setTimeout(() => sent.write(form.slice(0, 50)), 50)
    setTimeout(() => sent.end(form.slice(50)), 100)
  })
  expect(page).toContain('<html lang="ja">')
  expect(page).toContain('長すぎます。320 文字までです。')
})

describe('what is not for the reader stays English', () => {
  it('the sign-in log, and what apps and the API are answered', async () => {
    const visitor = new VisitorIn('de')
    await visitor.open(`${served.appsOrigin}/crm4/`)
    await visitor.send({ name: person('bruno').signInName })
    await visitor.send({ password: person('bruno').password })
    await visitor.send({ code: await unusedCode(person('bruno').totpSecret as string) })
    isIn('de', visitor.page as Seen, 'No licence')
    const [row] = await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      listSignIns(t, { accountId: person('bruno').id, limit: 1 }),
    )
    expect(JSON.stringify(row)).not.toMatch(/Lizenz|Kennwort/)
    const answer = await visitor.fetch(`${served.origin}/v1.0/users`, { headers: { accept: 'application/json' } })
    expect(JSON.stringify(await answer.json())).not.toMatch(/Sie|Melden/)
  })
})

describe('the organisation', () => {
  it('has its pages in the language it prefers, where a browser says nothing of any', async () => {
    const prefer = (language: string | null) => apply({ do: 'set_language', language })
    await prefer('nl-BE')
    expect((await new VisitorIn('*').open(`${served.origin}/signin`)).html).toContain('<html lang="nl">')
    expect((await new VisitorIn('it, en;q=0.1').open(`${served.origin}/signin`)).html).toContain('<html lang="en">')
    await prefer(null)
  })
})
