import type { Change } from '../api.ts'

const key = 'admit.proposal'

type Kept = { readonly title: string; readonly changes: readonly Change[] }

/** Keeps what is being proposed while its author proves anew who they are; null lets it go. */
export function keepProposal(proposal: Kept | null): void {
  if (proposal === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, JSON.stringify({ title: proposal.title, changes: proposal.changes, at: Date.now() }))
}

/** What was being proposed in this tab a moment ago, when it left to prove something; null where nothing was. */
export function keptProposal(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as (Kept & { readonly at: number }) | null
    return kept !== null && Date.now() - kept.at < 600_000 ? kept : null
  } catch {
    return null
  }
}
