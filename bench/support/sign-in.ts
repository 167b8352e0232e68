import { createHash, randomBytes } from 'node:crypto'
import { Visitor } from '../../test/support/visitor.ts'
import { type BenchApp, scopes } from './people.ts'

export type Tokens = { readonly access_token: string; readonly id_token: string; readonly refresh_token: string }

/**
 * A whole password sign-in to an app as its person and the app make it, from the authorization endpoint to the tokens;
 * throws when it ends anywhere else.
 */
export async function signIn(
  authority: string,
  app: BenchApp,
  person: { readonly signInName: string; readonly password: string },
): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url')
  const visitor = new Visitor()
  const query = new URLSearchParams({
    client_id: app.id,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    state: 'x',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  await visitor.open(`${authority}/oauth2/v2.0/authorize?${query}`)
  await visitor.send({ name: person.signInName })
  // The app's address, where nobody listens, is where the walk ends.
  await visitor.send({ password: person.password }).catch(() => {})
  const back = new URL(visitor.trail.at(-1) as string)
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(`the sign-in ended at ${back.href}: ${visitor.page?.text ?? ''}`)
  const response = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.id,
      client_secret: app.secret,
      redirect_uri: app.redirectUri,
      code,
      code_verifier: verifier,
    }),
  })
  const tokens = (await response.json()) as Tokens
  if (response.status !== 200 || !tokens.id_token || !tokens.refresh_token)
    throw new Error(`no tokens: ${JSON.stringify(tokens)}`)
  return tokens
}
