import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { confusablesOf } from '../scripts/confusables.ts'
import { looksModule, looksOf } from '../scripts/looks.ts'
import { lookOf } from '../src/core/naming/look-alike.ts'
import { root } from './walls.ts'

let confusables: ReadonlyMap<string, string>
beforeAll(async () => {
  confusables = confusablesOf(await readFile(process.execPath))
})

describe('SEC-02: what looks like what', () => {
  it('is written as Unicode has it (npm run docs:looks writes it)', async () => {
    const written = await readFile(join(root, 'src/core/naming/looks.ts'), 'utf8')
    expect(looksModule(looksOf(confusables), process.versions['unicode'] as string)).toBe(written)
  })

  it('is for every letter what Unicode says, but for ASCII and what we chose', () => {
    expect(confusables.size).toBeGreaterThan(6000)
    expect(confusables.get('ѕ')).toBe('s')
    // Capitals are small letters in a name; ours are drawn like a letter without the mark that Unicode gives them.
    const isOurs = (one: string) => one !== one.toLowerCase() || 'ŋƞղηɍғɫɗβꞵʐȷ'.includes(one) || /^.\u0335/u.test(one)
    // What Unicode writes with two of ASCII for one of it: `m` is `rn` there, and `"` two apostrophes.
    const isTwo = (like: string) => like === 'rn' || like === "''"
    const differing = [...confusables].filter(([one, like]) => {
      const isMet =
        /^[\p{L}\p{N}]$/u.test(one) && !/^[ -~]$/.test(one) && one.normalize('NFKC').normalize('NFD') === one
      return isMet && !isOurs(one) && !isTwo(like) && lookOf(`x${one}x`) !== lookOf(`x${like}x`)
    })
    expect(differing).toEqual([])
  })
})
