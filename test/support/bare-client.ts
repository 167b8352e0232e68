import { createHash } from 'node:crypto'
import type { Served } from '../setup/server.ts'
import type { Registered } from './register-app.ts'
import { signInAt } from './sign-in.ts'
import { Visitor } from './visitor.ts'

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }
type Fields = Readonly<Record<string, string | undefined>>

export const verifier = 'a-code-verifier-of-forty-three-characters-or-more'
export const challenge = createHash('sha256').update(verifier).digest('base64url')

/** A client without a library, which sends what a test wants and not what is right. */
export class BareClient {
  readonly at: string
  readonly #served: Served
  readonly #app: Registered
  readonly #redirectUri: string

  constructor(served: Served, app: Registered, redirectUri: string) {
    this.at = `${served.origin}/${served.demo.tenant.id}`
    this.#served = served
    this.#app = app
    this.#redirectUri = redirectUri
  }

  /** The address of a right authorization request with some parameters replaced, or left out where undefined. */
  address(changed: Fields = {}): string {
    const right = {
      client_id: this.#app.id,
      redirect_uri: this.#redirectUri,
      response_type: 'code',
      scope: 'openid profile offline_access',
      state: 'a-state',
      nonce: 'a-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }
    return `${this.at}/oauth2/v2.0/authorize?${new URLSearchParams(sent({ ...right, ...changed }))}`
  }

  /** What the app is answered without anybody being asked anything: the parameters at its redirect address, or null. */
  async answered(changed: Fields, visitor = new Visitor()): Promise<URLSearchParams | null> {
    let at = this.address(changed)
    for (let hop = 0; hop < 5; hop++) {
      const response = await visitor.fetch(at)
      await response.body?.cancel()
      const to = response.headers.get('location')
      if (to === null) return null
      at = new URL(to, at).href
      const { searchParams, hash } = new URL(at)
      if (at.startsWith(this.#redirectUri))
        return new URLSearchParams([...searchParams, ...new URLSearchParams(hash.slice(1))])
    }
    return null
  }

  /** A code for somebody of the demo company, who is signed in afterwards. */
  async code(key: string, changed: Fields = {}, visitor = new Visitor()): Promise<string> {
    const person = this.#served.demo.people.find((one) => one.key === key)
    if (person === undefined) throw new Error(`nobody is called ${key}`)
    const page = await signInAt(visitor, this.address(changed), person)
    const code = new URL(page.url).searchParams.get('code')
    if (code === null) throw new Error(`no code at ${page.url}:\n${page.text}`)
    return code
  }

  /** Redeems a code, with some fields of the right request replaced or left out. */
  redeem(code: string, changed: Fields = {}): Promise<Answer> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.#redirectUri,
      code_verifier: verifier,
      ...changed,
    })
  }

  refresh(token: unknown, changed: Fields = {}): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(token), ...changed })
  }

  /** A request to the token endpoint, as this app. */
  token(fields: Fields): Promise<Answer> {
    return this.post('/oauth2/v2.0/token', {
      client_id: this.#app.id,
      ...(this.#app.secret === '' ? {} : { client_secret: this.#app.secret }),
      ...fields,
    })
  }

  async post(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await fetch(this.at + path, { method: 'POST', body: new URLSearchParams(sent(fields)), headers })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
    }
  }
}

function sent(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
