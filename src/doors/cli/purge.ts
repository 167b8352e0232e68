import type { Command } from 'commander'
import { countDue, keptDays, purgeDue } from '../../app/purge.ts'
import { allTenants } from '../../app/tenants.ts'
import { type Cli, type TenantOption, tenantNamed, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

/** `admit purge`: erases for good who was deleted 30 days ago, as the server does every day. */
export function purgeCommand(program: Command, cli: Cli): void {
  program
    .command('purge')
    .description(`erase for good who was deleted ${keptDays} days ago or more; a running server does it by itself`)
    .option('--tenant <name>', 'one organisation alone, by name or id')
    .option('--dry-run', 'say how many, and erase nobody')
    .option('--json', 'as JSON')
    .action((options: TenantOption & { readonly dryRun?: true; readonly json?: true }) =>
      cli
        .withAdmit(async (admit) => {
          const only = options.tenant === undefined ? null : await tenantNamed(admit, options.tenant)
          const done: { tenant: string; name: string; erased: number }[] = []
          for (const { id, name } of await allTenants(admit))
            if (only === null || only === id) {
              const erased = await (options.dryRun ? countDue(admit, id) : purgeDue(admit, id))
              done.push({ tenant: id, name, erased })
            }
          return done
        })
        .then((done) => {
          const { out } = cli.terminal
          if (done.length === 0) throw new Unclear('there is no organisation yet: run admit start first')
          if (options.json) out(JSON.stringify(done, null, 2))
          else
            for (const { name, erased } of done)
              out(`${harmless(name)}: ${erased} ${options.dryRun ? 'would be erased' : 'erased'}`)
          cli.exit(0)
        }),
    )
}
