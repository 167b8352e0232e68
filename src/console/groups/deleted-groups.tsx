import { DeletedList } from '../parts/deleted-list.tsx'

/** Groups that can be brought back with everybody who was in them. */
export function DeletedGroups() {
  return (
    <DeletedList
      what="group"
      path="admit/deletedGroups"
      about="A group is kept for 30 days after it is deleted, with everybody who was in it. A group for roles is not."
      restore={(groupId) => ({ do: 'restore_group', groupId })}
      purge={(groupId) => ({ do: 'purge_group', groupId })}
    />
  )
}
