import { expect } from 'vitest'
import type { PasskeyOptions } from '../../src/app/sign-in/passkey-options.ts'
import type { Served } from '../setup/server.ts'
import type { Visitor } from './visitor.ts'

/** The token of the form on the page that somebody sees. */
export const token = (visitor: Visitor) => /name="token" value="([^"]+)"/.exec(visitor.page?.html ?? '')?.[1] as string

/** What the script of a page does with passkeys: it asks what is wanted, and sends what an authenticator answers. */
export function passkeyPages(served: () => Served) {
  async function optionsFor(visitor: Visitor): Promise<PasskeyOptions> {
    const { origin } = served()
    const response = await visitor.fetch(`${origin}/signin/flow/passkey-options`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ token: token(visitor) }),
    })
    expect(response.status).toBe(200)
    return (await response.json()) as PasskeyOptions
  }

  return {
    optionsFor,

    async toProve(visitor: Visitor) {
      const options = await optionsFor(visitor)
      if (!('get' in options)) throw new Error('a passkey is to be made here')
      return options.get
    },

    async toMake(visitor: Visitor) {
      const options = await optionsFor(visitor)
      if (!('create' in options)) throw new Error('a passkey is to be proved here')
      return options.create
    },

    /** Sends an answer as the page's script does, and gives the heading of what follows. */
    async answer(visitor: Visitor, given: object | string, to = 'passkey'): Promise<string> {
      const { origin } = served()
      const response = await visitor.fetch(`${origin}/signin/flow/${to}`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({
          token: token(visitor),
          answer: typeof given === 'string' ? given : JSON.stringify(given),
        }),
      })
      await response.body?.cancel()
      const page = await visitor.open(new URL(response.headers.get('location') ?? '/signin/flow', origin).href)
      return /<h1>([^<]+)<\/h1>/.exec(page.html)?.[1] ?? page.text
    },
  }
}
