import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { type Applied, applyChanges } from '../../app/apply-changes.ts'
import type { Change } from '../../core/changes/change.ts'
import { type Already, isAlready } from '../../app/already.ts'
import type { Secrets } from '../../app/apply-changes.ts'
import { AppError, type ErrorCode } from '../../errors.ts'
import { changeSchema, changesOf } from './change-schema.ts'
import { type About, expectedBy } from './entity-tag.ts'
import { applied, preferences } from './odata/prefer.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const several = z.array(changeSchema)

/**
 * Carries out what a request of Graph amounts to, all of it or nothing; what no change may hold is refused as it is everywhere.
 * `about` is what `If-Match` speaks of; `also` is done in the same transaction, `secrets` belong to the changes.
 */
export async function carryOut(
  admit: Admit,
  request: FastifyRequest,
  changes: readonly Change[],
  about: About | null = null,
  also?: Parameters<typeof applyChanges>[5],
  secrets?: Secrets,
): Promise<Applied> {
  const viewer = await viewerOf(admit, request)
  const checked = several.safeParse(changes)
  if (checked.success)
    return applyChanges(
      admit,
      viewer,
      changesOf(checked.data),
      null,
      about === null ? null : expectedBy(request, about),
      also,
      secrets,
    )
  const [issue] = checked.error.issues
  throw new AppError('request.invalid', { field: issue?.path.slice(1).join('.') ?? '', hint: issue?.message ?? '' })
}

/**
 * Carries out one change, and refuses it with the code where what it would make so is so already, or where what it takes away
 * is not there. It refuses last: nobody learns what there is who may not change it.
 */
export async function carryOutOnce(
  admit: Admit,
  request: FastifyRequest,
  change: Change,
  about: Already,
  refused: { readonly where: 'there' | 'not there'; readonly code: ErrorCode },
): Promise<void> {
  const isThere = await isAlready(admit, await viewerOf(admit, request), about)
  await carryOut(admit, request, [change], null, async () => {
    if (isThere === (refused.where === 'there')) throw new AppError(refused.code)
  })
}

/** Says that it is done and there is nothing to show. */
export function done(reply: FastifyReply): FastifyReply {
  return reply.code(204).send()
}

/** Answers a change with nothing, or with what it made of the thing where the caller prefers that. */
export async function changed(
  request: FastifyRequest,
  reply: FastifyReply,
  show: () => Promise<Record<string, unknown>>,
): Promise<FastifyReply> {
  if (preferences(request).returns !== 'representation') return done(reply)
  return applied(reply, 'return=representation')
    .code(200)
    .send(await show())
}

/** Answers with what was made, or with its address alone where the caller prefers that. */
export async function made(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  show: () => Promise<Record<string, unknown>>,
): Promise<FastifyReply> {
  const address = `${originOf(admit, request)}/v1.0/${path}`
  reply.header('location', address)
  if (preferences(request).returns !== 'minimal') return reply.code(201).send(await show())
  return done(applied(reply.header('odata-entityid', address), 'return=minimal'))
}
