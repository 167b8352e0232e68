// Everything that must hold: formatting, types, walls, tests. Prints `N passed, N failed` last.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

// Node 24 of the project runs the tools, also when this is called without npm.
process.env.PATH = `${join(process.cwd(), 'node_modules', '.bin')}${delimiter}${process.env.PATH}`
// What Node compiles is kept: each test file is a process of its own, and so is each command that is tried.
process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), 'node_modules', '.cache', 'compiled')

let passed = 0
let failed = 0

function check(name, command, args) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (status === 0) passed++
  else failed++
}

check('formatted, and nothing a linter would say', 'biome', ['check', '.'])
check('types', 'tsc', ['--noEmit'])
check('types of the console', 'tsc', ['--noEmit', '-p', 'src/console'])
check('types of the core, which knows nothing of the world', 'tsc', ['--noEmit', '-p', 'src/core'])

const report = join(tmpdir(), `admit-tests-${process.pid}.json`)
const { status } = spawnSync(
  'node_modules/.bin/vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  { stdio: 'inherit' },
)
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  failed += result.numFailedTests
  const skipped = result.numPendingTests + result.numTodoTests
  if (skipped > 0) console.log(`${skipped} skipped`)
  // A file that cannot even be loaded has no tests to fail.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  failed += unloaded
  // Something broke outside of any test, an unhandled rejection for one; or nothing ran at all.
  if (status !== 0 && result.numFailedTests + unloaded === 0) failed++
  if (result.numTotalTests === 0) failed++
  rmSync(report)
} catch {
  failed++
}

const named = new Set(
  testFiles('src')
    .concat(testFiles('test'))
    .flatMap((file) => readFileSync(file, 'utf8').match(/\b(?:SEC|REL)-\d\d\b/g) ?? []),
)
const wanted = readFileSync('docs/security-requirements.txt', 'utf8').match(/^(?:SEC|REL)-\d\d/gm)
const unnamed = wanted.filter((one) => !named.has(one))
console.log(
  `Requirements of docs/security-requirements.txt that no test names, ${unnamed.length} of ${wanted.length}: ${unnamed.join(' ') || 'none'}`,
)

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
