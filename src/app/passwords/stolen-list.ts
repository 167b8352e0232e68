import type { Instant } from '../../core/snapshot.ts'
import type { Admit } from '../admit.ts'
import { aboutList } from './breached.ts'
import { known } from './known.ts'

/** The lists of stolen passwords: how many stand in the one that comes along, and what is known of one that whoever runs the server added. */
export type StolenLists = { readonly comesAlong: number; readonly own: OwnList }

/** How much it is, of when, and since when this server asks it; or why it asks none, and how to get one. */
type OwnList =
  | { readonly is: 'read'; readonly readSince: Instant; readonly changedAt: Instant; readonly bytes: number }
  | { readonly is: 'unreadable'; readonly problem: string; readonly howTo: string }
  | { readonly is: 'none'; readonly howTo: string }

/** How whoever runs the server gets one. */
export const howToGetList =
  'To ask all that are known, run the downloader of Have I Been Pwned (dotnet tool install --global haveibeenpwned-downloader, then haveibeenpwned-downloader pwned-passwords), set ADMIT_BREACHED_PASSWORDS to the file it writes, and start the server again.'

/** What is known of the lists of stolen passwords here. */
export async function stolenLists(admit: Admit): Promise<StolenLists> {
  return { comesAlong: (await known()).stolen, own: await ownList(admit) }
}

async function ownList({ config: { breachedPasswords: path }, log }: Admit): Promise<OwnList> {
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
