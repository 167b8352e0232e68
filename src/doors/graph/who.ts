import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { userPage } from '../../app/lists.ts'
import { normalisedName } from '../../app/sign-in-name.ts'
import { AppError } from '../../errors.ts'
import { viewerOf } from './viewer.ts'

/** The id of a user named by id or by user principal name; throws `user.not_found` where nobody has the name. */
export async function accountId(admit: Admit, request: FastifyRequest, name: string): Promise<string> {
  if (!name.includes('@')) return name
  const { items } = await userPage(admit, await viewerOf(admit, request), 'present', {
    where: {
      is: 'compare',
      field: 'userPrincipalName',
      column: 'signInName',
      op: 'eq',
      value: normalisedName(name),
    },
    order: [],
    after: null,
    limit: 1,
    wantsCount: false,
  })
  if (items[0] === undefined) throw new AppError('user.not_found')
  return items[0].id
}

/** The id of the person who asks; an app that acts by itself is nobody. */
export async function selfOf(admit: Admit, request: FastifyRequest): Promise<string> {
  const { accountId } = await viewerOf(admit, request)
  if (accountId === null) throw new AppError('auth.forbidden')
  return accountId
}
