import type { Admit } from '../../app/admit.ts'
import { passwordSettings } from '../../app/password-settings.ts'
import type { Api } from './api.ts'
import { viewerOf } from './viewer.ts'

/** What passwords have to be here; changes say otherwise (`set_banned_words`, `set_password_lifetime`, …). */
export function passwordRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/admit/passwords', { schema: { tags: ['admit'] } }, async (request) =>
    passwordSettings(admit, await viewerOf(admit, request)),
  )
}
