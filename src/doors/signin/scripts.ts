import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const own = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
// The package says nothing of its bundle for browsers, which lies beside what it exports.
const library = dirname(dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')))

/** The scripts of hosted pages. Each only adds: to copy what is shown, and to use a passkey. */
const scripts: Readonly<Record<string, string>> = {
  'copy.js': own('copy.js'),
  'passkey.js': own('passkey.js'),
  'webauthn.js': readFileSync(join(library, 'dist/bundle/index.umd.min.js'), 'utf8'),
}

/** Serves the scripts of hosted pages. */
export function signinScripts(app: FastifyInstance): void {
  for (const [name, script] of Object.entries(scripts))
    app.get(`/signin/${name}`, (_, reply) =>
      reply.type('text/javascript').header('cache-control', 'public, max-age=3600').send(script),
    )
}
