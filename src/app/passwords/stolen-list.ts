import type { Instant } from '../../core/snapshot.ts'
import type { Admit } from '../admit.ts'
import { aboutList } from './breached.ts'

/** The list of stolen passwords: how much it is, of when, and since when this server asks it; or why it asks none, and how to get one. */
export type StolenList =
  | { readonly is: 'read'; readonly readSince: Instant; readonly changedAt: Instant; readonly bytes: number }
  | { readonly is: 'unreadable'; readonly problem: string; readonly howTo: string }
  | { readonly is: 'none'; readonly howTo: string }

/** How whoever runs the server gets one. */
export const howToGetList =
  'Run the downloader of Have I Been Pwned (dotnet tool install --global haveibeenpwned-downloader, then haveibeenpwned-downloader pwned-passwords), set ADMIT_BREACHED_PASSWORDS to the file it writes, and start the server again.'

/** What is known of the list of stolen passwords here. */
export async function stolenList({ config: { breachedPasswords: path }, log }: Admit): Promise<StolenList> {
  if (path === null) return { is: 'none', howTo: howToGetList }
  try {
    // The setting is read when the server starts, and the file at each choice.
    return { is: 'read', readSince: Math.round(performance.timeOrigin), ...(await aboutList(path)) }
  } catch (error) {
    // Where it lies is for the log alone.
    log.warn({ path, error: String(error) }, 'the list of stolen passwords cannot be used')
    const { code } = error as NodeJS.ErrnoException
    const problem = code === undefined ? (error as Error).message : `its file cannot be read (${code})`
    return { is: 'unreadable', problem, howTo: howToGetList }
  }
}
