import { gates } from '../../core/gates/index.ts'

const titles = new Map(
  gates.flatMap((gate) => Object.values(gate.reasons)).map((reason) => [reason.code as string, reason.title]),
)

/** What a code of the sign-in log means, in a few words; null for one that no gate of today has. */
export function titleOf(code: string | null): string | null {
  return code === null ? null : (titles.get(code) ?? null)
}
