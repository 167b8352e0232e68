import type { Served } from '../setup/server.ts'
import { listenAsApp } from './app-address.ts'
import { BareClient } from './bare-client.ts'
import type { Caller } from './companies.ts'
import { registerApp } from './register-app.ts'
import { signInAt } from './sign-in.ts'
import { Visitor } from './visitor.ts'

type Person = Parameters<typeof signInAt>[2]

/** Tokens of an app that people sign in to, for these permissions of our API: what they carry is what was really asked for. */
export async function delegated(served: Served, permissions: readonly string[]) {
  const app = await listenAsApp()
  const back = `${app.origin}/callback`
  const scopes = ['openid', 'profile', ...permissions.map((one) => `https://graph.admit/${one}`)]
  const registered = await registerApp(
    served,
    { name: `For ${permissions.join(' ')}`.slice(0, 120), redirectUris: [{ uri: back, kind: 'web' }] },
    scopes,
  )
  const client = new BareClient(served, registered, back)
  return {
    stop: app.stop,
    /** What the app sends in the name of somebody, who signs in to it. */
    async of(person: Pick<Person, 'signInName' | 'password' | 'totpSecret'>): Promise<Caller> {
      const page = await signInAt(new Visitor(), client.address({ scope: scopes.join(' ') }), person as Person)
      const code = new URL(page.url).searchParams.get('code')
      if (code === null) throw new Error(`no code at ${page.url}:\n${page.text}`)
      const { body } = await client.redeem(code)
      return { authorization: `Bearer ${String(body['access_token'])}` }
    },
  }
}
