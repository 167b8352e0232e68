import type { Command } from 'commander'
import { checkDirectories } from '../../app/check-directory.ts'
import { type Cli, type TenantOption, tenantNamed, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

const shown = 20

/** `admit check`: whether memberships, licences, seats and the journal are what follows from the rest. */
export function checkCommand(program: Command, cli: Cli): void {
  program
    .command('check')
    .description('ask of everybody whether groups, licences and seats are as the directory says; ends with 1 where not')
    .option('--tenant <name>', 'one organisation alone, by name or id')
    .option('--json', 'as JSON')
    .action((options: TenantOption & { readonly json?: true }) =>
      cli
        .withAdmit(async (admit) =>
          checkDirectories(admit, options.tenant === undefined ? null : await tenantNamed(admit, options.tenant)),
        )
        .then((checked) => {
          const { out, paint } = cli.terminal
          if (checked.length === 0) throw new Unclear('there is no organisation yet: run admit start first')
          if (options.json) out(JSON.stringify(checked, null, 2))
          else
            for (const { tenant, people, count, faults, overAssigned } of checked) {
              const whole = `${people} people, all as it should be`
              out(`${harmless(tenant.name)}: ${count === 0 ? paint.good(whole) : paint.bad(`${count} faults`)}`)
              for (const { what, entity, id, found, wanted } of faults.slice(0, shown))
                out(`  ${what} of ${entity} ${id}: ${short(found)} instead of ${short(wanted)}`)
              if (count > shown) out(`  and ${count - shown} more; --json lists the first thousand`)
              for (const { productId, seats, used } of overAssigned)
                out(`  note: ${used} seats of product ${productId} are used and ${seats} are bought`)
            }
          cli.exit(checked.every(({ count }) => count === 0) ? 0 : 1)
        }),
    )
}

const short = (value: unknown) => harmless(JSON.stringify(value)).slice(0, 200)
