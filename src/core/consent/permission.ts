/** A delegated permission and who may consent to it. */
export type Permission = { readonly value: string; readonly title: string; readonly consent: 'user' | 'admin' }

/** A permission that an app exposes: its name behind the address of the app, what people read, and who consents to it. */
export type ExposedPermission = {
  readonly name: string
  readonly title: string
  readonly consent: 'user' | 'admin'
  /** What registrations elsewhere name it by; left out, one that follows from the app and the name. */
  readonly id?: string | undefined
  readonly description?: string | undefined
}
