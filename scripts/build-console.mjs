// Builds the console into dist/console, only when something it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const stamp = 'dist/.console-built-from'
const digest = createHash('sha256')
for (const file of [
  ...filesOf('src/console'),
  ...filesOf('src/core'),
  'package-lock.json',
  'scripts/build-console.mjs',
])
  digest.update(file).update('\0').update(readFileSync(file))
const wanted = digest.digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Building the console…')
  const { build } = await import('vite')
  const { default: react } = await import('@vitejs/plugin-react')
  await build({
    configFile: false,
    root: 'src/console',
    base: '/admin/',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: '../../dist/console',
      emptyOutDir: true,
      // A data: address in a style or script is what the content policy forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  })
  writeFileSync(stamp, wanted)
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
