import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const args = ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars', '--disable-gpu']

/**
 * A real Chromium without a window: the one that CHROMIUM names, or the one that came with npm, which brings the
 * libraries and letters it needs, so that nothing has to be installed on the machine.
 */
export async function launchChromium(): Promise<Browser> {
  const own = process.env['CHROMIUM']
  if (own !== undefined) return playwright.launch({ executablePath: own, args })
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The Chromium that comes with npm is for Linux on x64 alone; name another one in CHROMIUM')
  const folder = await unpacked()
  const env = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  }
  return playwright.launch({ executablePath: join(folder, 'chromium'), args, env })
}

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))

/** The folder with the Chromium of npm, unpacked once; whoever comes first, nobody sees half of it. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(modules, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(modules, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder

  await mkdir(dirname(folder), { recursive: true })
  const partial = await mkdtemp(`${folder}-`)
  // It unpacks into the folder for temporary files, and its libraries only where it takes itself to be at its maker's.
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] }
  Object.assign(process.env, { TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' })
  try {
    await chromium.executablePath()
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
  await writeFile(join(partial, 'fonts.conf'), fontsConf(folder))
  await rename(partial, folder).catch(async () => rm(partial, { recursive: true }))
  return folder
}

const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
