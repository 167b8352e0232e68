import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aboutList, isBreached } from './breached.ts'
import { ntHash } from './nt-hash.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admit-breached-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()
const stolen = Array.from({ length: 5000 }, (_, i) => `stolen ${i}`)
const safe = Array.from({ length: 300 }, (_, i) => `safe ${i}`)

async function list(lines: readonly string[], end = '\r\n', last = end): Promise<string> {
  const path = join(folder, `${Math.random()}.txt`)
  await writeFile(path, lines.join(end) + last)
  return path
}

describe('a list of stolen passwords', () => {
  it.each([
    ['SHA-1 with counts, as Have I Been Pwned gives them', sha1, (n: number) => `:${n ** 3 + 1}`, '\r\n', '\r\n'],
    ['SHA-1 alone, without an end after the last', sha1, () => '', '\n', ''],
    ['NT with counts', (text: string) => ntHash(text).toUpperCase(), (n: number) => `:${n}`, '\r\n', '\r\n'],
  ] as const)('%s: each is found, and nothing else is', async (_, hash, count, end, last) => {
    const lines = stolen
      .map(hash)
      .sort()
      .map((one, i) => `${one}${count(i)}`)
    const path = await list(lines, end, last)
    // The first and the last of the file, and every seventh.
    const order = [...stolen].sort((a, b) => (hash(a) < hash(b) ? -1 : 1))
    for (const one of [order[0], order.at(-1), ...order.filter((_, i) => i % 7 === 0)])
      expect(await isBreached(one as string, path), one).toBe(true)
    for (const one of safe) expect(await isBreached(one, path), one).toBe(false)
  })

  it('of one line, and of none that fits', async () => {
    expect(await isBreached('stolen 1', await list([sha1('stolen 1')]))).toBe(true)
    expect(await isBreached('stolen 2', await list([sha1('stolen 1')]))).toBe(false)
  })

  it.each([
    ['nothing', []],
    ['words', ['password', 'letmein']],
    ['hashes in small letters', [sha1('a').toLowerCase()]],
    ['one long line', ['F'.repeat(1000)]],
  ])('that is %s is told', async (_, lines) => {
    const path = await list(lines)
    await expect(isBreached('stolen 1', path)).rejects.toThrow('it has a line that is no hash')
    await expect(aboutList(path)).rejects.toThrow('it has a line that is no hash')
  })

  it('is known by its size and by when it was written, without being read', async () => {
    const path = await list(stolen.map(sha1).sort())
    const { bytes, changedAt } = await aboutList(path)
    expect(bytes).toBe(stolen.length * 42)
    expect(Math.abs(Date.now() - changedAt)).toBeLessThan(60_000)
    const empty = join(folder, 'empty.txt')
    await writeFile(empty, '')
    await expect(aboutList(empty)).rejects.toThrow('it has a line that is no hash')
  })

  it('that is not there is told', () => expect(isBreached('x', join(folder, 'none'))).rejects.toThrow('ENOENT'))
})
