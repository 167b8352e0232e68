import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Language, languages } from '../../app/mail/languages.ts'
import { catalogues } from '../../app/words/say.ts'

const own = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
// The package says nothing of its bundle for browsers, which lies beside what it exports.
const library = dirname(dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')))

/** The scripts of hosted pages. Each only adds: to copy what is shown, and to use a passkey. */
const scripts: Readonly<Record<string, string>> = {
  'copy.js': own('copy.js'),
  'webauthn.js': readFileSync(join(library, 'dist/bundle/index.umd.min.js'), 'utf8'),
}

const passkey = own('passkey.js')

/** The script of passkeys with what it says in this language: each sentence of it stands on a line of its own. */
const passkeyIn = (language: Language): string =>
  passkey.replace(/^( {2}\w+: )'([^']+)',$/gm, (_, name: string, sentence: string) => {
    const said: Readonly<Record<string, string>> = language === 'en' ? {} : catalogues[language]
    return `${name}${JSON.stringify(said[sentence] ?? sentence)},`
  })

/** Serves the scripts of hosted pages. */
export function signinScripts(app: FastifyInstance): void {
  const spoken = new Map(Object.keys(languages).map((one) => [one, passkeyIn(one as Language)]))
  app.get('/signin/passkey.js', (request, reply) => {
    const { in: asked } = request.query as { in?: unknown }
    const script = spoken.get(typeof asked === 'string' ? asked : 'en') ?? passkey
    return reply.type('text/javascript').header('cache-control', 'public, max-age=3600').send(script)
  })
  for (const [name, script] of Object.entries(scripts))
    app.get(`/signin/${name}`, (_, reply) =>
      reply.type('text/javascript').header('cache-control', 'public, max-age=3600').send(script),
    )
}
