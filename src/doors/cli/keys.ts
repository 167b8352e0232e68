import type { Command } from 'commander'
import { publishedKeys, rotateKeys } from '../../app/signing-keys.ts'
import { actorOf } from '../../app/viewer.ts'
import { type Cli, forTenant, type TenantOption } from './cli.ts'

type Options = TenantOption & { readonly json?: true }

/** `admit keys list | rotate`: the keys that sign the organisation's tokens. */
export function keysCommand(program: Command, cli: Cli): void {
  const keys = program.command('keys').description('the keys that sign tokens')
  const tenant = ['--tenant <name>', 'the organisation, by name or id, where there are several'] as const

  keys
    .command('list')
    .description('every key that tokens are verified with, those that sign first')
    .option(...tenant)
    .option('--json', 'as JSON')
    .action((options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const all = await publishedKeys(admit, viewer.tenantId)
        if (options.json) cli.terminal.out(JSON.stringify(all, null, 2))
        else
          for (const { id, alg, createdAt, retiredAt } of all)
            cli.terminal.out(
              `${id}  ${alg}  since ${dayOf(createdAt)}  ${retiredAt === null ? 'signs' : 'verifies only'}`,
            )
        return 0
      }),
    )
  keys
    .command('rotate')
    .description('sign with new keys from now on; the former ones verify for another day')
    .option(
      '--at-once',
      'end the former ones now: every token they signed is worth nothing. For keys that may be stolen',
    )
    .option('--reason <text>', 'why, for the journal', 'on the command line')
    .option(...tenant)
    .action((options: TenantOption & { atOnce?: true; reason: string }) =>
      forTenant(cli, options, async (admit, viewer) => {
        const former = options.atOnce ? 'end at once' : 'verify for a day'
        await rotateKeys(admit, viewer.tenantId, former, { ...actorOf(viewer), reason: options.reason })
        cli.terminal.out('New keys sign from now on; a server that runs knows them within a minute.')
        return 0
      }),
    )
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
