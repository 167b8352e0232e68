import type { Admit } from '../../app/admit.ts'
import { signInPages } from '../../app/sign-in-pages.ts'
import type { Api } from './api.ts'
import { viewerOf } from './viewer.ts'

/** How the sign-in pages are here; changes say otherwise (`set_stay_signed_in`, `set_branding`). */
export function signInPageRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/admit/signInPages', { schema: { tags: ['admit'] } }, async (request) =>
    signInPages(admit, await viewerOf(admit, request)),
  )
}
