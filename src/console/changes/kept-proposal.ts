import type { Change } from '../api.ts'

const key = 'admit.proposal'

type Kept = { readonly title: string; readonly changes: readonly Change[] }

/** Keeps what is being proposed here while its author proves anew who they are; null lets it go. */
export function keepProposal(proposal: Kept | null): void {
  if (proposal === null) sessionStorage.removeItem(key)
  else {
    const { title, changes } = proposal
    sessionStorage.setItem(key, JSON.stringify({ title, changes, at: Date.now(), where: here() }))
  }
}

/** What was being proposed at this address in this tab a moment ago, when it left to prove something; null where nothing was. */
export function keptProposal(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as
      | (Kept & { readonly at: number; readonly where: string })
      | null
    return kept !== null && kept.where === here() && Date.now() - kept.at < 600_000 ? kept : null
  } catch {
    return null
  }
}

const here = () => location.pathname + location.search
