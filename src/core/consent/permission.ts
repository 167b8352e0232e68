/** A delegated permission and who may consent to it. */
export type Permission = { readonly value: string; readonly title: string; readonly consent: 'user' | 'admin' }
