import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from './walls.ts'

const copy = mkdtempSync(join(tmpdir(), 'admit-new-gate-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))
for (const path of [
  'src/core',
  'scripts',
  'test/support/a-snapshot.ts',
  'test/support/describe-gate.ts',
  'tsconfig.json',
  'package.json',
])
  cpSync(join(root, path), join(copy, path), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

const run = (command: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', command), args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, said: `${stdout}${stderr}` }
}
const newGate = (...args: readonly string[]) => run('node', 'scripts/new-gate.ts', ...args)
const test = () => run('vitest', 'run', '--root', copy, 'src/core/gates/contract-signed.test.ts')
const gatePath = join(copy, 'src/core/gates/contract-signed.ts')

describe('npm run new:gate', () => {
  it.each([
    [['Contract', 'CON-SIGNED'], /no name/],
    [['contract-signed', 'con'], /no code/],
    [['account-enabled', 'CON-SIGNED'], /there is a gate/],
    [['contract-signed', 'ACC-ENABLED'], /another reason/],
    [['contract-signed', 'GRP-NEST'], /another reason/],
    [['contract-signed'], /NAME CODE/],
  ])('%s: writes nothing and says why', (args, why) => {
    const before = readFileSync(join(copy, 'src/core/gates/index.ts'), 'utf8')
    const { status, said } = newGate(...args)
    expect(status).not.toBe(0)
    expect(said).toMatch(why)
    expect(readFileSync(join(copy, 'src/core/gates/index.ts'), 'utf8')).toBe(before)
  })

  it('writes a gate that is imported, listed and compiles, as the formatter wants it', () => {
    expect(newGate('contract-signed', 'CON-SIGNED')).toMatchObject({ status: 0 })
    const list = readFileSync(join(copy, 'src/core/gates/index.ts'), 'utf8')
    expect(list).toContain(
      "\nimport { consented } from './consented.ts'\nimport { contractSigned } from './contract-signed.ts'\n",
    )
    expect(list).toMatch(/ {2}contractSigned,\n\]\n\n\/\*\* Why a gate stopped/)
    expect(readFileSync(gatePath, 'utf8')).toMatch(/code: 'CON-SIGNED',\n {6}number: 1\d{6},/)
    expect(run('tsc', '--noEmit', '-p', 'src/core')).toMatchObject({ status: 0 })
    cpSync(join(root, 'biome.json'), join(copy, 'biome.json'))
    expect(run('biome', 'check', 'src/core/gates')).toMatchObject({ status: 0 })
  })

  it('has a test that fails until the question is answered, and passes then', { timeout: 120_000 }, () => {
    const unanswered = test()
    expect(unanswered.status).toBe(1)
    expect(unanswered.said).toContain('stops when it is not')

    const gate = readFileSync(gatePath, 'utf8')
    const answered = gate
      .replace(
        / {2}\/\/ Until this[\s\S]*/,
        `  check({ account }) {
    const evidence = [{ at: 'account.attributes', found: account.attributes, wanted: 'a contract' }]
    if (account.attributes['jobTitle'] !== undefined) return { is: 'pass', evidence }
    const remedies = [{ do: 'set_attribute', accountId: account.id, name: 'jobTitle', value: 'Seller' } as const]
    return { is: 'stop', reason: 'not_so', args: {}, evidence, remedies }
  },
})
`,
      )
      .replace('defineGate, notApplicable', 'defineGate')
    writeFileSync(gatePath, answered)
    const testPath = join(copy, 'src/core/gates/contract-signed.test.ts')
    writeFileSync(testPath, readFileSync(testPath, 'utf8').replace('account: {}', 'account: { attributes: {} }'))
    expect(test()).toMatchObject({ status: 0 })
    expect(run('tsc', '--noEmit', '-p', 'src/core')).toMatchObject({ status: 0 })
  })
})
