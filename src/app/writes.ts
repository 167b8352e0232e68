import {
  type ArtifactKey,
  consumeArtifactRows,
  deleteArtifacts,
  type NewArtifact,
  upsertArtifacts,
} from '../store/artifacts.ts'
import { linkGrants } from '../store/sessions.ts'
import { insertSignIns, type SignIn } from '../store/sign-ins.ts'
import { withTenantAtOnce } from '../store/store.ts'
import { perTenant, together } from '../store/together.ts'
import type { Admit } from './admit.ts'

/** What one request of the protocol is going to write. Nothing of it stands before `commit`, and no answer leaves before that. */
export type Writes = {
  readonly put: Map<string, NewArtifact>
  readonly gone: Map<string, ArtifactKey>
  readonly used: Map<string, ArtifactKey>
  readonly signIns: SignIn[]
  /** In which browser's session a grant was given. */
  readonly given: { readonly sessionId: string; readonly grantId: string }[]
  /** Grants that were read together with their tokens, each good for one look. */
  readonly ahead: Map<string, Record<string, unknown>>
}

/** Nothing yet. */
export function newWrites(): Writes {
  return { put: new Map(), gone: new Map(), used: new Map(), signIns: [], given: [], ahead: new Map() }
}

/** The name by which one thing is meant, whatever is done to it. */
export const nameOf = ({ model, id }: ArtifactKey) => `${model} ${id}`

type Due = Writes & { readonly now: number }

// Many clients come at once: what their requests write goes into one transaction, with one commit.
const commits = perTenant((store, tenantId) =>
  together((all: readonly Due[]) =>
    withTenantAtOnce(store, tenantId, async (t) => {
      const each = <T>(list: (one: Due) => Iterable<T>) => all.flatMap((one) => [...list(one)])
      const [signIns, used] = [each((one) => one.signIns), each((one) => one.used.values())]
      const given = each((one) => one.given)
      const [gone, put] = [each((one) => one.gone.values()), each((one) => one.put.values())]
      // None waits for another: they are sent together, and done in this order.
      await Promise.all([
        signIns.length > 0 && insertSignIns(t, signIns),
        used.length > 0 && consumeArtifactRows(t, used, Math.max(...all.map((one) => one.now))),
        gone.length > 0 && deleteArtifacts(t, gone),
        put.length > 0 && upsertArtifacts(t, put),
        given.length > 0 && linkGrants(t, given),
      ])
      return all.map(() => undefined)
    }),
  ),
)

/** Writes it, all or nothing, in a transaction that it may share with other requests'; it is durable afterwards. */
export async function commit(admit: Admit, tenantId: string, writes: Writes): Promise<void> {
  const { put, gone, used, signIns, given } = writes
  if (put.size + gone.size + used.size + signIns.length + given.length > 0)
    await commits(admit.store, tenantId)({ ...writes, now: admit.now() })
}
