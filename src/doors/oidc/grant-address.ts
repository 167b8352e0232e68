import type Provider from 'oidc-provider'

/** A grant that knows at which address of the app it was given. */
export type Addressed = { redirectUri?: string }

/** Has grants keep the address of the app, by which a refresh knows the instance that its token is of. */
export function keepAddressOfGrants({ Grant }: Provider): void {
  const { IN_PAYLOAD: fields } = Grant as unknown as { readonly IN_PAYLOAD: readonly string[] }
  Object.defineProperty(Grant, 'IN_PAYLOAD', { value: [...fields, 'redirectUri'] })
}
