import type { Command } from 'commander'
import { applyChanges } from '../../app/apply-changes.ts'
import { findPersonMeant } from '../../app/find-person.ts'
import { passLimits, usualPass } from '../../core/methods/temporary-pass.ts'
import { type Cli, forTenant, type TenantOption, Unclear } from './cli.ts'
import { harmless } from './terminal.ts'

type Options = TenantOption & { readonly many?: true; readonly minutes: string; readonly takeBack?: true }

/** `admit pass PERSON`: a Temporary Access Pass for who has nothing at hand to prove who they are. */
export function passCommand(program: Command, cli: Cli): void {
  program
    .command('pass <person>')
    .description(
      'give somebody a Temporary Access Pass in the place of password and second factor; it is shown this once',
    )
    .option('--many', 'good for several sign-ins, not for one')
    .option('--minutes <n>', 'how long it lasts, 10 minutes to 30 days', String(usualPass.minutes))
    .option('--take-back', 'end the pass they have, and what was begun with it')
    .option('--tenant <name>', 'the organisation, by name or id, where there are several')
    .action((name: string, options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const found = await findPersonMeant(admit, viewer, name)
        if (found.is !== 'one') throw new Unclear(`nobody, or more than one, is called ${name}`)
        const { id: accountId, displayName } = found.account
        const { out, err } = cli.terminal
        if (options.takeBack) {
          await applyChanges(admit, viewer, [{ do: 'remove_temporary_pass', accountId }], null)
          out(`The pass of ${harmless(displayName)} has ended.`)
          return 0
        }
        const [least, most] = passLimits.minutes
        const minutes = Number(options.minutes)
        if (!Number.isInteger(minutes) || minutes < least || minutes > most)
          throw new Unclear(`a pass lasts ${least} to ${most} minutes`)
        const uses = options.many ? 'many' : 'one'
        const change = { do: 'issue_temporary_pass', accountId, uses, minutes, startsAt: null } as const
        const { temporaryPass } = await applyChanges(admit, viewer, [change], null)
        out(temporaryPass as string)
        err(`${harmless(displayName)} types it where the password is asked for. It is not shown again.`)
        return 0
      }),
    )
}
