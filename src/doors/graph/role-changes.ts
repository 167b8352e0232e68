import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import type { Change } from '../../core/changes/change.ts'
import type { ErrorCode } from '../../errors.ts'
import type { RoleAssignment } from '../../store/app-lists.ts'
import { carryOutOnce } from './carry-out.ts'

/** Gives a role, or refuses where it is given there already. */
export function giveRole(admit: Admit, request: FastifyRequest, one: RoleAssignment, code: ErrorCode = 'role.exists') {
  return carryOutOnce(admit, request, given(one), { is: 'role', ...one }, { where: 'there', code })
}

/** Takes a role, or refuses where it is not given there. */
export function takeRole(admit: Admit, request: FastifyRequest, one: RoleAssignment) {
  const refused = { where: 'not there', code: 'role.not_assigned' } as const
  return carryOutOnce(admit, request, taken(one), { is: 'role', ...one }, refused)
}

function given({ principalId, kind, role, unitId }: RoleAssignment): Change {
  const where = unitId === null ? {} : { unitId }
  return kind === 'group'
    ? { do: 'assign_group_role', groupId: principalId, role, ...where }
    : { do: 'assign_role', accountId: principalId, role, ...where }
}

function taken({ principalId, kind, role, unitId }: RoleAssignment): Change {
  const where = unitId === null ? {} : { unitId }
  return kind === 'group'
    ? { do: 'remove_group_role', groupId: principalId, role, ...where }
    : { do: 'remove_role', accountId: principalId, role, ...where }
}
