import type { Admit } from '../../app/admit.ts'
import { signInPages } from '../../app/sign-in-pages.ts'
import { addLogo } from '../../app/branding/branding.ts'
import { AppError } from '../../errors.ts'
import type { Api } from './api.ts'
import { viewerOf } from './viewer.ts'

/** Larger ones are not even read; a little more than may be, so that a sentence says so. */
const mostBytes = 300_000

/** How the sign-in pages are here; changes say otherwise (`set_stay_signed_in`, `set_branding`). */
export function signInPageRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/admit/signInPages', { schema: { tags: ['admit'] } }, async (request) =>
    signInPages(admit, await viewerOf(admit, request)),
  )

  // A form of another site cannot send these types without being asked (SEC-14).
  app.addContentTypeParser(['image/png', 'image/jpeg'], { parseAs: 'buffer', bodyLimit: mostBytes }, (_, body, done) =>
    done(null, body),
  )
  app.post('/v1.0/admit/signInPages/logo', { schema: { tags: ['admit'] }, bodyLimit: mostBytes }, async (request) => {
    const viewer = await viewerOf(admit, request)
    const { body } = request
    if (!Buffer.isBuffer(body))
      throw new AppError('request.wrong_type', { hint: 'A picture is wanted: image/png or image/jpeg.' })
    return { logo: await addLogo(admit, viewer, body) }
  })
}
