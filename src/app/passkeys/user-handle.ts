/** What an authenticator keeps of whom a passkey is: tenant and account, 32 bytes that say nothing to others (WebAuthn 3 §14.6.1). */
export function userHandle(tenantId: string, accountId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(`${tenantId}${accountId}`.replaceAll('-', ''), 'hex'))
}

/** Whose passkey it is, from what an authenticator gives back in base64url; null where it is nothing of ours. */
export function readUserHandle(given: string): { readonly tenantId: string; readonly accountId: string } | null {
  const hex = Buffer.from(given, 'base64url').toString('hex')
  return hex.length === 64 ? { tenantId: uuid(hex.slice(0, 32)), accountId: uuid(hex.slice(32)) } : null
}

const uuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
