import { type Allowed, allowedFor, type RuledKind, ruledKinds } from '../../core/methods/allowed.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { asAdministrator } from '../directory.ts'
import { hasPermission, type Viewer } from '../viewer.ts'

/** For whom each way to prove who one is is allowed. */
export type MethodRulesShown = readonly { readonly kind: RuledKind; readonly to: Allowed }[]

/** Which ways the organisation allows, in the order they are offered. */
export function methodRules(admit: Admit, viewer: Viewer): Promise<MethodRulesShown> {
  // Whoever may read all policies may read this one.
  const permission = hasPermission(viewer, ['Policy.Read.All']) ? 'Policy.Read.All' : 'Policy.Read.AuthenticationMethod'
  return asAdministrator(
    admit,
    viewer,
    permission,
    async (t) => {
      const tenant = await loadTenantPart(t)
      return ruledKinds.map((kind) => ({ kind, to: allowedFor(tenant, kind) }))
    },
    'methods',
  )
}
