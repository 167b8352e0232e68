import type { Admit } from '../../app/admit.ts'
import { allTenants } from '../../app/tenants.ts'
import { commandLine, type Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import type { Terminal } from './terminal.ts'

/** What commands are given by whoever puts the command line together. */
export type Cli = {
  readonly terminal: Terminal
  /** Serves until told to stop. */
  readonly serve: (options: readonly string[]) => Promise<void>
  /** Runs work on the database, also beside a running server. */
  readonly withAdmit: <T>(work: (admit: Admit) => Promise<T>) => Promise<T>
  /** Takes the number the process ends with. */
  readonly exit: (code: ExitCode) => void
}

/** 0: gets in, is whole, is done. 1: does not, is not. 2: the question was not understood, or something broke. */
export type ExitCode = 0 | 1 | 2

export type TenantOption = { readonly tenant?: string }

/** A question that cannot be answered as it was asked; the message says what to write instead. */
export class Unclear extends Error {}

/** Runs a command for one tenant: the one named, or the only one there is. */
export async function forTenant(
  cli: Cli,
  { tenant }: TenantOption,
  work: (admit: Admit, viewer: Viewer) => Promise<ExitCode>,
): Promise<void> {
  const code = await cli.withAdmit(async (admit) => work(admit, commandLine(await tenantNamed(admit, tenant))))
  cli.exit(code)
}

/** The id of the tenant with this name or id, or of the only one. */
export async function tenantNamed(admit: Admit, named: string | undefined): Promise<string> {
  const all = await allTenants(admit)
  const names = all.map(({ name }) => name).join(', ')
  if (all.length === 0) throw new Unclear('there is no organisation yet: run admit start first')
  if (named === undefined && all.length > 1) throw new Unclear(`say which organisation: --tenant NAME, one of ${names}`)
  const found = named === undefined ? all : all.filter(({ id, name }) => id === named || isSameText(name, named))
  const [only, ...more] = found
  if (only === undefined) throw new Unclear(`there is no organisation ${named}; there is ${names}`)
  if (more.length > 0)
    throw new Unclear(
      `several organisations are called ${named}: give the id, one of ${found.map(({ id }) => id).join(', ')}`,
    )
  return only.id
}

/** Whether two texts are the same to a person. */
export function isSameText(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()
}

/** What went wrong, in one sentence for the terminal. */
export function problemOf(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error)
  const details = Object.entries(error.details).map(([key, value]) => `${key} ${String(value)}`)
  return `${error.message}${details.length === 0 ? '' : ` (${details.join(', ')})`} [${error.code}]`
}
