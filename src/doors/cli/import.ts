import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type ImportReport, importFiles } from '../../app/import/import-files.ts'
import { counted } from '../../core/changes/names.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { type Terminal, wrapped } from './terminal.ts'

type Options = TenantOption & { readonly partial?: true; readonly dryRun?: true; readonly json?: true }
type Told = ImportReport['faults'][number]

/** A file is read whole: a directory of a hundred thousand people is some hundred megabytes. */
const mostBytes = 512 * 1024 * 1024

/** `admit import`: people, groups and more from CSV and from Microsoft Graph. */
export function importCommand(program: Command, cli: Cli): void {
  program
    .command('import <file-or-folder...>')
    .description(
      'people and groups from CSV; a whole organisation from Microsoft Graph JSON: files, or a folder of them',
    )
    .option('--partial', 'leave out what is bad and import the rest')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'the report as JSON')
    .action((names: readonly string[], options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const files = await Promise.all((await Promise.all(names.map(filesIn))).flat().map(bytesOf))
        const report = await importFiles(admit, viewer, files, {
          mode: options.partial ? 'partial' : 'all_or_nothing',
          run: options.dryRun ? 'dry' : 'for_real',
        })
        if (options.json) cli.terminal.out(JSON.stringify(report, null, 2))
        else show(cli.terminal, report)
        return report.faults.length === 0 ? 0 : 1
      }),
    )
}

/** The file itself, or the JSON and CSV files of a folder, in the order of their names, however deep. */
async function filesIn(name: string): Promise<readonly string[]> {
  if (!(await stat(name).catch(() => null))?.isDirectory()) return [name]
  const found = (await readdir(name, { recursive: true }))
    .filter((one) => /\.(json|csv)$/i.test(one))
    .sort()
    .map((one) => join(name, one))
  if (found.length === 0) throw new Unclear(`there is no .json and no .csv file in ${name}`)
  return found
}

async function bytesOf(name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  try {
    if ((await stat(name)).size > mostBytes) throw new Error('it is larger than 512 MB; import it in parts')
    return { name, bytes: await readFile(name) }
  } catch (error) {
    throw new Unclear(`${name} cannot be read: ${(error as Error).message}`)
  }
}

function show({ out, paint, width }: Terminal, { outcome, faults, notes, counts, changes, moved }: ImportReport): void {
  for (const note of notes) out(paint.dim(wrapped(`${note.reason}`, width, `${placeOf(note)}: `, 4)))
  for (const fault of faults) out(paint.bad(wrapped(`${fault.reason}`, width, `${placeOf(fault)}: `, 4)))
  if (notes.length + faults.length > 0) out('')
  const left =
    faults.length === 0 ? '' : ` ${faults.length} ${faults.length === 1 ? 'fault was' : 'faults were'} left out.`
  switch (outcome) {
    case 'refused':
      return out(
        paint.bold(paint.bad(`Nothing was imported: ${counted(faults.length, 'fault')}. With --partial the rest is.`)),
      )
    case 'same':
      return out(paint.bold(paint.good(`Nothing to do: all of it is here already.${left}`)))
    case 'dry':
      out(paint.bold(`This would make ${counted(changes, 'change')}; nothing was done.${left}`))
      break
    case 'done':
      out(paint.bold(paint.good(`Imported: ${counted(changes, 'change')}, each in the journal.${left}`)))
  }
  for (const kind of [
    ...(['people', 'groups', 'products', 'locations', 'policies'] as const),
    ...(['apps', 'domains', 'units'] as const),
  ]) {
    const { made, changed, same } = counts[kind]
    if (made + changed + same > 0) out(`  ${kind.padEnd(10)} ${made} new, ${changed} changed, ${same} as they were`)
  }
  if (counts.memberships > 0) out(`  members    ${counts.memberships} put into groups`)
  if (counts.licences > 0) out(`  licences   ${counts.licences} assigned directly`)
  if (counts.roles > 0) out(`  roles      ${counts.roles} given`)
  if (counts.owners > 0) out(`  owners     ${counts.owners} of groups`)
  if (counts.access > 0) out(`  access     ${counts.access} people and groups assigned to apps`)
  if (counts.consents > 0) out(`  consents   ${counts.consents} of people or for everybody`)
  if (moved > 0)
    out(
      wrapped(
        `the groups with rules or the licences of somebody followed ${moved === 1 ? 'once' : `${moved} times`}`,
        width,
        '  ',
        4,
      ),
    )
}

function placeOf({ file, line, pointer }: Told): string {
  return line === null ? `${file} ${pointer || '(the whole file)'}` : `${file} line ${line}`
}
