import type { Command } from 'commander'
import { checkJournals } from '../../app/check-journals.ts'
import { type Cli, type TenantOption, tenantNamed, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

/** `admit journal verify`: whether every entry of the journal is the one that was written. */
export function journalCommand(program: Command, cli: Cli): void {
  program
    .command('journal')
    .description('the record of every change')
    .command('verify')
    .description('walk the whole chain of every organisation, or of one')
    .option('--tenant <name>', 'one organisation alone, by name or id')
    .option('--json', 'as JSON')
    .action((options: TenantOption & { readonly json?: true }) =>
      cli
        .withAdmit(async (admit) =>
          checkJournals(admit, options.tenant === undefined ? null : await tenantNamed(admit, options.tenant)),
        )
        .then((checked) => {
          const { out, paint } = cli.terminal
          if (checked.length === 0) throw new Unclear('there is no organisation yet: run admit start first')
          if (options.json) out(JSON.stringify(checked, null, 2))
          else
            for (const { tenant, ok, entries, brokenAt } of checked)
              out(
                `${harmless(tenant.name)}: ` +
                  (ok ? paint.good(`${entries} entries, whole`) : paint.bad(`broken at entry ${brokenAt}`)),
              )
          cli.exit(checked.every(({ ok }) => ok) ? 0 : 1)
        }),
    )
}
