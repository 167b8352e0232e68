import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { organizationOf } from '../../app/organization.ts'
import { directoryObjects, type DirectoryRow } from '../../app/related.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { country, id, language } from './fields.ts'
import { objectNoun, objectShape } from './nouns/directory-object.ts'
import { organizationNoun } from './nouns/organization.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const wanted = z.strictObject({
  ids: z.array(id).min(1).max(1000),
  types: z.array(z.string().max(64)).max(20).optional(),
})
/** What of it is set here; its name and domains are set elsewhere. */
const edited = z.strictObject({
  preferredLanguage: language.nullable().optional(),
  countryLetterCode: country.nullable().optional(),
})
const both: ReadonlySet<'user' | 'group'> = new Set(['user', 'group'])

/** The organisation itself, and things of it by nothing but their ids. */
export function organizationRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/organization', { schema: listing }, (request) =>
    collection(admit, request, organizationNoun, async (viewer, asked) =>
      pageOf([await organizationOf(admit, viewer)], organizationNoun, asked),
    ),
  )
  app.get('/v1.0/organization/:id', { schema: { ...showing, params: byId } }, async (request) => {
    const found = await organizationOf(admit, await viewerOf(admit, request))
    if (found.id !== request.params.id) throw new AppError('tenant.not_found')
    return entity(admit, request, organizationNoun, found)
  })
  app.patch('/v1.0/organization/:id', { schema: { tags, params: byId, body: edited } }, async (request, reply) => {
    const found = await organizationOf(admit, await viewerOf(admit, request))
    if (found.id !== request.params.id) throw new AppError('tenant.not_found')
    const { preferredLanguage: language, countryLetterCode: country } = request.body
    const changes: Change[] = [
      ...(language === undefined ? [] : [{ do: 'set_language' as const, language }]),
      ...(country === undefined ? [] : [{ do: 'set_usage_location' as const, country }]),
    ]
    if (changes.length > 0) await carryOut(admit, request, changes)
    return done(reply)
  })
  app.get('/v1.0/directoryObjects/:id', { schema: { ...showing, params: byId } }, async (request) => {
    const [found] = await directoryObjects(admit, await viewerOf(admit, request), [request.params.id], both)
    if (found === undefined) throw new AppError('member.not_found')
    return entity(admit, request, objectNoun, found)
  })
  app.post('/v1.0/directoryObjects/getByIds', { schema: { tags, body: wanted } }, async (request) => {
    const { ids, types } = request.body
    const names = types?.map((type) => type.replace('#microsoft.graph.', ''))
    const kinds = new Set(
      [...both].filter((kind) => names?.some((name) => name === kind || name === 'directoryObject') ?? true),
    )
    const found: readonly DirectoryRow[] = await directoryObjects(
      admit,
      await viewerOf(admit, request),
      [...new Set(ids)],
      kinds,
    )
    return {
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#directoryObjects`,
      value: found.map(objectShape),
    }
  })
}
