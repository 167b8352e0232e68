import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from './app-address.ts'
import { type Registered, registerApp } from './register-app.ts'
import { trustAuthority } from './trust.ts'

export type ServedWebApp = {
  readonly served: Served
  readonly app: Awaited<ReturnType<typeof listenAsApp>>
  readonly web: Registered
  /** The origin a client reaches over TLS, by the authority that is trusted here. */
  readonly https: string
  readonly stop: () => Promise<void>
}

/** The demo company with a web app of its own, which is an API too, consented to for these scopes beside the usual ones. */
export async function serveWebApp(scopes: readonly string[] = []): Promise<ServedWebApp> {
  const served = await serveDemo()
  const app = await listenAsApp()
  trustAuthority(served.running.caPath as string)
  const web = await registerApp(
    served,
    {
      name: 'A web app',
      redirectUris: [{ uri: `${app.origin}/callback`, kind: 'web' }],
      postLogoutUris: [`${app.origin}/signed-out`],
      identifierUri: 'api://web',
      scopes: [{ name: 'read', title: 'Read for you', consent: 'user' }],
    },
    ['openid', 'profile', 'email', 'offline_access', 'api://web/read', ...scopes],
  )
  return {
    served,
    app,
    web,
    https: served.running.config.origins.find((origin) => origin.startsWith('https://localhost')) as string,
    async stop() {
      await app.stop()
      await served.stop()
    },
  }
}
