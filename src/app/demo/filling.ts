import { randomUUID } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import { type Secrets, type Standing, write } from '../../store/carry-out.ts'
import { appendJournal, type Done } from '../../store/journal.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { DemoFile } from '../demo.ts'

/**
 * The demo company being written: one transaction, one instant, one operation in the journal, whose entries are appended
 * together; ids by the file's names. Nobody sees the company before it is whole, and nobody else writes to it.
 */
export class Filling {
  readonly admit: Admit
  readonly t: TenantDb
  readonly file: DemoFile
  /** Where its apps run. */
  readonly appsOrigin: string
  readonly now: number
  readonly #operationId = randomUUID()
  #done: Done[] = []
  #left: Standing | undefined

  constructor(admit: Admit, t: TenantDb, file: DemoFile, appsOrigin: string, now = admit.now()) {
    this.admit = admit
    this.t = t
    this.file = file
    this.appsOrigin = appsOrigin
    this.now = now
  }

  async carryOut(change: Change, secrets: Secrets = {}, at: number = this.now): Promise<void> {
    const { entry, standing } = await write(this.t, change, { at, secrets, left: this.#left })
    this.#done.push(entry)
    this.#left = standing
  }

  /**
   * Does the same for each: after the first, with whom what all share is read, for all at once, since their statements need not
   * wait for each other. Entries keep the order of the list.
   */
  async forEach<T>(list: readonly T[], work: (f: Filling, one: T) => Promise<void>): Promise<void> {
    const parts = list.map(() => new Filling(this.admit, this.t, this.file, this.appsOrigin, this.now))
    const one = (i: number) => work(parts[i] as Filling, list[i] as T)
    if (parts.length > 0) await one(0)
    const ends = await Promise.allSettled(parts.slice(1).map((_, i) => one(i + 1)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    this.#done.push(...parts.flatMap((part) => part.#done))
    this.#left = undefined
  }

  /** Appends what was done since to the journal: before anything that appends to it by itself, and at the end. */
  async record(): Promise<void> {
    const by = {
      actor: null,
      actorKind: 'system',
      reason: 'demo',
      operationId: this.#operationId,
      at: this.now,
    } as const
    await appendJournal(this.t, by, this.#done)
    this.#done = []
    this.#left = undefined
  }

  address(path: string): string {
    return path.replace('{apps}', this.appsOrigin)
  }

  groupId(key: string): string {
    return this.file.groups.find((group) => group.key === key)?.id as string
  }

  productId(key: string): string {
    return this.file.products.find((product) => product.key === key)?.id as string
  }

  planId(key: string): string {
    return this.file.products.flatMap((product) => product.plans).find((plan) => plan.key === key)?.id as string
  }

  appId(key: string): string {
    return this.file.apps.find((app) => app.key === key)?.id as string
  }

  personId(key: string): string {
    return this.file.people.find((person) => person.key === key)?.id as string
  }
}
