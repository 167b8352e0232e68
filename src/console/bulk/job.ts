/** A job as the API tells it. */
export type Job = {
  readonly id: string
  readonly kind: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly input: {
    readonly operation?: string
    readonly file?: string
    readonly run?: 'for_real' | 'dry'
    readonly warnings?: readonly string[]
  } | null
  readonly result: { readonly done?: number; readonly same?: number; readonly bad?: number } | null
  readonly problem: { readonly code: string } | null
  readonly madeAt: number
}

/** What can be done by a file. */
export type Operation = {
  readonly name: string
  readonly title: string
  readonly needed: readonly string[]
  readonly more: readonly string[]
  readonly does: readonly string[]
}

export type ToldLine = {
  readonly n: number
  readonly line: number
  readonly subject: string
  readonly code: string | null
  readonly message: string | null
}

export const isOpen = ({ state }: Job): boolean => state === 'waiting' || state === 'running'

/** What came of the lines of a bulk, in a sentence. */
export function saidOf({ state, input, result, problem }: Job): string {
  if (state === 'failed') return `It could not go on: ${problem?.code ?? ''}`
  if (result === null) return ''
  const { done, same = 0, bad = 0 } = result
  if (done === undefined) return ''
  const parts = [`${done} ${input?.run === 'dry' ? 'would be done' : 'done'}`]
  if (same > 0) parts.push(`${same} so already`)
  if (bad > 0) parts.push(`${bad} bad`)
  return parts.join(', ')
}

const others: Readonly<Record<string, string>> = {
  settle: 'Memberships and licences follow a change',
  purge: 'People deleted 30 days ago are erased',
}

/** What a job does. */
export function titleOf({ kind, input }: Job, operations: readonly Operation[]): string {
  if (kind !== 'bulk') return others[kind] ?? kind
  const title = operations.find(({ name }) => name === input?.operation)?.title ?? 'Bulk'
  return input?.run === 'dry' ? `${title} (tried)` : title
}
