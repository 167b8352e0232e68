import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import type { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { aloneAtLeast, besideAtLeast, type Choosing, checkNewPassword } from './choice.ts'

const stolen = 'quartz meadow violet 93'
const inSmallLetters = 'copper anvil thistle'
const logged: string[] = []
let folder: string
let admit: Admit

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-choice-'))
  const path = join(folder, 'stolen.txt')
  const hashes = [stolen, inSmallLetters].map((one) => createHash('sha1').update(one).digest('hex').toUpperCase())
  await writeFile(
    path,
    hashes
      .sort()
      .map((one) => `${one}:3\r\n`)
      .join(''),
  )
  admit = {
    config: readConfig({ ADMIT_BREACHED_PASSWORDS: path }),
    log: { error: (_: object, message: string) => void logged.push(message) },
  } as unknown as Admit
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const choosing: Choosing = {
  person: { signInName: 'marie.dupont@contoso.example', displayName: 'Marie Dupont' },
  organisation: {
    name: 'Contoso Works',
    domains: [{ name: 'contoso.example' }, { name: 'northwind.example' }],
    bannedWords: ['falcon', 'harbour'],
  },
  atLeast: besideAtLeast,
}

/** What is wrong with a password; null when it is taken. */
const wrongWith = (password: string, more: Partial<Choosing> = {}): Promise<AppError | null> =>
  checkNewPassword(admit, password, { ...choosing, ...more }).then(
    () => null,
    (error: AppError) => error,
  )

const first = 'first ones an attacker tries'
const soon = 'soon be guessed'
const elsewhere = 'stolen elsewhere'
const name = 'Leave your name out'
const organisation = 'name of your organisation'
const words = 'words that everybody here'

describe('a password somebody wants to have', () => {
  it.each([
    'granite kettle 77',
    'orchid tramway 77 blue',
    'lantern harbour 42',
    'vT9#qLw2xz!m',
    'ein alter Dampfer im Nebel',
    'пароль для синей лодки',
    '青いボートの合言葉は長い',
    'x7 😀 kettle drum rain',
    `a long one ${'of many words '.repeat(17)}`,
  ])('%s is taken', async (password) => expect(await wrongWith(password)).toBeNull())

  it.each([
    ['seven77', 'at least 8'],
    ['x'.repeat(257), 'at most 256'],
    ['password', first],
    ['12345678', first],
    ['qwertyuiop', first],
    ['aaaaaaaaaaaaaaaaaaaa', first],
    ['iloveyou', first],
    ['P@ssw0rd1', first],
    ['Summer2026!', soon],
    ['19840612', soon],
    ['hello there', elsewhere],
    ['hello-There', elsewhere],
    ['h3llo there', elsewhere],
    ['hello there hello there', soon],
    ['dupont loves tea and kettles', name],
    ['my-m4r1e-kettle-lamp', name],
    ['we all work at C0ntoso', organisation],
    ['Northwind kettle lamp', organisation],
    ['contoso works kettle lamp', organisation],
    ['FalconHarbour1', words],
    ['Fa1con99', words],
    [stolen, elsewhere],
    ['Copper Anvil Thistle', elsewhere],
    // One word after another, and stolen as it is.
    ['labradorretriever', elsewhere],
    // What everybody has been shown, and its parts.
    ['correct horse battery staple', first],
    ['Correct-Horse-Battery-Staple', soon],
    ['thequickbrownfoxjumps', first],
    ['all work and no play', first],
    // Nothing but what stands in lists.
    ['iloveyou princess sunshine', soon],
    ['iloveyou princess sunshine football', soon],
    ['liverpool football club', soon],
    ['Monkey, monkey, monkey, monkey', soon],
    ['q w e r t y u i o p a s d', soon],
    ['drowssap niamod', soon],
    // A word of another language, and a day or letters in their order.
    ['welkom 31/08/2043', soon],
    ['geheimes ijklmnopqrstuv', soon],
  ])('SEC-05: %s is refused with what to do, and not repeated', async (password, hint) => {
    const error = await wrongWith(password)
    expect(error?.code).toMatch(/^password\.(banned|too_weak)$/)
    expect(error?.details['hint']).toContain(hint)
    if (password !== 'password')
      expect(JSON.stringify([error?.message, error?.details]).toLowerCase()).not.toContain(password.toLowerCase())
  })

  it.each([
    ['en', 'the secret password', 'Grandmother paints yellow tractors'],
    ['de', 'geheimes passwort 1', 'Großmutter bemalt gelbe Traktoren'],
    ['de', 'Mein Schätzchen', 'die Katze frisst den blauen Teppich'],
    ['fr', 'mot de passe secret', 'grand-mère peint des tracteurs jaunes'],
    ['fr', 'Bonjour tout le monde', 'le chat mange un tapis turquoise'],
    ['es', 'contraseña segura', 'la abuela pinta tractores amarillos'],
    ['es', 'casa azul junto al mar', 'un gato devora alfombras turquesas'],
    ['nl', 'geheim wachtwoord 1', 'grootmoeder schildert gele tractoren'],
    ['nl', 'ik hou van jou schatje', 'de kat eet een blauw tapijt leeg'],
    ['ja', 'watashi no himitsu', 'neko ga aoi juutan wo taberu'],
    ['ja', 'Sakura no hana', 'obaasan ga kiiroi torakuta wo nuru'],
  ])('SEC-05: is guessed in %s: %s is refused, %s is taken', async (_, weak, good) => {
    expect((await wrongWith(weak))?.details['hint']).toMatch(/soon be guessed|stolen elsewhere|first ones/)
    expect(await wrongWith(good, { atLeast: aloneAtLeast })).toBeNull()
  })

  it('SEC-05: may be made of signs at random, as a password manager makes it', async () => {
    for (const password of ['k#9%T&2*vQ~x', 'vT9#kQ2$xLm8@pR', '(}8%:*/=-+^#', 'x7Kq9Zm2Lw4'])
      expect(await wrongWith(password), password).toBeNull()
  })

  it('SEC-05: has fifteen characters where nothing stands beside it', async () => {
    const alone = { atLeast: aloneAtLeast }
    expect((await wrongWith('kettle drum 77', alone))?.details['hint']).toContain('at least 15')
    expect(await wrongWith('kettle drum 77 x', alone)).toBeNull()
  })

  it('is looked at in moments, however it is made', async () => {
    await wrongWith('the dictionaries are read by now')
    for (const password of ['aA1!'.repeat(64), 'password'.repeat(32), '1'.repeat(256), 'p@55w0rd'.repeat(32)]) {
      const began = performance.now()
      await wrongWith(password)
      expect(performance.now() - began, password.slice(0, 8)).toBeLessThan(1500)
    }
  })

  it('is taken though the list has gone, and the log tells', async () => {
    const broken = { ...admit, config: { ...admit.config, breachedPasswords: join(folder, 'gone.txt') } }
    await checkNewPassword(broken, stolen, choosing)
    expect(logged).toEqual(['the list of stolen passwords cannot be used'])
  })
})
