import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { type Applied, applyChanges } from '../../app/apply-changes.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { changeSchema, changesOf } from './change-schema.ts'
import { viewerOf } from './viewer.ts'

const several = z.array(changeSchema)

/** Carries out what a request of Graph amounts to, all of it or nothing; what no change may hold is refused as it is everywhere. */
export async function carryOut(admit: Admit, request: FastifyRequest, changes: readonly Change[]): Promise<Applied> {
  const viewer = await viewerOf(admit, request)
  const checked = several.safeParse(changes)
  if (checked.success) return applyChanges(admit, viewer, changesOf(checked.data), null)
  const [issue] = checked.error.issues
  throw new AppError('request.invalid', { field: issue?.path.slice(1).join('.') ?? '', hint: issue?.message ?? '' })
}

/** Says that it is done and there is nothing to show. */
export function done(reply: FastifyReply): FastifyReply {
  return reply.code(204).send()
}
