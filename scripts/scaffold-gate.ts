import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a gate that compiles, its test, and its place at the end of the list below `root`; gives the paths. The gate lets
 * everybody through and its test fails until its question is really answered. Throws, with nothing written, where the name
 * or the code is taken or is none.
 */
export function scaffoldGate(root: string, name: string, code: string): readonly string[] {
  const folder = join(root, 'src/core/gates')
  const paths = [`src/core/gates/${name}.ts`, `src/core/gates/${name}.test.ts`, 'src/core/gates/index.ts']
  const [gate, test, list] = paths.map((path) => join(root, path)) as [string, string, string]
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`“${name}” is no name: write it like account-enabled`)
  if (!/^[A-Z]+(-[A-Z]+)+$/.test(code)) throw new Error(`“${code}” is no code: write it like ACC-ENABLED`)
  if (existsSync(gate)) throw new Error(`there is a gate ${name}`)
  const others = gatesIn(folder)
  if (others.includes(`'${code}'`)) throw new Error(`${code} is the code of another reason`)

  const listed = withGate(readFileSync(list, 'utf8'), name)
  writeFileSync(gate, gateText(name, code, freeNumber(others)))
  writeFileSync(test, testText(name))
  writeFileSync(list, listed)
  return paths
}

function gatesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n')
}

/** The next of our own numbers, which begin at 1,000,000. */
function freeNumber(gates: string): number {
  const own = [...gates.matchAll(/\b1\d{6}\b/g)].map(([number]) => Number(number))
  return Math.max(1_000_000, ...own) + 1
}

/** The list with the gate imported, in the order of names, and standing last. */
function withGate(list: string, name: string): string {
  const lines = list.split('\n')
  const before = lines.findIndex((line) => {
    const other = /^import \{ \w+ \} from '\.\/([\w-]+)\.ts'$/.exec(line)?.[1]
    return other !== undefined && other > name
  })
  const lastImport = lines.findLastIndex((line) => line.startsWith('import '))
  lines.splice(before === -1 ? lastImport + 1 : before, 0, `import { ${camel(name)} } from './${name}.ts'`)
  const start = lines.findIndex((line) => line.startsWith('export const gates'))
  const end = lines.indexOf(']', start)
  if (start === -1 || end === -1) throw new Error('the list of gates is not found in index.ts')
  lines.splice(end, 0, `  ${camel(name)},`)
  return lines.join('\n')
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function gateText(name: string, code: string, number: number): string {
  return `import { defineGate, notApplicable } from '../gate.ts'

/** Say in one sentence what must be so, and why. */
export const ${camel(name)} = defineGate({
  id: '${name}',
  question: 'Is it so?',
  needs: ['account'],
  reads: [],
  reasons: {
    not_so: {
      code: '${code}',
      number: ${number},
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The fault in a few words',
      tell: 'What stands in the way of {app}, and who can help. Reference {ref}.',
      explain: 'what an administrator reads of {person}, as a part of a sentence',
    },
  },

  // Until this is written, the gate lets everybody through and its test fails.
  check() {
    return notApplicable('this gate is not written yet')
  },
})
`
}

function testText(name: string): string {
  return `import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { ${camel(name)} } from './${name}.ts'

describeGate(${camel(name)}, {
  pass: { 'when it is so': aSnapshot() },
  stop: { 'when it is not': ['not_so', aSnapshot({ account: {} })] },
})
`
}
