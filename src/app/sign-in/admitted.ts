import type { ProvedBy } from '../../core/methods/methods.ts'
import { deleteFlow, loadFlow } from '../../store/flows.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { Flow } from './flow.ts'
import { readSecret } from './session.ts'

/** The person a client's sign-in ended with; null when it has not, or is another's. Asked once: the flow ends with it. */
export async function admittedFlow(
  admit: Admit,
  secret: string | null,
  oidcUid: string,
): Promise<{ readonly accountId: string; readonly authAt: number; readonly methods: readonly ProvedBy[] } | null> {
  const key = readSecret(secret)
  if (key === null) return null
  return withTenant(admit.store, key.tenantId, async (t) => {
    const flow = await loadFlow<Flow>(t, key.hash, admit.now())
    if (flow === null || flow.oidcUid !== oidcUid || flow.admittedSession === null || flow.accountId === null)
      return null
    await deleteFlow(t, key.hash)
    return { accountId: flow.accountId, authAt: flow.credentialAt ?? admit.now(), methods: flow.methods }
  })
}
