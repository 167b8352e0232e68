import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { exported } from '../graph/export-routes.ts'
import { exportable } from '../graph/exports.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'

type Options = TenantOption & { readonly filter?: string; readonly search?: string; readonly output?: string }

/** `admit export`: any list as CSV. */
export function exportCommand(program: Command, cli: Cli): void {
  const names = Object.keys(exportable).join(', ')
  program
    .command('export <list>')
    .description(`a list as CSV; LIST is one of ${names}`)
    .option('--filter <text>', 'only those of which this is so, as $filter of the API')
    .option('--search <text>', 'only those whose name begins so')
    .option('--output <file>', 'write to a file; left out, it is written here')
    .option('--tenant <name>', 'the organisation, by name or id, where there are several')
    .action((name: string, { filter, search, output, ...tenant }: Options) => {
      if (!Object.hasOwn(exportable, name)) throw new Unclear(`there is no list ${name}; there is ${names}`)
      return forTenant(cli, tenant, async (admit, viewer) => {
        const table = await exported(admit, viewer, name, { $filter: filter, $search: search })
        if (output === undefined) await pipeline(table, process.stdout, { end: false })
        else await pipeline(table, createWriteStream(output))
        return 0
      })
    })
}
