import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import type { Expected } from '../../app/apply-changes.ts'
import { versionOf } from '../../app/versions.ts'
import { AppError } from '../../errors.ts'
import type { Fields } from './odata/field.ts'
import { viewerOf } from './viewer.ts'

/** What a request is about, as the journal calls it. */
export type About = { readonly entity: Expected['entity']; readonly entityId: string }

/** The number of the last change as RFC 9110 §8.8.3 writes it: weak, for what is shown depends on what is asked. */
const tagOf = (version: number) => `W/"${version}"`

/** A thing as it is shown, with the tag that `If-Match` takes; the same stands in the `ETag` header. */
export async function tagged(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  about: About,
  show: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  // The tag first: what changes in between makes the tag stale and never the thing.
  const tag = tagOf(await versionOf(admit, await viewerOf(admit, request), about.entity, about.entityId))
  const { '@odata.context': context, ...item } = await show()
  reply.header('etag', tag)
  return { '@odata.context': context, '@odata.etag': tag, ...item }
}

/**
 * What was shown, or 304 where the caller has it: asked after it was read, so that who may not read it learns nothing. What
 * changes without the thing itself, as memberships and states do, and is asked for by name, is always told anew.
 */
export function unlessKnown(
  request: FastifyRequest,
  reply: FastifyReply,
  { fields }: { readonly fields: Fields },
  item: Readonly<Record<string, unknown>>,
): FastifyReply | Readonly<Record<string, unknown>> {
  const known = String(request.headers['if-none-match'] ?? '')
  const { $expand } = request.query as { readonly $expand?: string }
  const isAlone = $expand === undefined && !Object.keys(item).some((name) => fields[name]?.isBySelect === true)
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const own = String(item['@odata.etag']).replace(/^W\//, '')
  return isAlone && (known.trim() === '*' || tags.includes(own)) ? reply.code(304).send() : item
}

/** What `If-Match` expects the thing to be; null where nothing is said, or whatever there is will do. */
export function expectedBy(request: FastifyRequest, about: About): Expected | null {
  const given = request.headers['if-match']
  if (given === undefined || given.trim() === '*') return null
  const version = /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(given)?.[1]
  // A tag that we never gave out is the tag of nothing that is here.
  if (version === undefined) throw new AppError('request.changed_meanwhile', { field: 'If-Match' })
  return { ...about, version: Number(version) }
}
