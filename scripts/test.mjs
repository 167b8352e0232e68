// Everything that must hold: types, walls, tests. Prints `N passed, N failed` last.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let passed = 0
let failed = 0

function check(name, command, args) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (status === 0) passed++
  else failed++
}

check('types', 'tsc', ['--noEmit'])
check('types of the core, which knows nothing of the world', 'tsc', ['--noEmit', '-p', 'src/core'])

const report = join(tmpdir(), `admit-tests-${process.pid}.json`)
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { stdio: 'inherit' })
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  failed += result.numFailedTests
  // A file that cannot even be loaded has no tests to fail.
  failed += result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  if (status !== 0 && result.numFailedTests === 0 && failed === 0) failed++
  rmSync(report)
} catch {
  failed++
}

const named = new Set(testFiles('src').concat(testFiles('test')).flatMap((file) => readFileSync(file, 'utf8').match(/\b(?:SEC|REL)-\d\d\b/g) ?? []))
const wanted = [...Array.from({ length: 42 }, (_, i) => `SEC-${String(i + 1).padStart(2, '0')}`), ...Array.from({ length: 10 }, (_, i) => `REL-${String(i + 1).padStart(2, '0')}`)]
console.log(`Requirements no test names: ${wanted.filter((one) => !named.has(one)).join(' ')}`)

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
