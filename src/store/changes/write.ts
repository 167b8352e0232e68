import type { ChangeKind, ChangeOf } from '../../core/changes/change.ts'
import { AppError, type ErrorCode } from '../../errors.ts'
import type { Secrets } from '../carry-out.ts'
import type { Entity } from '../entities.ts'
import type { TenantDb } from '../store.ts'

/** How one kind of change is written: what it is about, and its rows. `run` may give consequences for the journal. */
export type Write<K extends ChangeKind> = {
  readonly entity: (change: ChangeOf<K>) => readonly [Entity, string]
  /** What the journal keeps of the change, where it may not keep all of it. */
  readonly kept?: (change: ChangeOf<K>) => ChangeOf<K>
  /** What it is about is gone for good: the journal keeps that it was done, and nothing of what was there. */
  readonly erases?: true
  readonly run: (t: TenantDb, change: ChangeOf<K>, given: Given) => Promise<object | undefined | void>
}

export type Given = {
  readonly at: number
  readonly secrets: Secrets
  readonly before: object | null
  /** The account that makes the change, where one does. */
  readonly actor: string | null
}

export type Writes<K extends ChangeKind> = { readonly [P in K]: Write<P> }

/** Throws when what a change is about is not there. */
export function mustExist(before: object | null, code: ErrorCode): void {
  if (before === null) throw new AppError(code)
}

/** A secret that a change cannot do without; throws `change.not_possible` where it was not brought. */
export function needed<T>(secret: T | undefined): T {
  if (secret === undefined) throw new AppError('change.not_possible', { missing: 'secret' })
  return secret
}
