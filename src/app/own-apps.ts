/** Parts of Admit that people sign in to like to any app: policies apply to them, nobody consents to them. The same in every tenant. */
export const portalAppId = '00000000-ad01-4000-8000-000000000001'
export const consoleAppId = '00000000-ad01-4000-8000-000000000002'
/** Our own API, the resource that tokens for `/v1.0` are made for. */
export const apiAppId = '00000000-ad01-4000-8000-000000000003'
export const apiIdentifierUri = 'https://graph.admit'
