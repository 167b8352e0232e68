import { type default as Provider, errors } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { consumedFirst, revokeGrant } from '../../app/artifacts.ts'

/** A code is redeemed once, also when two redeem it at the same moment; the second takes back what the first was given (SEC-19). */
export function redeemCodesOnce(provider: Provider, admit: Admit, tenantId: string): void {
  const redeem = async function (this: { readonly jti: string; readonly grantId: string }): Promise<void> {
    if (await consumedFirst(admit, tenantId, 'AuthorizationCode', this.jti)) return
    await revokeGrant(admit, tenantId, this.grantId)
    throw new errors.InvalidGrant('authorization code already consumed')
  }
  Object.assign(provider.AuthorizationCode.prototype, { consume: redeem })
}
