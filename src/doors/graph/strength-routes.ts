import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { mustRead } from '../../app/viewer.ts'
import { askedStrengths } from '../../core/methods/strengths.ts'
import { strengthOfId } from '../../core/policy/built-in-strengths.ts'
import { AppError } from '../../errors.ts'
import type { Api } from './api.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { strengthNoun } from './nouns/strength.ts'
import { viewerOf } from './viewer.ts'

const byId = z.object({ id: z.string().max(64) })

/** How strong a proof policies can ask for: the strengths that are built in. */
export function strengthRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/policies/authenticationStrengthPolicies'
  app.get(at, { schema: listing }, (request) =>
    collection(admit, request, strengthNoun, async (viewer, asked) => {
      mustRead(viewer, 'Policy.Read.All', 'policies')
      return pageOf(askedStrengths, strengthNoun, asked)
    }),
  )
  app.get(`${at}/:id`, { schema: { ...showing, params: byId } }, async (request) => {
    mustRead(await viewerOf(admit, request), 'Policy.Read.All', 'policies')
    const strength = strengthOfId(request.params.id)
    if (strength === null) throw new AppError('strength.not_found')
    return entity(admit, request, strengthNoun, strength)
  })
}
