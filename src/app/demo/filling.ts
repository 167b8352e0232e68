import { randomUUID } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import { carryOut, type Secrets } from '../../store/carry-out.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import type { DemoFile } from '../demo.ts'

/** The demo company being written: one transaction, one instant, one operation in the journal; ids by the file's names. */
export class Filling {
  readonly admit: Admit
  readonly t: TenantDb
  readonly file: DemoFile
  /** Where its apps run. */
  readonly appsOrigin: string
  readonly now: number
  readonly #operationId = randomUUID()

  constructor(admit: Admit, t: TenantDb, file: DemoFile, appsOrigin: string) {
    this.admit = admit
    this.t = t
    this.file = file
    this.appsOrigin = appsOrigin
    this.now = admit.now()
  }

  carryOut(change: Change, secrets: Secrets = {}, at: number = this.now) {
    return carryOut(
      this.t,
      change,
      { actor: null, actorKind: 'system', reason: 'demo', operationId: this.#operationId, at },
      secrets,
    )
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
