import { afterEach, expect, it } from 'vitest'
import { mailServer } from '../../../test/support/mail-server.ts'
import type { Outgoing } from '../../app/mail/mailer.ts'
import type { MailServer } from '../../config.ts'
import { openMailer } from './smtp.ts'

const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const letter: Outgoing = {
  id: '22222222-2222-4222-8222-222222222222',
  to: 'zoë@bücher.example',
  name: 'Zoë 小林',
  organisation: 'Größe & Söhne <AG>',
  letter: {
    ...{ language: 'de', subject: 'Ihr Kennwort wurde geändert', greeting: 'Hallo <b>Zoë</b>,' },
    ...{ says: ['Am 15. Januar & danach.'], closing: 'Niemand fragt Sie danach.' },
    link: { says: 'Öffnen Sie diese Seite:', label: 'Das war ich nicht', url: 'https://admit.example/not-me?link=a&b' },
  },
}

/** A mailer to a server on this machine that is treated so. */
function mailerTo(port: number, more: Partial<MailServer> = {}) {
  const mailer = openMailer(
    { host: '127.0.0.1', port, tls: 'where_offered', login: null, from: 'no-reply@admit.example', ...more },
    { now: Date.now, log },
  )
  ends.push(mailer.close)
  return mailer
}

async function serverWith(manners: Parameters<typeof mailServer>[0] = {}) {
  const smtp = await mailServer(manners)
  ends.push(smtp.close)
  return smtp
}

it('a letter arrives in text and HTML, whatever is written in it', async () => {
  const smtp = await serverWith()
  expect(await mailerTo(smtp.port).send(letter)).toMatchObject({ is: 'sent' })
  const { email, isSecure, raw } = smtp.received[0] as (typeof smtp.received)[number]
  expect(isSecure).toBe(true)
  expect(email.from?.name).toBe('Größe & Söhne <AG>')
  expect(email.to?.[0]?.name).toBe('Zoë 小林')
  expect(email.subject).toBe(letter.letter.subject)
  expect(email.text).toContain('Hallo <b>Zoë</b>,\n\nAm 15. Januar & danach.')
  expect(email.text).toContain('Das war ich nicht: https://admit.example/not-me?link=a&b')
  expect(email.html).toContain('Hallo &#60;b&#62;Zoë&#60;/b&#62;,')
  expect(email.html).toContain('href="https://admit.example/not-me?link&#61;a&#38;b"')
  // Nothing is fetched when it is read, and nobody learns that it was.
  expect(email.html).not.toMatch(/<(?:img|script|iframe|object)|url\(|https?:\/\/(?!admit\.example\/not-me)/)
  expect(raw).toContain('<22222222-2222-4222-8222-222222222222@admit.example>')
})

it('SEC-38: nothing is said to a server elsewhere without TLS that can be trusted', async () => {
  const [plain, selfSigned] = [await serverWith({ tls: 'none' }), await serverWith()]
  for (const { port, received } of [plain, selfSigned]) {
    const mailer = mailerTo(port, { tls: 'required' })
    expect(await mailer.send(letter)).toMatchObject({ is: 'later' })
    expect(received).toEqual([])
    expect((await mailer.state()).is).toBe('away')
  }
  // One that only speaks to who says who they are is as good as away until they do.
  const strict = await serverWith({ login: { user: 'admit', password: 'relay secret' } })
  const wrong = mailerTo(strict.port, { login: { user: 'admit', password: 'something else' } })
  expect(await wrong.send(letter)).toMatchObject({ is: 'later', said: expect.not.stringContaining('something else') })
  expect((await wrong.state()).is).toBe('away')
  expect(wrong.restsUntil()).toBeGreaterThan(Date.now())
  const right = mailerTo(strict.port, { login: { user: 'admit', password: 'relay secret' } })
  expect(await right.send(letter)).toMatchObject({ is: 'sent' })
})

it('a server that takes a connection and says nothing is asked about for a second and no longer', async () => {
  const { createServer } = await import('node:net')
  const silent = createServer().listen(0, '127.0.0.1')
  ends.push(() => silent.close())
  await new Promise((done) => silent.once('listening', done))
  const mailer = mailerTo((silent.address() as { port: number }).port)
  const began = performance.now()
  expect((await mailer.state()).is).toBe('unknown')
  expect(performance.now() - began).toBeLessThan(1_500)
  // A server of ours that stops does not wait for it either (REL-07).
  const sending = mailer.send(letter)
  setTimeout(mailer.close, 100)
  expect(await sending).toMatchObject({ is: 'later' })
  expect(performance.now() - began).toBeLessThan(3_000)
})

it('SEC-37: what is not exactly one address is written to by nobody', async () => {
  const smtp = await serverWith()
  for (const to of ['a@b.example, evil@q.example', 'x@y.example\r\nBcc: v@x.example', 'Evil <v@x.example>', ''])
    expect(await mailerTo(smtp.port).send({ ...letter, to }), to).toMatchObject({ is: 'refused' })
  expect(smtp.received).toEqual([])
})
