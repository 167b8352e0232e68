import type { Change } from '../api.ts'
import { ofOwners } from '../../core/changes/may-do.ts'
import { useMay, useSession } from '../session.tsx'
import type { GroupDetails } from './group.ts'

/** Tells whether one may make changes of a kind to a group: by one's roles, or as its owner. */
export function useMayIn({ owners, isRoleAssignable }: GroupDetails): (kind: Change['do']) => boolean {
  const may = useMay()
  const { accountId } = useSession()
  const isOwner = !isRoleAssignable && owners.some(({ id }) => id === accountId)
  return (kind) => may(kind) || (isOwner && ofOwners.has(kind))
}
