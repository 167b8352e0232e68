import { roleName } from '../../core/changes/roles.ts'

/** Who does a step of a repair, in words. */
export function doer(by: string, role: string): string {
  if (by === 'self') return 'they themselves'
  if (by === 'wait') return 'time'
  return by === 'outside' ? `${roleName(role)}, with the seller` : roleName(role)
}
