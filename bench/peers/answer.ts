import type { Population } from '../population.ts'

/** What the policies alone say of an attempt: blocked, a second factor asked, or nothing. */
export type Answer = 'block' | 'mfa' | 'nothing'

/** An engine that was given a tenant's policies: the answer for the attempt with this number. */
export type Peer = { readonly name: string; readonly answer: (attempt: number) => Answer }

export type MakePeer = (population: Population) => Promise<Peer>
